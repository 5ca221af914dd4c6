import { indicatorById } from "../../../rules/indicators/index.ts";
import type { NextTier } from "../../../rules/judge/next-tier.ts";
import { isTextKey } from "../../language/bilingual.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { shareText } from "../../language/figures.ts";
import { dateText, inLanguage, numberText, periodText, translate } from "../../language/index.ts";
import { periodsText } from "../../language/sentence.ts";
import { terminalTable } from "../terminal-table.ts";
import { type ExplainSetting, labelled } from "./explain-setting.ts";
import type { ExplainedRule } from "./explanation.ts";
import { periodsTaken } from "./grounds.ts";
import { reportWithIndustries } from "./industries.ts";
import { shownText, tierText } from "./verdict-text.ts";

/** What a verdict rests on, as tables: the figures compared, the areas, industries and enterprises behind them. */
export const groundLines = (explained: ExplainedRule, setting: ExplainSetting): string[] => [
  ...historyTable(explained, setting),
  ...shareTable(explained, setting),
  ...industryTable(explained, setting),
  ...layoffTable(explained, setting),
  ...panelTable(explained, setting),
];

/** A table below its heading, cut to the most rows; nothing without rows. */
function tableLines(
  heading: string,
  {
    head,
    rows,
    cut,
  }: { head: readonly TextKey[]; rows: readonly (readonly string[])[]; cut: "first" | "last" },
  { language, most }: ExplainSetting,
): string[] {
  if (rows.length === 0) return [];
  const kept = cut === "first" ? rows.slice(0, most) : rows.slice(-most);
  const more = rows.length - kept.length;
  return [
    heading,
    terminalTable({ head: head.map((column) => translate(language, column)), rows: kept, compact: true }),
    ...(more > 0 ? [translate(language, "explain.more", { count: more })] : []),
  ];
}

function historyTable({ rule, verdict, history }: ExplainedRule, setting: ExplainSetting): string[] {
  if (rule.kind !== "series") return [];
  const { language } = setting;
  const { decimals, denominator } = indicatorById(rule.indicator)!;
  const rows = history.map((row) => [
    periodText(row.period, verdict.kind, language),
    numberText(row.numerator, language, 4),
    ...(denominator === null
      ? []
      : [numberText(row.denominator, language, 4), numberText(row.value, language, decimals)]),
    shareText(row.coverage, language),
    translate(language, `why.use-${row.use}`),
  ]);
  const figures: TextKey[] =
    denominator === null
      ? ["why.history-figure"]
      : ["explain.numerator", "why.history-denominator", "why.history-figure"];
  const head: TextKey[] = ["explain.period", ...figures, "why.coverage", "why.history-use"];
  return tableLines(translate(language, "why.history"), { head, rows, cut: "last" }, setting);
}

/** Headings of the parts of areas: of one period, or of several together. */
const SHARES = {
  single: ["why.shares-of", "why.shares-now", "why.shares-before"],
  mean: ["why.shares-of-mean", "why.shares-now-mean", "why.shares-before-mean"],
  sum: ["why.shares-of-sum", "why.shares-now-sum", "why.shares-before-sum"],
} as const;

function shareTable(explained: ExplainedRule, setting: ExplainSetting): string[] {
  const { language } = setting;
  const { shares, verdict } = explained;
  const [heading, ...columns] = SHARES[periodsTaken(verdict) ?? "single"];
  const none = translate(language, "targets.none");
  const figure = (value: number | null) => (value === null ? none : numberText(value, language, 4));
  const rows = shares.map(({ area, now, yearBefore }) => [
    setting.areaName(area),
    figure(now),
    figure(yearBefore),
    figure(yearBefore === null ? null : now - yearBefore),
  ]);
  const head: TextKey[] = ["explain.area", ...columns, "why.shares-change"];
  const title = translate(language, heading, {
    what: numeratorText(explained, setting),
    periods: periodsText(verdict.facts.shown?.periods ?? [], verdict.period, verdict.kind, language),
  });
  return tableLines(title, { head, rows, cut: "first" }, setting);
}

/** Headings of the figures by industry, and whether the difference is a gap or a loss. */
const BY_INDUSTRY = {
  "supply-demand": ["why.demand", "why.seekers", "why.gap"],
  "enterprise-panel": ["why.staff-before", "why.staff-now", "why.staff-lost"],
} as const;

function industryTable({ rule, industries }: ExplainedRule, setting: ExplainSetting): string[] {
  const report = rule.kind === "series" ? reportWithIndustries(rule) : null;
  if (!report) return [];
  const { language } = setting;
  const rows = industries.map(({ industry, first, second }) => [
    industry === null ? translate(language, "why.no-industry") : setting.industryName(industry),
    ...[first, second, first - second].map((figure) => numberText(figure, language, 0)),
  ]);
  const head: TextKey[] = ["why.industry", ...BY_INDUSTRY[report]];
  const [first] = industries;
  const period = first ? periodText(first.period, first.kind, language) : "";
  return tableLines(translate(language, "why.industries", { period }), { head, rows, cut: "first" }, setting);
}

