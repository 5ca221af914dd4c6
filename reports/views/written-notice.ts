import type { CaseChange } from "../../rules/cases/case-event.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { WrittenMail } from "../documents/document-files.ts";

/** A notice of a case as it was written for an office. */
export interface NoticeOfCase extends WrittenMail {
  readonly id: string;
  readonly office: string;
  readonly seq: number;
}

/** Which notice of a case is wanted: that of its last change, to the office of its area, unless another is asked for. */
export interface WantedNotice {
  readonly caseId: string;
  readonly seq?: number;
  readonly office?: string;
}

/** A notice of a case that has content; null where there is none: the case is unknown or was told of in lists only, or nobody read of that change. */
export async function writtenNotice(
  warehouse: Warehouse,
  { caseId, seq, office }: WantedNotice,
): Promise<NoticeOfCase | null> {
  const [row] = await warehouse.rows<{
    id: string;
    office: string;
    seq: number;
    text: string;
    html: string;
    content: string;
  }>(
    `SELECT notice.id, office, seq, body_text AS text, body_html AS html, CAST(content AS VARCHAR) AS content
     FROM notice JOIN risk_case ON risk_case.id = case_id
     WHERE case_id = $caseId AND content IS NOT NULL
       AND ($seq IS NULL OR seq = $seq) AND ($office IS NULL OR office = $office)
     ORDER BY seq DESC, office = area DESC, notice.id LIMIT 1`,
    { caseId, seq: seq ?? null, office: office ?? null },
  );
  return row ? { ...row, content: JSON.parse(row.content) } : null;
}

/** The first notice of a kind of change, of a tier, or of both, the gravest first; null where there is none. */
export async function noticeOfChange(
  warehouse: Warehouse,
  { kind, tier }: { readonly kind: CaseChange | null; readonly tier: Tier | null },
): Promise<Required<Pick<WantedNotice, "caseId" | "seq">> | null> {
  const [found] = await warehouse.rows<{ caseId: string; seq: number }>(
    `SELECT notice.case_id AS "caseId", notice.seq
     FROM notice JOIN case_event AS event ON event.case_id = notice.case_id AND event.seq = notice.seq
     WHERE content IS NOT NULL AND ($kind IS NULL OR event.kind = $kind) AND ($tier IS NULL OR event.tier_to = $tier)
     ORDER BY list_position(['I', 'II', 'III', 'IV'], notice.tier), notice.night, notice.case_id LIMIT 1`,
    { kind, tier },
  );
  return found ?? null;
}

/** The receipt that sends the most rows back; one that asks or refuses a file where none does. Null where there is no receipt. */
export async function fullestReceipt(warehouse: Warehouse): Promise<WrittenMail | null> {
  const [found] = await warehouse.rows<StoredMail>(
    `SELECT body_text AS text, body_html AS html, CAST(content AS VARCHAR) AS content
     FROM letter JOIN (
       SELECT letter AS id, sum(submission.refused) AS refused FROM receipt JOIN submission ON submission.id = receipt.submission GROUP BY letter
     ) AS answered USING (id)
     WHERE kind = 'receipt' AND content IS NOT NULL ORDER BY refused DESC, length(body_text) DESC, id LIMIT 1`,
  );
  return found ? { ...found, content: JSON.parse(found.content) } : null;
}

/**
 * The letter that gathers the most warnings that are new or were raised, those of the first night left out where there are others: that night takes in all that stood before. Null
 * where there is none.
 */
export async function fullestLetter(warehouse: Warehouse): Promise<WrittenMail | null> {
  const [found] = await warehouse.rows<StoredMail>(
    `SELECT body_text AS text, body_html AS html, CAST(content AS VARCHAR) AS content
     FROM letter JOIN (
       SELECT letter AS id, count(*) FILTER (kind IN ('opened', 'raised')) AS news
       FROM gathered_change JOIN case_event USING (case_id, seq) GROUP BY letter) AS gathered USING (id)
     WHERE content IS NOT NULL
     ORDER BY night = (SELECT min(id) FROM night), news DESC, length(body_text) DESC, id LIMIT 1`,
  );
  return found ? { ...found, content: JSON.parse(found.content) } : null;
}

/** A letter by its id; null where there is none that has content. */
export async function writtenLetter(
  warehouse: Warehouse,
  id: string,
): Promise<(WrittenMail & { readonly id: string }) | null> {
  const [found] = await warehouse.rows<StoredMail & { id: string }>(
    `SELECT id, body_text AS text, body_html AS html, CAST(content AS VARCHAR) AS content FROM letter
     WHERE id = $id AND content IS NOT NULL`,
    { id },
  );
  return found ? { ...found, content: JSON.parse(found.content) } : null;
}

type StoredMail = Omit<WrittenMail, "content"> & { readonly content: string };
