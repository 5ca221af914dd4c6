import { asOfMacro, type FactTable, factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { differences, type RebuildRequest, rebuild } from "../measure/rebuild.ts";

/** Kinds of inconsistency in a warehouse. */
export type AilmentId =
  | "facts-of-no-submission"
  | "scopes-of-no-submission"
  | "refused-rows-of-no-submission"
  | "facts-miscounted"
  | "two-current"
  | "figures-of-no-report"
  | "figures-of-no-night"
  | "figures-differ"
  | "verdicts-of-no-night"
  | "messages-of-nothing"
  | "night-broke-off"
  | "originals-missing"
  | "copy-stale"
  | "modes-open";

/** An inconsistency: how many rows it concerns, and some of them. */
export interface Ailment {
  readonly id: AilmentId;
  readonly count: number;
  readonly examples: readonly string[];
}

/** Maximum number of examples shown. */
const SHOWN = 5;

/** Queries with the column `what`, one row for each inconsistency. */
function complaints(
  facts: readonly FactTable[],
  reads: Readonly<Record<string, string>>,
): [AilmentId, string][] {
  const orphans = facts.map(
    ({ contract }) =>
      `SELECT ${literal(contract)} || ' ' || submission AS what FROM ${factTable(contract)}
       WHERE submission NOT IN (SELECT id FROM submission) AND submission NOT IN (SELECT submission FROM unfinished_load) GROUP BY submission`,
  );
  const counts = facts.map(
    ({ contract }) =>
      `SELECT sub.id || ': ' || accepted || ' / ' || coalesce(kept, 0) AS what FROM submission AS sub
       LEFT JOIN (SELECT submission, count(*) AS kept FROM ${factTable(contract)} GROUP BY submission) AS fact ON fact.submission = sub.id
       WHERE contract = ${literal(contract)} AND coalesce(kept, 0) <> accepted`,
  );
  const current = facts
    .filter(({ grain }) => grain === "period")
    .map(
      ({ contract }) =>
        `SELECT ${literal(contract)} || ' ' || area || ' ' || period AS what FROM ${asOfMacro(contract)}(TIMESTAMP '9999-12-31')
         GROUP BY area, period_kind, period HAVING count(DISTINCT submission) > 1`,
    );
  const contracts = Object.entries(reads)
    .map(([indicator, contract]) => `(${literal(indicator)}, ${literal(contract)})`)
    .join(", ");
  return [
    ["facts-of-no-submission", orphans.join(" UNION ALL ")],
    [
      "scopes-of-no-submission",
      "SELECT submission || ' ' || area || ' ' || period AS what FROM report_scope WHERE submission NOT IN (SELECT id FROM submission)",
    ],
    [
      "refused-rows-of-no-submission",
      "SELECT submission || ':' || line AS what FROM rejected_row WHERE submission NOT IN (SELECT id FROM submission)",
    ],
    ["facts-miscounted", counts.join(" UNION ALL ")],
    ["two-current", current.join(" UNION ALL ")],
    [
      "figures-of-no-report",
      `SELECT figure.indicator || ' ' || figure.area || ' ' || figure.period AS what FROM observation_now AS figure
       JOIN (VALUES ${contracts}) AS read(indicator, contract) USING (indicator)
       WHERE parts_in > 0 AND period_kind <> 'rolling-30-days'
         AND NOT EXISTS (FROM report_scope AS scope JOIN descent_span AS descent ON descent.area = scope.area
           WHERE scope.contract = read.contract AND scope.period = figure.period AND scope.period_kind = figure.period_kind AND descent.ancestor = figure.area)`,
    ],
    [
      "figures-of-no-night",
      "SELECT indicator || ' ' || area || ' ' || period AS what FROM observation WHERE night NOT IN (SELECT id FROM night WHERE state = 'done')",
    ],
    [
      "verdicts-of-no-night",
      "SELECT rule || ' ' || area || ' ' || date AS what FROM verdict WHERE night NOT IN (SELECT id FROM night WHERE state = 'done')",
    ],
    [
      "messages-of-nothing",
      "SELECT id AS what FROM delivery WHERE notice NOT IN (SELECT id FROM notice UNION ALL SELECT id FROM letter)",
    ],
    ["night-broke-off", "SELECT CAST(date AS VARCHAR) AS what FROM night WHERE state = 'running'"],
  ];
}

/** Look for inconsistencies (数据自检); lastly compare the figures with a rebuild. Changes nothing. */
export async function examine(
  warehouse: Warehouse,
  facts: readonly FactTable[],
  request: RebuildRequest | null,
  reads: Readonly<Record<string, string>>,
): Promise<Ailment[]> {
  const found: Ailment[] = [];
  for (const [id, query] of complaints(facts, reads)) {
    const [row] = await warehouse.rows<{ count: number; examples: string[] | null }>(
      `WITH wrong AS (${query}) SELECT (SELECT count(*) FROM wrong) AS count, (SELECT list(what) FROM (SELECT what FROM wrong ORDER BY what LIMIT ${SHOWN})) AS examples`,
    );
    if (row!.count > 0) found.push({ id, count: row!.count, examples: row!.examples ?? [] });
  }
  if (request === null) return found;
  await rebuild(warehouse, request);
  const differing = await differences(warehouse, request, { limit: 1_000_000 });
  if (differing.length > 0) {
    const examples = differing
      .slice(0, SHOWN)
      .map(
        (figure) =>
          `${figure.indicator} ${figure.area} ${figure.period}: ${figure.stored ?? "-"} / ${figure.rebuilt ?? "-"}`,
      );
    found.push({ id: "figures-differ", count: differing.length, examples });
  }
  return found;
}

/** Remove orphaned rows and close the records of interrupted nights. Other inconsistencies are not repaired here. */
export const removeOrphans = (warehouse: Warehouse, facts: readonly FactTable[]): Promise<void> =>
  warehouse.transaction(async () => {
    const gone = "submission NOT IN (SELECT id FROM submission)";
    for (const { contract } of facts) await warehouse.run(`DELETE FROM ${factTable(contract)} WHERE ${gone}`);
    await warehouse.run(
      `DELETE FROM report_scope WHERE ${gone}; DELETE FROM rejected_row WHERE ${gone}; DELETE FROM held_row WHERE ${gone};
       DELETE FROM observation WHERE night NOT IN (SELECT id FROM night WHERE state = 'done');
       DELETE FROM verdict WHERE night NOT IN (SELECT id FROM night WHERE state = 'done');
       UPDATE night SET state = 'failed' WHERE state = 'running'`,
    );
  });

/** How many figures the warehouse holds as current. */
export async function countFigures(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.rows<{ figures: number }>("SELECT count(*) AS figures FROM observation_now");
  return row?.figures ?? 0;
}

/** Hashes of the original files of all submissions, each once, in order. */
export async function submittedHashes(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows<{ sha256: string }>(
    "SELECT DISTINCT sha256 FROM submission WHERE sha256 <> '' ORDER BY sha256",
  );
  return rows.map(({ sha256 }) => sha256);
}
