import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
import { day, instant, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import { freshContracts } from "../../warehouse/review/compare.ts";
import { AnswerRefused } from "./answer-refused.ts";
import { closeCorrected } from "./close-corrected.ts";
import type { Evidence, FindRequest, Found } from "./define.ts";
import { closeSentAgain, settleHeld } from "./held-answers.ts";
import { findingKinds } from "./index.ts";

/** A stored finding with its last answer. */
export interface Finding {
  readonly id: number;
  readonly kind: string;
  readonly area: string;
  readonly contract: string;
  readonly period: string | null;
  readonly date: string;
  readonly pValue: number | null;
  readonly evidence: Evidence;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly verdict: string | null;
  readonly answer: string | null;
}

/** Verdicts that close a finding; `amendment` and `separate` are for two reports that may be one, `keep` and `lift` for a held case. */
export const VERDICTS = [
  "explained",
  "corrected",
  "wrong",
  "unfounded",
  "amendment",
  "separate",
  "keep",
  "lift",
] as const;
export type FindingVerdict = (typeof VERDICTS)[number];

/** What a search looks in; without `within` it looks in both reports and cases. */
export interface SearchRequest extends FindRequest {
  readonly night: number;
  /** Look for habits in the whole history too. */
  readonly monthly: boolean;
  readonly latest?: number;
  /** Questions about reports are known before they are judged; those about cases only afterwards. */
  readonly within?: "reports" | "cases";
}

/**
 * Search new submissions for every kind of finding, and once a month the whole history for habits; store those not found before, and close
 * those that a corrected report has settled. Returns the new ones.
 */
export async function updateFindings(warehouse: Warehouse, request: SearchRequest): Promise<Finding[]> {
  const nothingNew = request.latest === request.since;
  const { contracts: arrived, held } = nothingNew
    ? { contracts: new Set<string>(), held: false }
    : await freshContracts(warehouse, request.since);
  if (held && request.within !== "cases") await closeSentAgain(warehouse, request.asOf);
  const recent = { ...request, reports: request.reports.filter(({ contract }) => arrived.has(contract)) };
  const found: (Found & { kind: string })[] = [];
  for (const { id, looksAt, reads, rechecks, find } of findingKinds) {
    if (request.within && (looksAt === "cases") !== (request.within === "cases")) continue;
    const due = {
      monthly: () => request.monthly,
      held: () => held,
      cases: () => true,
      new: () => (reads ?? [...arrived]).some((contract) => arrived.has(contract)),
    };
    if (!due[looksAt]()) continue;
    const results = await find(
      warehouse,
      {
        monthly: { ...request, since: 0 },
        held: request,
        cases: request,
        new: recent,
      }[looksAt],
    );
    if (rechecks) await closeCorrected(warehouse, id, results, request);
    found.push(...results.map((result) => ({ ...result, kind: id })));
  }
  const fresh = await notFoundBefore(warehouse, found);
  if (fresh.length === 0) return [];
  const ids = await warehouse.rows<{ id: number }>(
    "SELECT nextval('finding_id') AS id FROM range(CAST($count AS BIGINT))",
    { count: fresh.length },
  );
  await warehouse.append(
    "finding",
    fresh.map((finding, index) => [
      ids[index]!.id,
      ...[finding.kind, finding.key, finding.area, finding.contract],
      finding.period === null ? null : day(finding.period),
      request.night,
      day(request.date),
      instant(request.asOf),
      finding.pValue,
      JSON.stringify(finding.evidence),
    ]),
  );
  return readFindings(warehouse, "WHERE id >= $least", { least: Math.min(...ids.map(({ id }) => id)) });
}

async function notFoundBefore<Candidate extends Found & { kind: string }>(
  warehouse: Warehouse,
  found: readonly Candidate[],
): Promise<Candidate[]> {
  if (found.length === 0) return [];
  const rows = await warehouse.rows<{ key: string }>("SELECT kind || ' ' || key AS key FROM finding");
  const known = new Set(rows.map(({ key }) => key));
  return found.filter(({ kind, key }) => {
    const fullKey = `${kind} ${key}`;
    return !known.has(fullKey) && known.add(fullKey);
  });
}

/** Findings of the nights after one: those of a night that failed are among them. */
export const findingsSince = (warehouse: Warehouse, night: number): Promise<Finding[]> =>
  readFindings(warehouse, "WHERE night > $night", { night });

/** Findings by their numbers. */
export const findingsOf = (warehouse: Warehouse, ids: readonly number[]): Promise<Finding[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : readFindings(warehouse, "WHERE list_contains(CAST(CAST($ids AS JSON) AS BIGINT[]), id)", {
        ids: JSON.stringify(ids),
      });

/** Findings that nobody has answered, or all of them; newest last. */
export const listFindings = (warehouse: Warehouse, all: boolean): Promise<Finding[]> =>
  readFindings(warehouse, all ? "" : "WHERE verdict IS NULL", {});

async function readFindings(
  warehouse: Warehouse,
  which: string,
  bindings: Readonly<Record<string, number | string>>,
) {
  const rows = await warehouse.rows<Omit<Finding, "evidence"> & { evidence: string }>(
    `SELECT id, kind, area, contract, period, date, p_value AS "pValue", evidence, answered_at AS "answeredAt",
            answered_by AS "answeredBy", verdict, answer FROM finding_state ${which} ORDER BY id`,
    bindings,
  );
  return rows.map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as Evidence }));
}

