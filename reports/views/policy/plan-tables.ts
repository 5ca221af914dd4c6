import { countChanges, type Move, type WarningChange } from "../../../rules/backtest/compare-warnings.ts";
import type { PolicyPlan } from "../../../rules/backtest/plan.ts";
import { peakOf, type Warning } from "../../../rules/backtest/warnings.ts";
import { daysBetween } from "../../../rules/calendar/periods.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import type { BudgetLine } from "../../../rules/false-alarms/expect.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inLanguage, type Language, numberText, translate } from "../../language/index.ts";

/** A table as text: head and rows. */
export interface PlanTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Names of what a plan speaks of. */
export interface PlanNames {
  readonly language: Language;
  readonly levels: readonly string[];
  levelName(level: string): string;
  areaName(code: string): string;
  /** An office by its id: its name and the level of its area. */
  office(id: string): { readonly name: string; readonly level: string };
  readonly offices: readonly string[];
}

const heads = (keys: readonly TextKey[], language: Language): string[] =>
  keys.map((key) => translate(language, key));

/** Warnings by level and gravest tier under both policies, and how many came, went and moved. */
export function countsTable({ changes }: PolicyPlan, names: PlanNames): PlanTable {
  const { language, levels, levelName } = names;
  const keys = ["level", "tier", "before", "after", "added", "removed", "moved"] as const;
  const rows = countChanges(changes, levels).map(({ level, tier, ...counts }) => [
    levelName(level),
    translate(language, `tier.${tier}`),
    ...[counts.before, counts.after, counts.added, counts.removed, counts.moved].map(String),
  ]);
  return {
    head: heads(
      keys.map((key) => `plan.head.${key}` as const),
      language,
    ),
    rows,
  };
}

/** Every warning that came, went or moved, in a line each. */
export const changeLines = ({ changes }: PolicyPlan, names: PlanNames): string[] =>
  changes.flatMap((change) => (change.kind === "same" ? [] : [changeLine(change, names)]));

function changeLine(
  change: Exclude<WarningChange, { kind: "same" }>,
  { language, areaName }: PlanNames,
): string {
  const text = (warning: Warning) => warningText(warning, language);
  if (change.kind === "added")
    return translate(language, "plan.added", {
      area: areaName(change.after.area),
      warning: text(change.after),
    });
  if (change.kind === "removed")
    return translate(language, "plan.removed", {
      area: areaName(change.before.area),
      warning: text(change.before),
    });
  const { before, after, moves } = change;
  const days = Math.abs(daysBetween(before.opened, after.opened));
  return translate(language, "plan.moved", {
    ...{ area: areaName(before.area), before: text(before), after: text(after) },
    moves: moves
      .map((move: Move) => translate(language, `plan.move.${move}`, { days }))
      .join(translate(language, "list.separator")),
  });
}

function warningText(warning: Warning, language: Language): string {
  const tier = peakOf(warning);
  const { rule } = warning.steps.find((step) => step.tier === tier)!;
  return translate(language, "plan.warning", {
    title: inLanguage(ruleById(rule)!.title, language),
    tier: translate(language, `tier.${tier}`),
    from: warning.opened,
    to: warning.lifted ?? translate(language, "plan.open-still"),
  });
}

/** Expected false warnings a year under both policies, with their intervals, by level and tier. */
export function falseTable(
  before: readonly BudgetLine[],
  after: readonly BudgetLine[],
  { language, levelName }: PlanNames,
): PlanTable {
  const together = (lines: readonly BudgetLine[]) => lines.filter(({ rule }) => rule === null);
  const keys = [
    ...new Set([...together(before), ...together(after)].map(({ level, tier }) => `${level} ${tier}`)),
  ];
  const rows = keys.flatMap((key) => {
    const at = (lines: readonly BudgetLine[]) =>
      together(lines).find((line) => `${line.level} ${line.tier}` === key);
    const [first, second] = [at(before), at(after)];
    if ((first?.perYear ?? 0) + (second?.perYear ?? 0) === 0) return [];
    const { level, tier } = (first ?? second)!;
    return [
      [
        levelName(level),
        translate(language, "plan.tier-up", { tier: translate(language, `tier.${tier}`) }),
        expectedText(first, language),
        expectedText(second, language),
      ],
    ];
  });
  const head = ["level", "tier", "false-before", "false-after"] as const;
  return {
    head: heads(
      head.map((key) => `plan.head.${key}` as const),
      language,
    ),
    rows,
  };
}

function expectedText(line: BudgetLine | undefined, language: Language): string {
  if (!line) return translate(language, "skill.none");
  const { perYear, error, low, high } = line;
  return translate(language, "plan.expected", {
    ...{ perYear: numberText(perYear, language), error: numberText(1.96 * error, language) },
    ...{ low: numberText(low, language, 1), high: numberText(high, language, 1) },
  });
}

/** Notices in a year: the mean office of each level, then the offices themselves, those that change most first. */
export function mailTables(
  { before, after }: PolicyPlan,
  names: PlanNames,
): { readonly levels: PlanTable; readonly offices: PlanTable } {
  const { language, levelName, offices } = names;
  const counted = offices.map((id) => {
    const [first, second] = [before.mails.get(id) ?? 0, after.mails.get(id) ?? 0];
    return { ...names.office(id), first, second };
  });
  const figures = (first: number, second: number) => [
    numberText(first, language, 1),
    numberText(second, language, 1),
    // The difference of what is printed, so that a reader's own subtraction agrees.
    numberText(Math.round(10 * second) / 10 - Math.round(10 * first) / 10, language, 1),
  ];
  const levels = names.levels.flatMap((level) => {
    const ofLevel = counted.filter((office) => office.level === level);
    if (ofLevel.length === 0) return [];
    const mean = (of: (office: (typeof ofLevel)[number]) => number) =>
      ofLevel.reduce((sum, office) => sum + of(office), 0) / ofLevel.length;
    const label = translate(language, "plan.mails-of-level", {
      level: levelName(level),
      offices: ofLevel.length,
    });
    return [
      [
        label,
        ...figures(
          mean(({ first }) => first),
          mean(({ second }) => second),
        ),
      ],
    ];
  });
  const moved = counted
    .filter(({ first, second }) => first !== second)
    .sort((a, b) => Math.abs(b.second - b.first) - Math.abs(a.second - a.first))
    .map(({ name, first, second }) => [name, ...figures(first, second)]);
  const keys = ["office", "mails-before", "mails-after", "difference"] as const;
  const head = heads(
    keys.map((key) => `plan.head.${key}` as const),
    language,
  );
  return { levels: { head, rows: levels }, offices: { head, rows: moved } };
}
