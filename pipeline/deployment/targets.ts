import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { indicatorById, indicators } from "../../rules/indicators/index.ts";
import { overlap, type Span } from "../../rules/targets/months.ts";
import { type ParsedTarget, parseTarget } from "../../rules/targets/parse-target.ts";
import type { Actual } from "../../rules/targets/progress.ts";
import { plainUnit } from "../../rules/targets/units.ts";
import type { Area } from "./areas.ts";
import { lineOfPath, type Problem, readYaml } from "./problems.ts";
import { type PlanTarget, type TargetsFile, targetsSchema } from "./target-schema.ts";

const FILE = "targets.yaml";

/** A target with its plan's months and title, its figure read, and what has been published of it. */
export interface DeploymentTarget extends PlanTarget {
  readonly span: Span;
  readonly planTitle: { readonly zh: string; readonly en: string };
  readonly parsed: ParsedTarget;
  readonly published: readonly Actual[];
}

/** Read `targets.yaml` where a deployment has one (规划目标); mistakes in it go to `problems`. */
export function readTargets(dir: string, areas: readonly Area[], problems: Problem[]): DeploymentTarget[] {
  if (!existsSync(join(dir, FILE))) return [];
  const text = readFileSync(join(dir, FILE), "utf8");
  const file = readYaml(text, targetsSchema, FILE, problems) as TargetsFile | undefined;
  if (!file) return [];
  const mistakes = [
    ...file.targets.flatMap((own, index) => targetMistakes(own, index, file, areas)),
    ...repeated("plans", file.plans),
    ...repeated("targets", file.targets),
    ...backwards(file),
    ...actualMistakes(file),
  ];
  problems.push(
    ...mistakes.map(({ path, message }) => ({ file: FILE, line: lineOfPath(text, path), message })),
  );
  return mistakes.length > 0 ? [] : file.targets.map((own) => resolved(own, file));
}

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function resolved(own: PlanTarget, { plans, actuals }: TargetsFile): DeploymentTarget {
  const plan = plans.find(({ id }) => id === own.plan)!;
  return {
    ...own,
    span: spanOf(own, plan),
    planTitle: plan.title,
    parsed: parseTarget(own.target)!,
    published: actuals
      .filter(({ target }) => target === own.id)
      .map(({ from, to, value, source }) => ({ from: from ?? to, to, value, source })),
  };
}

const spanOf = (own: PlanTarget, plan: Span): Span => ({
  from: own.from ?? plan.from,
  to: own.to ?? plan.to,
});

function targetMistakes(
  own: PlanTarget,
  index: number,
  { plans }: TargetsFile,
  areas: readonly Area[],
): Mistake[] {
  const mistakes: Mistake[] = [];
  const say = (key: keyof PlanTarget, message: string) =>
    mistakes.push({ path: ["targets", index, key], message });
  if (!plans.some(({ id }) => id === own.plan))
    say("plan", `no plan ${own.plan}; there are ${plans.map(({ id }) => id).join(", ")}`);
  if (!areas.some(({ code }) => code === own.area))
    say("area", `area ${own.area} is not a code of areas.csv`);
  if (own.indicator === undefined) return mistakes;
  const indicator = indicatorById(own.indicator);
  if (!indicator) {
    say("indicator", `no indicator ${own.indicator}; there are ${indicators.map(({ id }) => id).join(", ")}`);
    return mistakes;
  }
  if (plainUnit(own.unit).of !== indicator.unit.zh)
    say("unit", `${own.indicator} is counted in ${indicator.unit.zh}, not in ${own.unit}`);
  if ((own.kind === "cumulative") !== (indicator.yearToDate ?? false))
    say("indicator", `${own.indicator} is ${indicator.yearToDate ? "" : "not "}counted from January`);
  return mistakes;
}

function repeated(list: "plans" | "targets", items: readonly { readonly id: string }[]): Mistake[] {
  const ids = items.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: [list, index, "id"], message: `id ${id} stands twice` }],
  );
}

function backwards({ plans, targets }: TargetsFile): Mistake[] {
  const wrong = (list: string, index: number) => ({
    path: [list, index, "to"],
    message: "to must not be before from",
  });
  return [
    ...plans.flatMap((plan, index) => (plan.from > plan.to ? [wrong("plans", index)] : [])),
    ...targets.flatMap((own, index) => {
      const plan = plans.find(({ id }) => id === own.plan);
      const span = plan && spanOf(own, plan);
      return plan && plan.from <= plan.to && span && span.from > span.to ? [wrong("targets", index)] : [];
    }),
  ];
}

/** Figures of one target must not speak of the same months twice: they would be added. */
function actualMistakes({ targets, actuals }: TargetsFile): Mistake[] {
  return actuals.flatMap((own, index) => {
    const at = (key: string) => ["actuals", index, key];
    const target = targets.find(({ id }) => id === own.target);
    if (!target) return [{ path: at("target"), message: `no target ${own.target}` }];
    if (target.kind === "cumulative" && own.from === undefined)
      return [
        { path: at("to"), message: `${own.target} is cumulative: say from which month the figure sums` },
      ];
    const span = { from: own.from ?? own.to, to: own.to };
    if (span.from > span.to) return [{ path: at("to"), message: "to must not be before from" }];
    const twice = actuals
      .slice(0, index)
      .some(
        (other) =>
          other.target === own.target &&
          overlap(span, { from: other.from ?? other.to, to: other.to }) !== null,
      );
    return twice ? [{ path: at("to"), message: `${own.target} has a figure for these months already` }] : [];
  });
}
