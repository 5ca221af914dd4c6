import { asOfMacro } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { LoadPlan } from "./plan.ts";
import { REASON_END } from "./stage-sql.ts";

/** A file in which a row says nil of a month and another row reports an event of it. */
export interface Contradiction {
  readonly submission: number;
  readonly line: number;
  readonly other: number;
}

/** A file that contradicts itself, so that it is refused as a whole. */
export class ContradictsItself extends Error {
  constructor(readonly contradiction: Contradiction) {
    super(`line ${contradiction.line} says nil, line ${contradiction.other} reports an event`);
  }
}

/** The remark that refuses such a file. */
export const contradictionRemark = ({ line, other }: Contradiction) => ({
  code: "nil-beside-events",
  details: { line, other },
});

/** SQL condition that `event` is an event of the month of `nil`, by its statement's month or its date. */
const ofMonth = (plan: LoadPlan): string =>
  `event.area = nil.area AND (event.period = nil.period${plan.dates ? ` OR last_day(event."${plan.dates.dated}") = nil.period` : ""})`;

/** A row of `stage` that known facts raise a question about, which is `code|column|detail`. */
export interface AskedRow {
  readonly submission: number;
  readonly line: number;
  readonly question: string;
}

/** Nil reports of `stage` that do not agree with an event of their month. */
export interface NilConflicts {
  /** Files that say nil of a month and report events of it (同一文件同月既有裁员又报零). */
  readonly contradictions: readonly Contradiction[];
  /** Nil reports of a month of which events are known, with their submissions and lines. */
  readonly afterEvents: readonly AskedRow[];
}

/** Most events of a month that a question names. */
const MOST_NAMED = 5;

/**
 * Find the nil reports of `stage` that do not agree with an event of their month, in one statement. In the same file a refused event counts
 * too, because a month with a faulty report was not without any.
 */
export async function nilConflicts(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
): Promise<NilConflicts> {
  if (plan.nil === null) return { contradictions: [], afterEvents: [] };
  const rows = await warehouse.rows<Contradiction & { found: string | null }>(
    `WITH nil AS (SELECT submission, line, area, period, known_at FROM stage WHERE reasons = '' AND "${plan.nil}")
     SELECT nil.submission, nil.line, min(event.line) AS other, NULL AS found
     FROM nil JOIN stage AS event ON event.submission = nil.submission AND ${ofMonth(plan)}
     WHERE NOT coalesce(event."${plan.nil}", false) AND event.reasons <> 'total' GROUP BY ALL
     UNION ALL
     SELECT nil.submission, nil.line, 0, array_to_string(list(event.submission || '/' || event.line ORDER BY event.submission, event.line)[:${MOST_NAMED}], '、')
     FROM nil JOIN ${asOfMacro(plan.fact.contract)}(CAST($known_by AS TIMESTAMP)) AS event ON event.known_at <= nil.known_at AND ${ofMonth(plan)}
     GROUP BY ALL ORDER BY 1, 2`,
    { known_by: knownBy },
  );
  const inFile = rows.filter(({ found }) => found === null);
  return {
    contradictions: inFile.filter((row, at) => inFile[at - 1]?.submission !== row.submission),
    afterEvents: rows.flatMap(({ submission, line, found }) =>
      found === null ? [] : [{ submission, line, question: `nil-after-events|${plan.nil}|${found}` }],
    ),
  };
}

/** Add questions to rows of `stage`. */
export async function askAbout(warehouse: Warehouse, asked: readonly AskedRow[]): Promise<void> {
  if (asked.length === 0) return;
  await warehouse.run(
    `UPDATE stage SET questions = concat_ws(${literal(REASON_END)}, nullif(questions, ''), known.question)
     FROM (SELECT unnest(from_json(CAST($rows AS JSON), '[{"submission":"BIGINT","line":"BIGINT","question":"VARCHAR"}]'), recursive := true)) AS known
     WHERE known.submission = stage.submission AND known.line = stage.line`,
    { rows: JSON.stringify(asked) },
  );
}
