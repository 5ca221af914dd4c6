import type { CaseChange, CaseEvent, CaseReason } from "../../../rules/cases/case-event.ts";
import type { EpisodeView, Limb } from "../../../rules/cases/episodes/episode.ts";
import type { Base, FactForm, Facts, Rule, ShownUnit } from "../../../rules/definitions/define.ts";
import { event } from "../event-of.ts";

/** The enterprise of the fixtures: its name reaches nobody without a duty. */
export const ENTERPRISE = "样例密名煤业有限公司";

/** A value of each form; `at` keeps figures apart, so that one figure cannot stand for another. */
const VALUES: Readonly<Record<FactForm, (at: number) => number | string>> = {
  counted: (at) => 1207 + 113 * at,
  estimated: (at) => 845.37 + 131 * at,
  amount: (at) => 51_873.4 + 977 * at,
  percent: (at) => 12.34 + 3.1 * at,
  points: (at) => 0.52 + 0.17 * at,
  decimal: (at) => 3.21 + 1.3 * at,
  change: (at) => 57.16 + 4.4 * at,
  fall: (at) => 8.27 + 2.2 * at,
  chance: (at) => 1234 + at,
  firm: () => ENTERPRISE,
  day: (at) => `2026-0${1 + (at % 4)}-1${at % 9}`,
  word: () => "煤炭开采和洗选业",
  flag: () => 0,
};

/** Facts of a rule that make one of its sentences: of the variant with this number, or of its message. */
export function factsOf(rule: Rule, variant?: number): Facts {
  const facts: Record<string, number | string | null> = Object.fromEntries(
    Object.entries(rule.facts ?? {}).map(([name, form], at) => [name, VALUES[form](at)]),
  );
  for (const { when = [] } of rule.variants ?? []) for (const name of when) facts[name] = null;
  const { when = [], without } = (variant === undefined ? undefined : rule.variants?.[variant]) ?? {};
  Object.entries(rule.facts ?? {}).forEach(([name, form], at) => {
    if (when.includes(name)) facts[name] = form === "flag" ? 1 : VALUES[form](at);
  });
  if (without) facts[without] = 0;
  return facts;
}

const UNITS: Readonly<Partial<Record<FactForm, ShownUnit>>> = { percent: "percent", decimal: "months" };

/** A change of a case of a rule, with all that it may rest on. */
export function changeOf(
  rule: Rule,
  kind: CaseChange,
  more: Partial<CaseEvent> = {},
  base: Base = { name: "line" },
  facts: Facts = factsOf(rule),
): CaseEvent {
  const [name, form] = Object.entries(rule.facts ?? {}).find(
    ([fact, is]) => is === "counted" && Number(facts[fact]) > 0,
  ) ??
    Object.entries(rule.facts ?? {}).find(([, is]) => is === "percent" || is === "decimal") ?? [
      "none",
      "counted",
    ];
  const value = Number(facts[name] ?? 0);
  const isLine = base.name === "line";
  const ended = kind === "lifted" || kind === "closed";
  return event({
    ...{ area: rule.levels[0] === "banner" ? "990101" : "990100", cause: rule.cause, rule: rule.id, kind },
    ...{
      seq: kind === "opened" ? 1 : 4,
      tierFrom: kind === "opened" ? null : "II",
      tierTo: ended ? null : "III",
    },
    ...(rule.kind === "event"
      ? {}
      : { periodKind: "month" as const, period: "2026-02-28", coverage: 0.8296 }),
    facts: {
      values: facts,
      limb: Object.fromEntries(Object.keys(rule.quantities).map((quantity, at) => [quantity, 61 + 7 * at])),
      shown: {
        ...{ name, value, unit: UNITS[form as FactForm] ?? "persons", counted: form === "counted" },
        ...{ expected: isLine ? null : 933.4, base, judged: name },
        ...{ periods: rule.kind === "event" ? [] : ["2026-02-28"], basePeriods: [] },
      },
      ...{ partsIn: 4, partsExpected: 5, also: [{ rule: "layoff-rate", tier: "IV" }] },
      ...(kind === "lowered" || ended ? { daysWithout: 37 } : {}),
    },
    ...more,
  });
}

/** Every change, and the reasons that have words of their own. */
export const CHANGES: readonly { readonly kind: CaseChange; readonly reason?: CaseReason }[] = [
  { kind: "opened" },
  { kind: "raised" },
  { kind: "raised", reason: "sources-agree" },
  { kind: "lowered" },
  { kind: "held", reason: "rule-gone" },
  { kind: "held", reason: "area-split" },
  { kind: "held", reason: "area-gone" },
  { kind: "quiet", reason: "another-stands" },
  { kind: "quiet", reason: "lift-proposed" },
  { kind: "reopened", reason: "fired-again" },
  { kind: "moved", reason: "area-recoded" },
  { kind: "merged", reason: "area-merged" },
  { kind: "corrected", reason: "figures-corrected" },
  { kind: "lifted" },
  { kind: "lifted", reason: "by-person" },
  { kind: "closed", reason: "by-person" },
];

/** A case of the area, as part of an episode or beside it. */
export const limbOf = (more: Partial<Limb> = {}): Limb => ({
  ...{ caseId: "2026-0035", area: "990101", cause: "claims", rule: "new-claims-surge", tier: "IV" },
  ...{ lastChange: "opened", opened: "2026-05-07", link: "follows", isConfirmed: false, person: null },
  ...more,
});

/** An episode of the case 2026-0007 with a limb that nobody confirmed, and a case of the league beside it. */
export const EPISODE: EpisodeView = {
  id: "E2026-0003",
  title: {
    zh: "甲一旗单个企业规模裁员（2026年3月起）",
    en: "One enterprise lays off many in 甲一旗 (from 2026-03)",
  },
  ...{ opened: "2026-03-01", lifted: null },
  limbs: [
    limbOf({
      ...{ caseId: "2026-0007", cause: "layoffs", rule: "single-layoff", tier: "III", link: "first" },
      ...{ opened: "2026-03-01", isConfirmed: true },
    }),
    limbOf(),
  ],
  related: [limbOf({ caseId: "2026-0026", area: "990100", rule: "layoff-rate", link: "parent" })],
};
