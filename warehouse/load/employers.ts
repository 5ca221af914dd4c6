import { factTable } from "../engine/fact-tables.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { checkedCodesSql } from "./credit-codes.ts";
import type { FastPath } from "./fast-path.ts";
import type { LoadPlan } from "./plan.ts";

/** Whether the rows of a plan name enterprises by their codes. */
export const namesEmployers = (plan: LoadPlan): boolean =>
  ["credit_code", "employer"].every((name) =>
    plan.cells.some((cell) => cell.column === name && cell.from !== null),
  );

/**
 * Enter the enterprises of the accepted rows of `stage` in the register (用人单位名册). Of several submissions that name an enterprise, the one
 * with the lowest number counts as its first, whatever the order of judging.
 */
export async function enterEmployers(warehouse: Warehouse): Promise<void> {
  const fresh = `SELECT named.code, named.name, named.submission, named.known_at FROM (
      SELECT credit_code AS code, arg_min(employer, {'submission': submission, 'line': line}) AS name, min(submission) AS submission,
             arg_min(known_at, {'submission': submission, 'known_at': known_at}) AS known_at
      FROM stage WHERE reasons = '' AND credit_code IS NOT NULL GROUP BY credit_code
    ) AS named LEFT JOIN employer AS known ON known.credit_code = named.code
    WHERE known.first_submission IS NULL OR known.first_submission > named.submission`;
  await warehouse.run(
    `MERGE INTO employer USING (${checkedCodesSql(fresh)}) AS entry ON employer.credit_code = entry.code
     WHEN MATCHED THEN UPDATE SET name = entry.name, first_submission = entry.submission, first_known_at = entry.known_at
     WHEN NOT MATCHED THEN INSERT (credit_code, name, first_submission, first_known_at, code_checks)
       VALUES (entry.code, entry.name, entry.submission, entry.known_at, entry.checks)`,
  );
}

/**
 * Enter the enterprises of a large submission's facts.
 *
 * If no code is repeated in it, codes are looked up by their hash; a collision, about one in a million million, would leave a code out
 * this time. If the register has all of them, nothing is entered, except for codes entered by a later submission that was judged earlier.
 */
export async function enterManyEmployers(
  warehouse: Warehouse,
  id: number,
  plan: LoadPlan,
  { uniqueCodes, knownCodes }: Pick<FastPath, "uniqueCodes" | "knownCodes">,
): Promise<void> {
  const facts = factTable(plan.fact.contract);
  const named = `credit_code AS code, arg_min(employer, line) AS name, $id AS submission, min(known_at) AS known_at`;
  if (!knownCodes) {
    const fresh = uniqueCodes
      ? `SELECT credit_code AS code, employer AS name, $id AS submission, known_at FROM ${facts} AS fact
         ANTI JOIN employer AS known ON hash(known.credit_code) = hash(fact.credit_code)
         WHERE submission = $id AND credit_code IS NOT NULL`
      : `SELECT ${named} FROM ${facts} AS fact ANTI JOIN employer AS known ON known.credit_code = fact.credit_code
         WHERE submission = $id AND credit_code IS NOT NULL GROUP BY credit_code`;
    await warehouse.run(`INSERT INTO employer ${checkedCodesSql(fresh)}`, { id });
  }
  await warehouse.run(
    `UPDATE employer SET name = first.name, first_submission = first.submission, first_known_at = first.known_at
     FROM (SELECT ${named} FROM ${facts} WHERE submission = $id
             AND credit_code IN (SELECT credit_code FROM employer WHERE first_submission > $id) GROUP BY credit_code) AS first
     WHERE employer.credit_code = first.code AND employer.first_submission > $id`,
    { id },
  );
}
