import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { Tier } from "../policy/tiers.ts";
import type { VerdictFacts } from "./verdict.ts";
import type { Ground } from "./view.ts";

/** An open case: its state is the last of its events. */
export interface OpenRow {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly tier: Tier;
  readonly opened: string;
  readonly events: number;
  readonly drill: boolean;
  /** Since when it is quiet, and whether its office is asked to lift it; null while it stands. */
  readonly quiet: string | null;
  readonly isProposed: boolean;
  /** The judgement that opened it or by which it rose last, with its facts. */
  readonly ground: Ground & { readonly facts: VerdictFacts };
  /** All rules that opened or raised it, or stood beside it then. */
  readonly rules: readonly string[];
}

/** The open cases; read again only when a case event was written since. */
export const openCases = (warehouse: Warehouse, carried = new Carried()): Promise<OpenRow[]> =>
  carried.reuse("open cases", [carried.known?.caseEvents ?? null], async () => {
    const rows = await warehouse.rows<OpenText>(
      `${casesSql()} WHERE state.state IN ('open', 'quiet') ORDER BY state.id`,
    );
    return rows.map(caseOf);
  });

/** The cases lifted since a day, closed ones too, and those named, as `openCases` reads open ones. */
export const liftedSince = async (
  warehouse: Warehouse,
  day: string,
  besides: readonly string[] = [],
): Promise<(OpenRow & { readonly liftedOn: string; readonly isClosed: boolean })[]> => {
  const rows = await warehouse.rows<OpenText & { readonly liftedOn: string; readonly isClosed: boolean }>(
    `${casesSql(`state.lifted AS "liftedOn", state.state = 'closed' AS "isClosed", `)} WHERE state.state IN ('lifted', 'closed') AND NOT state.drill
       AND (state.lifted >= CAST($day AS DATE) OR state.id IN (SELECT unnest($besides))) ORDER BY state.id`,
    { day, besides },
  );
  return rows.map(({ liftedOn, isClosed, ...row }) => ({ ...caseOf(row), liftedOn, isClosed }));
};

/** SQL: cases with the judgement they rest on; a window is judged on the day it ends. */
const casesSql = (further = "") =>
  `SELECT ${further}CASE state.state WHEN 'quiet' THEN resting.since END AS quiet, coalesce(resting.is_proposed, false) AS "isProposed", state.id, state.area, state.cause, state.tier, state.opened, state.events, state.drill,
          ground.rule, CASE ground.period_kind WHEN 'rolling-30-days' THEN ground.period ELSE ground.date END AS date,
          ground.period_kind AS kind, ground.period, ground.facts, ground.rules
   FROM case_state AS state JOIN (
     SELECT *, CAST(to_json(list_sort(list_distinct(list(rule) OVER (PARTITION BY case_id)))) AS VARCHAR) AS rules FROM case_event
     WHERE kind IN ('opened', 'raised', 'reopened') OR reason IN ('corrected', 'figures-corrected')
     QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY seq DESC) = 1
   ) AS ground ON ground.case_id = state.id LEFT JOIN (
     SELECT case_id, max_by(date, seq) AS since, max_by(reason, seq) = 'lift-proposed' AS is_proposed FROM case_event WHERE kind = 'quiet' GROUP BY case_id
   ) AS resting ON resting.case_id = state.id`;

function caseOf({ rule, date, kind, period, facts: text, rules: named, ...row }: OpenText): OpenRow {
  const facts = JSON.parse(text) as VerdictFacts & { also?: readonly { rule: string }[] };
  const rules = [rule, ...(facts.also ?? []).map((also) => also.rule), ...(JSON.parse(named) as string[])];
  return { ...row, ground: { rule, date, kind, period, facts }, rules: [...new Set(rules)] };
}

type OpenText = Omit<OpenRow, "ground" | "rules"> & {
  readonly rule: string;
  readonly date: string;
  readonly kind: PeriodKind;
  readonly period: string;
  readonly facts: string;
  /** Every rule on which the case has rested, as JSON. */
  readonly rules: string;
};
