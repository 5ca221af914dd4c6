import { factTable } from "../fact-tables.ts";
import type { Warehouse } from "../warehouse.ts";
import { doubtfulCodesSql } from "./credit-codes.ts";
import type { LoadPlan } from "./plan.ts";
import type { Remark } from "./remarks.ts";

/** Codes shown in a remark. */
const SHOWN = 5;

/**
 * Enter the enterprises of a submission's accepted rows whose codes the register does not know yet, and ask about those codes that
 * do not check (GB 32100-2015). A code once entered is not asked about again.
 *
 * @param unique that no code stands twice in the submission: millions of enterprises, then looked up by the hash of their codes, of
 *   which one in a million million may be taken for another and not entered this time
 */
export async function enterEmployers(
  warehouse: Warehouse,
  id: number,
  plan: LoadPlan,
  unique = false,
): Promise<Remark[]> {
  const given = (name: string) => plan.cells.some((cell) => cell.column === name && cell.from !== null);
  if (!given("credit_code") || !given("employer")) return [];
  const facts = factTable(plan.fact.contract);
  const name = unique ? "employer" : "arg_min(employer, line)";
  const known = unique ? "known_at" : "min(known_at)";
  await warehouse.run(
    `INSERT INTO employer SELECT credit_code, ${name}, $id, ${known} FROM ${facts} AS fact
     ANTI JOIN employer AS known ON ${unique ? "hash(known.credit_code) = hash(fact.credit_code)" : "known.credit_code = fact.credit_code"}
     WHERE submission = $id AND credit_code IS NOT NULL
     ${unique ? "" : "GROUP BY credit_code"}`,
    { id },
  );
  const [entered] = await warehouse.rows<{ any: boolean }>(
    "SELECT count(*) > 0 AS any FROM employer WHERE first_submission = $id",
    { id },
  );
  if (!entered!.any) return [];
  const codes = `SELECT credit_code AS code, line FROM ${facts} WHERE submission = $id AND credit_code IS NOT NULL`;
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE doubtful AS ${doubtfulCodesSql(codes)}`, { id });
  const [found] = await warehouse.rows<{ count: number; codes: string[] | null; lines: string[] | null }>(
    `WITH fresh AS (SELECT code, min(line) AS line FROM employer JOIN doubtful ON code = credit_code
                    WHERE first_submission = $id GROUP BY code),
     first AS (FROM fresh ORDER BY line LIMIT ${SHOWN})
     SELECT (SELECT count(*) FROM fresh) AS count, list(masked(code) ORDER BY line) AS codes,
            list(CAST(line AS VARCHAR) ORDER BY line) AS lines FROM first`,
    { id },
  );
  const { count, lines } = found!;
  return count === 0
    ? []
    : [{ code: "credit-codes-doubtful", details: { count, lines: lines ?? [], codes: found!.codes ?? [] } }];
}
