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
 * @param unique that no code stands twice in the submission
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
     WHERE submission = $id AND credit_code IS NOT NULL
       AND NOT EXISTS (FROM employer AS known WHERE known.credit_code = fact.credit_code)
     ${unique ? "" : "GROUP BY credit_code"}`,
    { id },
  );
  const [found] = await warehouse.rows<{ count: number; codes: string[] | null; lines: string[] | null }>(
    `WITH doubtful AS (${doubtfulCodesSql("SELECT credit_code AS code FROM employer WHERE first_submission = $id")}),
     first AS (SELECT min(line) AS line, credit_code AS code FROM ${facts} SEMI JOIN doubtful ON credit_code = code
               WHERE submission = $id GROUP BY credit_code ORDER BY line LIMIT ${SHOWN})
     SELECT (SELECT count(*) FROM doubtful) AS count, list(masked(code) ORDER BY line) AS codes,
            list(CAST(line AS VARCHAR) ORDER BY line) AS lines FROM first`,
    { id },
  );
  const { count, codes, lines } = found!;
  return count === 0
    ? []
    : [{ code: "credit-codes-doubtful", details: { count, lines: lines ?? [], codes: codes ?? [] } }];
}
