import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { readsColumns } from "../../warehouse/measure/columns-read.ts";
import { shiftPeriod } from "../calendar/periods.ts";
import { ruleById } from "../definitions/index.ts";
import type { Indicator } from "../indicators/define.ts";
import { indicatorById } from "../indicators/index.ts";
import type { FigureInQuestion, Verdict } from "../judge/verdict.ts";
import { findingKinds } from "./index.ts";

/** An open question about reported figures. */
export interface OpenQuestion {
  readonly finding: number;
  readonly kind: string;
  readonly contract: string;
  readonly area: string;
  readonly period: string;
  /** The columns that are asked about. */
  readonly columns: readonly string[];
  /** The area and those that it lies in. */
  readonly above: readonly string[];
}

/** Months for which the latest known figure of another report is divided by. */
const MONTHS_DIVIDED_BY = 3;

/** The questions about figures that were open at an instant (存疑数据). */
export async function openQuestions(warehouse: Warehouse, asOf: string): Promise<OpenQuestion[]> {
  const kinds = findingKinds.flatMap(({ id, asksOffice }) => (asksOffice ? [id] : []));
  const rows = await warehouse.rows<Omit<OpenQuestion, "columns"> & { columns: string }>(
    `SELECT open.id AS finding, open.kind, open.contract, open.area, open.period, json_extract_string(open.evidence, '$.columns') AS columns,
            list(descent.ancestor ORDER BY distance) AS above
     FROM finding AS open JOIN area_descent AS descent ON descent.area = open.area
     WHERE open.known_at <= CAST($as_of AS TIMESTAMP) AND open.period IS NOT NULL AND json_extract_string(open.evidence, '$.columns') IS NOT NULL
       AND list_contains(string_split($kinds, ' '), open.kind)
       AND NOT EXISTS (FROM finding_answer AS answer WHERE answer.finding = open.id AND answered_at <= CAST($as_of AS TIMESTAMP))
     GROUP BY ALL ORDER BY open.id`,
    { as_of: asOf, kinds: kinds.join(" ") },
  );
  return rows.map(({ columns, ...row }) => ({ ...row, columns: columns.split(" ") }));
}

/** Verdicts, each with the figures in question that it rests on; what was judged stays as it is. */
export function withQuestions(verdicts: readonly Verdict[], questions: readonly OpenQuestion[]): Verdict[] {
  if (questions.length === 0) return [...verdicts];
  return verdicts.map((verdict) => {
    const inQuestion = figuresInQuestion(verdict, questions);
    return inQuestion.length === 0 ? verdict : { ...verdict, facts: { ...verdict.facts, inQuestion } };
  });
}

function figuresInQuestion(verdict: Verdict, questions: readonly OpenQuestion[]): FigureInQuestion[] {
  const rule = ruleById(verdict.rule);
  const indicator = rule?.kind === "series" ? indicatorById(rule.indicator) : undefined;
  if (!indicator) return [];
  return questions
    .filter((question) => question.above.includes(verdict.area) && reads(indicator, verdict, question))
    .map(({ finding, kind, area, period }) => ({ indicator: indicator.id, area, period, finding, kind }));
}

/** Whether an indicator reads the columns asked about, in a period that the verdict rests on. */
function reads(indicator: Indicator, verdict: Verdict, { contract, columns, period }: OpenQuestion): boolean {
  const isRead = contract === indicator.reads;
  if (!isRead && contract !== indicator.dividesBy) return false;
  if (!readsColumns(indicator.id, columns)) return false;
  if (!isRead)
    return period <= verdict.period && period > shiftPeriod(verdict.period, "month", -MONTHS_DIVIDED_BY);
  return periodsOf(verdict).has(period);
}

/** The periods whose figures a verdict rests on: the one judged, those it covers, its base, and earlier ones that confirm it. */
function periodsOf({ period, facts }: Verdict): ReadonlySet<string> {
  const { shown, before = [] } = facts;
  return new Set([
    period,
    ...(shown?.periods ?? []),
    ...(shown?.basePeriods ?? []),
    ...before.map((earlier) => earlier.period),
  ]);
}