/** The monitored enterprises behind a verdict, for those who may see them. */
function panelTable({ monitored }: ExplainedRule, setting: ExplainSetting): string[] {
  const { language, seesEnterprises } = setting;
  if (monitored.length > 0 && !seesEnterprises) return [translate(language, "why.names-left-out")];
  const rows = monitored.map(({ employer, before, now }) => [
    employer,
    ...[before, now, before - now].map((figure) => numberText(figure, language, 0)),
  ]);
  const head: TextKey[] = ["why.employer", ...BY_INDUSTRY["enterprise-panel"]];
  return tableLines(translate(language, "why.panel"), { head, rows, cut: "first" }, setting);
}

/** The layoff reports behind a verdict: with the enterprises for those who may see them, and as a total for others. */
function layoffTable({ rule, layoffs }: ExplainedRule, setting: ExplainSetting): string[] {
  const { language, seesEnterprises } = setting;
  if (layoffs.length > 0 && !seesEnterprises) return [translate(language, "why.names-left-out")];
  const none = translate(language, "targets.none");
  const rows = layoffs.map(({ employer, persons, staff, receivedOn, closure }) => [
    employer,
    numberText(persons, language, 0),
    staff === null ? none : numberText(staff, language, 0),
    dateText(receivedOn, language),
    closure ? translate(language, "why.closure") : "",
  ]);
  const head: TextKey[] = ["why.employer", "why.persons", "why.staff", "why.received", "why.closure"];
  const title = translate(language, "why.layoffs", { days: rule.kind === "event" ? rule.windowDays : 30 });
  return tableLines(title, { head, rows, cut: "first" }, setting);
}

/** What the next tier would need, in one line. */
export function nextLine(explained: ExplainedRule, setting: ExplainSetting): string[] {
  const { verdict, next } = explained;
  if (verdict.outcome === "not-judged") return [];
  const { language } = setting;
  if (!next) return [labelled("why.next", translate(language, "why.next-none"), setting)];
  const text = neededText(explained, next, setting);
  const { wanting, before = [] } = next.verdict.facts;
  const reached = next.verdict.tier!;
  if (!wanting || next.verdict.steadyTier === reached)
    return [labelled("why.next", translate(language, "why.next-at-once", { text }), setting)];
  const dwell = { text, needed: wanting.needed, of: wanting.of, met: wanting.met, before: before.length };
  return [labelled("why.next", translate(language, "why.next-dwell", dwell), setting)];
}

function neededText(explained: ExplainedRule, next: NextTier, setting: ExplainSetting): string {
  const { language, seesEnterprises } = setting;
  const { shown } = next.verdict.facts;
  const fillings = {
    tier: tierText(next.verdict.tier, language),
    more: numberText(next.more, language, 0),
    figure: shown ? shownText(shown, explained, language) : "",
  };
  if (next.by === "places") {
    const key = isWorseHigher(explained) ? "why.next-places-more" : "why.next-places-less";
    const unit = isInPersons(explained) ? "shown.persons" : null;
    const more = unit ? translate(language, unit, { value: fillings.more }) : fillings.more;
    return translate(language, key, { ...fillings, more, what: numeratorText(explained, setting) });
  }
  if (next.by === "areas" && "at" in next)
    return translate(language, "why.next-areas", { ...fillings, at: tierText(next.at as "IV", language) });
  const employer = seesEnterprises ? (next.employer ?? "") : translate(language, "fact.enterprise");
  return translate(language, `why.next-${next.by}` as TextKey, { ...fillings, employer });
}

const isWorseHigher = ({ rule }: ExplainedRule): boolean =>
  rule.kind === "series" && indicatorById(rule.indicator)!.higherIs === "worse";

/** Whether the figure, or its numerator, counts persons. */
const isInPersons = ({ rule, next }: ExplainedRule): boolean =>
  next?.verdict.facts.shown?.unit === "persons" ||
  (rule.kind === "series" && PERSONS_ABOVE.has(rule.indicator));

/** Ratios whose numerators are persons. */
const PERSONS_ABOVE: ReadonlySet<string> = new Set([
  "layoff-rate",
  "jobs-to-seekers",
  "registered-rate-monthly",
]);

/** What a series counts: its title, or the numerator where it is a ratio. */
function numeratorText({ rule }: ExplainedRule, { language }: ExplainSetting): string {
  if (rule.kind !== "series") return "";
  const { id, title, denominator } = indicatorById(rule.indicator)!;
  const name = inLanguage(title, language);
  if (denominator === null) return name;
  const key = `numerator.${id}`;
  return isTextKey(key) ? translate(language, key) : translate(language, "why.numerator", { title: name });
}
