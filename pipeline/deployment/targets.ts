import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { indicatorById, indicators } from "../../rules/indicators/index.ts";
import { overlap, type Span } from "../../rules/targets/months.ts";
import type { PaceLines } from "../../rules/targets/pace.ts";
import { type ParsedTarget, parseTarget } from "../../rules/targets/parse-target.ts";
import type { Actual } from "../../rules/targets/progress.ts";
import { plainUnit } from "../../rules/targets/units.ts";
import type { Area } from "./areas.ts";
import { lineOfPath, type Problem, readYaml } from "./problems.ts";
import { type PlanTarget, type TargetsFile, targetsSchema } from "./target-schema.ts";

const FILE = "targets.yaml";

/** A target with its plan's months and title, its figure parsed, and its published figures. */
export interface DeploymentTarget extends PlanTarget {
  readonly span: Span;
  readonly planTitle: { readonly zh: string; readonly en: string };
  readonly parsed: ParsedTarget;
  readonly published: readonly Actual[];
}

/** The targets of a deployment, and the shares of the straight line below which a running plan lags. */
export interface DeploymentPlans {
  readonly targets: readonly DeploymentTarget[];
  readonly paceLines: PaceLines;
}

const PACE: PaceLines = { slow: 0.95, behind: 0.9, farBehind: 0.8 };

/** Read `targets.yaml` where a deployment has one (规划目标); mistakes in it go to `problems`. */
export function readTargets(dir: string, areas: readonly Area[], problems: Problem[]): DeploymentPlans {
  const none = { targets: [], paceLines: PACE };
  if (!existsSync(join(dir, FILE))) return none;
  const text = readFileSync(join(dir, FILE), "utf8");
  const file = readYaml(text, targetsSchema, FILE, problems) as TargetsFile | undefined;
  if (!file) return none;
  const mistakes = [
    ...file.targets.flatMap((planTarget, index) => targetMistakes(planTarget, index, file, areas)),
    ...repeated("plans", file.plans),
    ...repeated("targets", file.targets),
    ...backwards(file),
    ...actualMistakes(file),
  ];
  problems.push(
    ...mistakes.map(({ path, message }) => ({ file: FILE, line: lineOfPath(text, path), message })),
  );
  if (mistakes.length > 0) return none;
  const { slow, behind, farBehind } = file.pace;
  return {
    targets: file.targets.map((planTarget) => resolved(planTarget, file)),
    paceLines: { slow: slow / 100, behind: behind / 100, farBehind: farBehind / 100 },
  };
}

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: Text;
}

function resolved(planTarget: PlanTarget, { plans, actuals }: TargetsFile): DeploymentTarget {
  const plan = plans.find(({ id }) => id === planTarget.plan)!;
  return {
    ...planTarget,
    span: spanOf(planTarget, plan),
    planTitle: plan.title,
    parsed: parseTarget(planTarget.target)!,
    published: actuals
      .filter(({ target }) => target === planTarget.id)
      .map(({ from, to, value, source }) => ({ from: from ?? to, to, value, source })),
  };
}

const spanOf = (planTarget: PlanTarget, plan: Span): Span => ({
  from: planTarget.from ?? plan.from,
  to: planTarget.to ?? plan.to,
});

function targetMistakes(
  planTarget: PlanTarget,
  index: number,
  { plans }: TargetsFile,
  areas: readonly Area[],
): Mistake[] {
  const mistakes: Mistake[] = [];
  const addMistake = (key: keyof PlanTarget, message: Text) =>
    mistakes.push({ path: ["targets", index, key], message });
  if (!plans.some(({ id }) => id === planTarget.plan))
    addMistake(
      "plan",
      bilingual("error.no-such-plan", { plan: planTarget.plan, known: plans.map(({ id }) => id) }),
    );
  if (!areas.some(({ code }) => code === planTarget.area))
    addMistake("area", bilingual("error.not-a-code-of-areas", { column: "area", code: planTarget.area }));
  if (planTarget.indicator === undefined) return mistakes;
  const indicator = indicatorById(planTarget.indicator);
  if (!indicator) {
    addMistake(
      "indicator",
      bilingual("error.no-such-indicator", {
        indicator: planTarget.indicator,
        known: indicators.map(({ id }) => id),
      }),
    );
    return mistakes;
  }
  if (plainUnit(planTarget.unit).of !== indicator.unit.zh)
    addMistake(
      "unit",
      bilingual("error.target-unit", {
        indicator: planTarget.indicator,
        expected: indicator.unit.zh,
        unit: planTarget.unit,
      }),
    );
  if ((planTarget.kind === "cumulative") !== (indicator.yearToDate ?? false))
    addMistake(
      "indicator",
      bilingual(indicator.yearToDate ? "error.target-year-to-date" : "error.target-not-year-to-date", {
        indicator: planTarget.indicator,
      }),
    );
  return mistakes;
}

function repeated(list: "plans" | "targets", items: readonly { readonly id: string }[]): Mistake[] {
  const ids = items.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: [list, index, "id"], message: bilingual("error.id-twice", { id }) }],
  );
}

function backwards({ plans, targets }: TargetsFile): Mistake[] {
  const wrong = (list: string, index: number) => ({
    path: [list, index, "to"],
    message: bilingual("error.to-before-from"),
  });
  return [
    ...plans.flatMap((plan, index) => (plan.from > plan.to ? [wrong("plans", index)] : [])),
    ...targets.flatMap((planTarget, index) => {
      const plan = plans.find(({ id }) => id === planTarget.plan);
      const span = plan && spanOf(planTarget, plan);
      return plan && plan.from <= plan.to && span && span.from > span.to ? [wrong("targets", index)] : [];
    }),
  ];
}

/** Figures of one target must not cover the same months twice, since they are added. */
function actualMistakes({ targets, actuals }: TargetsFile): Mistake[] {
  return actuals.flatMap((actual, index) => {
    const at = (key: string) => ["actuals", index, key];
    const target = targets.find(({ id }) => id === actual.target);
    if (!target)
      return [{ path: at("target"), message: bilingual("error.no-such-target", { target: actual.target }) }];
    if (target.kind === "cumulative" && actual.from === undefined)
      return [{ path: at("to"), message: bilingual("error.actual-without-from", { target: actual.target }) }];
    const span = { from: actual.from ?? actual.to, to: actual.to };
    if (span.from > span.to) return [{ path: at("to"), message: bilingual("error.to-before-from") }];
    const twice = actuals
      .slice(0, index)
      .some(
        (other) =>
          other.target === actual.target &&
          overlap(span, { from: other.from ?? other.to, to: other.to }) !== null,
      );
    return twice
      ? [{ path: at("to"), message: bilingual("error.actual-twice", { target: actual.target }) }]
      : [];
  });
}