/**
 * Close a finding with an answer (答复). The answer `amendment` takes the earlier of two layoff reports out of the count from its
 * instant on; the answer `explained` loads a held row. Another answer may follow and then holds, except about a held row, which is settled
 * once. Numbers of persons in the name and the words are masked.
 *
 * @throws AnswerRefused for a finding that does not exist, a verdict that does not fit its kind, or a held row that is settled already
 */
export async function answerFinding(
  warehouse: Warehouse,
  id: number,
  given: { readonly verdict: string; readonly by: string; readonly text: string; readonly at: string },
): Promise<Finding> {
  const answer = { ...given, by: maskedText(given.by), text: maskedText(given.text) };
  const [finding] = await readFindings(warehouse, "WHERE id = $id", { id });
  if (!finding) throw new AnswerRefused("no-such-finding", { id }, `there is no finding ${id}`);
  const fitting = verdictsFor(finding.kind);
  if (!fitting.includes(answer.verdict as FindingVerdict)) {
    throw new AnswerRefused(
      "does-not-fit",
      { id, fitting, verdict: answer.verdict },
      `finding ${id} can be answered by ${fitting.join(", ")}, not by ${answer.verdict}`,
    );
  }
  await warehouse.transaction(async () => {
    await warehouse.append("finding_answer", [
      [id, instant(answer.at), answer.by, answer.verdict, answer.text],
    ]);
    if (finding.kind === "held-row") await settleHeld(warehouse, finding, answer);
    if (finding.kind !== "probable-amendment") return;
    await warehouse.run("DELETE FROM event_replaced WHERE finding = $id", { id });
    if (answer.verdict !== "amendment") return;
    const { eventKey, earlierKey } = finding.evidence;
    await warehouse.append("event_replaced", [
      [finding.contract, finding.area, String(earlierKey), String(eventKey), instant(answer.at), id],
    ]);
  });
  return (await readFindings(warehouse, "WHERE id = $id", { id }))[0]!;
}

/** Whether a person decided between two instants that a layoff report no longer counts. */
export async function decidedSince(warehouse: Warehouse, since: string, asOf: string): Promise<boolean> {
  const [row] = await warehouse.rows(
    `SELECT 1 FROM event_replaced WHERE decided_at > CAST($since AS TIMESTAMP) AND decided_at <= CAST($as_of AS TIMESTAMP) LIMIT 1`,
    { since, as_of: asOf },
  );
  return row !== undefined;
}

/** The verdicts that close a finding of a kind. */
export const verdictsFor = (kind: string): readonly FindingVerdict[] => FITTING[kind] ?? VERDICTS.slice(0, 4);

const FITTING: Readonly<Record<string, readonly FindingVerdict[]>> = {
  "probable-amendment": ["amendment", "separate"],
  "held-row": ["explained", "wrong"],
  "case-held": ["keep", "lift"],
};
