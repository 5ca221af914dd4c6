import { asOfMacro } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import { balanceMark } from "./balances.ts";
import { aboveNextMark, otherLevelMark } from "./cross-period.ts";
import type { Mark } from "./mark.ts";
import { CODE, personalColumns } from "./personal.ts";
import type { LoadPlan } from "./plan.ts";
import { REASON_END } from "./stage-sql.ts";

/** Checks between the rows of a submission, or between them and known facts, in this order. */
export const tableMarks = (plan: LoadPlan): Mark[] => [
  ...plan.balances.map(balanceMark),
  ...(plan.sumsTo ? [sumsMark(plan)] : []),
  ...(plan.levels.length > 0 ? [otherLevelMark(plan)] : []),
  ...aboveNextMark(plan),
];

/** Marks in order as common table expressions after a first one, with the name of the last. */
export function chainMarks(first: string, marks: readonly Mark[]): { ctes: string[]; last: string } {
  let last = first;
  const ctes = marks.map((mark, at) => {
    const cte = `marked_${at} AS (${mark(last)})`;
    last = `marked_${at}`;
    return cte;
  });
  return { ctes, last };
}

/** One statement that writes the reasons of marks into the table `stage`. */
export function updateSql(marks: readonly Mark[]): string {
  const { ctes, last } = chainMarks("stage", marks);
  return `UPDATE stage SET reasons = marked.reasons FROM (WITH ${ctes.join(", ")} SELECT submission, line, reasons FROM ${last}) AS marked
          WHERE stage.submission = marked.submission AND stage.line = marked.line AND stage.reasons <> marked.reasons`;
}

/** Refuse the cells that hold a personal number. The texts are asked as a list, since the engine plans each question anew. */
export const personalMark =
  (plan: LoadPlan): Mark =>
  (from) => {
    const columns = personalColumns(plan);
    const texts = columns.filter((name) => name !== CODE);
    const found = [
      ...(texts.length > 0 ? [heldIn(texts, "holds_personal_data")] : []),
      ...(columns.includes(CODE) ? [heldIn([CODE], "code_is_personal")] : []),
    ];
    const all = `concat_ws(${literal(REASON_END)}, nullif(reasons, ''), nullif(array_to_string(${found.join(" || ")}, ${literal(REASON_END)}), ''))`;
    return `SELECT * REPLACE (CASE WHEN NOT long_digits OR reasons IN ('total', 'repeated') THEN reasons ELSE ${all} END AS reasons)
            FROM ${from}`;
  };

/** SQL of the reasons of the columns whose texts a macro finds a personal number in. */
function heldIn(columns: readonly string[], macro: string): string {
  const cells = columns.map((name) => `{name: ${literal(name)}, text: "${name}"}`);
  return `list_transform(list_filter([${cells.join(", ")}], lambda cell: ${macro}(cell.text)), lambda cell: 'personal-data|' || cell.name)`;
}

/** A detail whose rows do not sum to the table of their area and period is refused as a whole; without a table it is not checked. */
const sumsMark =
  (plan: LoadPlan): Mark =>
  (from) => {
    const { contract, columns } = plan.sumsTo!;
    const wrong = columns.map(
      (name) => `WHEN detail."${name}" <> total."${name}"
      THEN 'does-not-sum|${name}|' || detail."${name}" || ' ≠ ' || total."${name}"`,
    );
    return `SELECT judged.* REPLACE (CASE WHEN judged.reasons = '' AND wrong.reasons <> '' THEN wrong.reasons ELSE judged.reasons END AS reasons)
      FROM ${from} AS judged LEFT JOIN (
        SELECT detail.submission, detail.area, detail.period, CASE ${wrong.join(" ")} ELSE '' END AS reasons
        FROM (SELECT submission, area, period, ${columns.map((name) => `sum("${name}") AS "${name}"`).join(", ")}
              FROM ${from} WHERE reasons = '' GROUP BY ALL) AS detail
        JOIN ${asOfMacro(contract)}(CAST($known_by AS TIMESTAMP)) AS total
          ON total.area = detail.area AND total.period = detail.period AND total.period_kind = ${literal(plan.periodKind ?? "")}
      ) AS wrong ON wrong.submission = judged.submission AND wrong.area = judged.area AND wrong.period = judged.period`;
  };
