import { asOfMacro, factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { FastPath } from "./fast-path.ts";
import { CODE } from "./personal.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { MOST_REFUSED, reading, TooManyRefused } from "./reading.ts";
import { boundFile, boundTerms, planBindings, stageSelect } from "./stage-sql.ts";

/** The file from which rows are read again. */
interface Source {
  readonly plan: LoadPlan;
  readonly table: TextTable;
  readonly knownBy: string;
  readonly fastPath: FastPath;
}

/** Remove from the facts the rows of areas and periods that do not sum to the report they must sum to. */
export async function takeBackUnsummed(warehouse: Warehouse, source: Source): Promise<void> {
  const { plan, fastPath, knownBy } = source;
  const { contract, columns } = plan.sumsTo!;
  const sums = columns.map((name) => `sum("${name}") AS "${name}"`).join(", ");
  const differ = columns.map((name) => `detail."${name}" <> total."${name}"`).join(" OR ");
  const wrong = `SELECT detail.area, detail.period
      FROM (SELECT area, period, ${sums} FROM ${goodRows(plan, fastPath)} GROUP BY ALL) AS detail
      JOIN ${asOfMacro(contract)}(CAST($known_by AS TIMESTAMP)) AS total
        ON total.area = detail.area AND total.period = detail.period AND total.period_kind = ${literal(plan.periodKind ?? "")}
      WHERE ${differ}`;
  const takenBack = await takeBack(warehouse, source, `(area, period) IN (${wrong})`, { known_by: knownBy });
  if (takenBack > MOST_REFUSED) throw new TooManyRefused(takenBack);
}

/** Remove from the facts the rows with a repeated key; keys are compared by hash here, and in full in `stage`. */
export async function takeBackRepeated(warehouse: Warehouse, source: Source): Promise<void> {
  const { plan, fastPath } = source;
  const rows = goodRows(plan, fastPath);
  const keyColumns = plan.keys[0] ?? [];
  // If no enterprise is repeated, no key that includes its code is.
  if (keyColumns.includes(CODE)) Object.assign(fastPath, await meetRegister(warehouse, rows));
  if (fastPath.uniqueCodes) return;
  const key = `hash(${["area", "period", ...keyColumns].map((name) => `"${name}"`).join(", ")})`;
  const [all] = await warehouse.rows<{ rows: number; keys: number }>(
    `SELECT count(*) AS rows, count(DISTINCT ${key}) AS keys FROM ${rows}`,
  );
  if (all!.rows === all!.keys) return;
  await takeBack(
    warehouse,
    source,
    `${key} IN (SELECT ${key} FROM ${rows} GROUP BY ALL HAVING count(*) > 1)`,
  );
}

/**
 * Whether an enterprise is repeated, and whether the register has all of them, in one join, since the register has each code once. If
 * every row matches a code of the register and no two rows the same, no code is repeated among them.
 */
async function meetRegister(
  warehouse: Warehouse,
  rows: string,
): Promise<Pick<FastPath, "uniqueCodes" | "knownCodes">> {
  const code = `hash("${CODE}") AS code`;
  const [met] = await warehouse.rows<
    Record<"pairs" | "rows" | "codes" | "fresh" | "freshKeys" | "absent", number>
  >(
    `SELECT count(*) FILTER (fact.code IS NOT NULL AND known.code IS NOT NULL) AS pairs,
            count(*) FILTER (known.code IS NULL) AS fresh, count(DISTINCT fact.code) FILTER (known.code IS NULL) AS "freshKeys",
            count(*) FILTER (fact.code IS NULL) AS absent,
            (SELECT count(*) FROM ${rows}) AS rows, (SELECT count(*) FROM employer) AS codes
     FROM (SELECT ${code} FROM ${rows}) AS fact FULL JOIN (SELECT ${code} FROM employer) AS known ON fact.code = known.code`,
  );
  const { pairs, rows: all, codes, fresh, freshKeys, absent } = met!;
  return {
    uniqueCodes: fresh === freshKeys && pairs === all - fresh && pairs === codes - absent,
    knownCodes: fresh === 0,
  };
}

/** Rows accepted so far, in the facts and in `stage`. */
export function goodRows(plan: LoadPlan, { submission }: FastPath): string {
  const columns = [
    "submission",
    "line",
    "area",
    "period",
    ...plan.fact.columns.map(({ name }) => `"${name}"`),
  ].join(", ");
  return `(SELECT ${columns} FROM ${factTable(plan.fact.contract)} WHERE submission = ${submission}
           UNION ALL SELECT ${columns} FROM stage WHERE reasons = '')`;
}

async function takeBack(
  warehouse: Warehouse,
  { plan, table, knownBy, fastPath }: Source,
  condition: string,
  bindings: Readonly<Record<string, string>> = {},
): Promise<number> {
  const facts = factTable(plan.fact.contract);
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE recalled AS SELECT line FROM ${facts} WHERE submission = $submission AND ${condition}`,
    { submission: fastPath.submission, ...bindings },
  );
  const [counted] = await warehouse.rows<{ rows: number }>("SELECT count(*) AS rows FROM recalled");
  if (counted!.rows === 0) return 0;
  const again = { join: "", columns: "", where: "line IN (FROM recalled)" };
  await reading(() =>
    warehouse.run(`INSERT INTO stage ${stageSelect(plan, table, boundTerms(plan), again)}`, {
      ...planBindings(plan, table),
      ...boundFile(plan, knownBy),
    }),
  );
  await warehouse.run(`DELETE FROM ${facts} WHERE submission = $submission AND line IN (FROM recalled)`, {
    submission: fastPath.submission,
  });
  fastPath.taken -= counted!.rows;
  return counted!.rows;
}
