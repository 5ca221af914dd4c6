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
  /** The judgement that opened it or by which it rose last, with its facts. */
  readonly ground: Ground & { readonly facts: VerdictFacts };
  /** All rules that opened or raised it, or stood beside it then. */
  readonly rules: readonly string[];
}

/** The open cases; read again only when a case event was written since. */
export const openCases = (warehouse: Warehouse, carried = new Carried()): Promise<OpenRow[]> =>
  carried.reuse("open cases", [carried.known?.caseEvents ?? null], async () => {
    const rows = await warehouse.rows<OpenText>(
      `SELECT state.id, state.area, state.cause, state.tier, state.opened, state.events, state.drill,
              ground.rule, ground.date, ground.period_kind AS kind, ground.period, ground.facts
       FROM case_state AS state JOIN (
         SELECT * FROM case_event WHERE kind IN ('opened', 'raised')
         QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY seq DESC) = 1
       ) AS ground ON ground.case_id = state.id
       WHERE state.last_change <> 'lifted' ORDER BY state.id`,
    );
    return rows.map(({ rule, date, kind, period, facts: text, ...row }) => {
      const facts = JSON.parse(text) as VerdictFacts & { also?: readonly { rule: string }[] };
      const rules = [rule, ...(facts.also ?? []).map((also) => also.rule)];
      return { ...row, ground: { rule, date, kind, period, facts }, rules: [...new Set(rules)] };
    });
  });

type OpenText = Omit<OpenRow, "ground" | "rules"> & {
  readonly rule: string;
  readonly date: string;
  readonly kind: PeriodKind;
  readonly period: string;
  readonly facts: string;
};
