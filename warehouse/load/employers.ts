import { factTable } from "../fact-tables.ts";
import type { Warehouse } from "../warehouse.ts";
import { checkedCodesSql } from "./credit-codes.ts";
import type { Lane } from "./fast-lane.ts";
import type { LoadPlan } from "./plan.ts";
import type { Remark } from "./remarks.ts";

/** Codes shown in a remark. */
const SHOWN = 5;

/**
 * Enter the enterprises of a submission's accepted rows whose codes the register does not know yet, and ask about those codes that
 * do not check (GB 32100-2015). A code once entered is not asked about again.
 *
 * @param lane set for a large submission, where the codes of what was entered are not handed over; where no code stands twice in it,
 *   they are looked up by their hash, of which one in a million million may be taken for another and not entered this time; and where
 *   the register knows them all there is nothing to enter
 */
export async function enterEmployers(
  warehouse: Warehouse,
  id: number,
  plan: LoadPlan,
  lane: Pick<Lane, "uniqueCodes" | "knownCodes"> | null,
): Promise<Remark[]> {
  const given = (name: string) => plan.cells.some((cell) => cell.column === name && cell.from !== null);
  if (!given("credit_code") || !given("employer") || lane?.knownCodes) return [];
  const facts = factTable(plan.fact.contract);
  const unique = lane?.uniqueCodes ?? false;
  const name = unique ? "employer" : "arg_min(employer, line)";
  const known = unique ? "known_at" : "min(known_at)";
  const fresh = `SELECT fact.credit_code AS code, ${name} AS name, $id AS submission, ${known} AS known_at FROM ${facts} AS fact
     ANTI JOIN employer AS known ON ${unique ? "hash(known.credit_code) = hash(fact.credit_code)" : "known.credit_code = fact.credit_code"}
     WHERE submission = $id AND fact.credit_code IS NOT NULL ${unique ? "" : "GROUP BY fact.credit_code"}`;
  const enter = `INSERT INTO employer ${checkedCodesSql(fresh)}`;
  if (lane) await warehouse.run(enter, { id });
  else {
    const entered = await warehouse.rows<{ checks: boolean }>(`${enter} RETURNING code_checks AS checks`, {
      id,
    });
    if (entered.every(({ checks }) => checks)) return [];
  }
  return doubtfulCodes(warehouse, id, facts);
}

/** A question about the codes entered with a submission that do not check. */
async function doubtfulCodes(warehouse: Warehouse, id: number, facts: string): Promise<Remark[]> {
  const [found] = await warehouse.rows<{ count: number; codes: string[] | null; lines: string[] | null }>(
    `WITH doubtful AS (SELECT credit_code AS code FROM employer WHERE first_submission = $id AND NOT code_checks),
     first AS (SELECT min(line) AS line, code FROM ${facts} JOIN doubtful ON credit_code = code
               WHERE submission = $id GROUP BY code ORDER BY line LIMIT ${SHOWN})
     SELECT (SELECT count(*) FROM doubtful) AS count, list(masked(code) ORDER BY line) AS codes,
            list(CAST(line AS VARCHAR) ORDER BY line) AS lines FROM first`,
    { id },
  );
  const { count, lines } = found!;
  return count === 0
    ? []
    : [{ code: "credit-codes-doubtful", details: { count, lines: lines ?? [], codes: found!.codes ?? [] } }];
}
