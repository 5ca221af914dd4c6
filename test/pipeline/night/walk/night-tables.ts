import { rank, type Tier } from "../../../../rules/policy/tiers.ts";
import type { StoryDeployment } from "../story-deployment.ts";

/** A change of a case as its table has it, with the area that the case is of by now. */
export interface WalkEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly night: number;
  readonly kind: string;
  readonly reason: string;
  readonly tierFrom: Tier | null;
  readonly tierTo: Tier | null;
  readonly rule: string;
  readonly area: string;
  /** The area that it left tonight. */
  readonly areaBefore: string | null;
}

/** A message to an address: what it speaks of, in full or as a line. */
export interface WalkMessage {
  readonly content: string;
  readonly kind: string;
  readonly office: string;
  readonly recipient: string;
  readonly text: string;
  /** Changes as `CASE SEQ`. */
  readonly full: readonly string[];
  readonly lines: readonly string[];
  readonly isPresent: boolean;
}

export interface WalkCase {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly state: string;
  readonly tier: Tier | null;
}

/** All that a night left in the tables, as far as the checks read it. */
export interface NightTables {
  readonly night: number;
  readonly date: string;
  readonly events: readonly WalkEvent[];
  readonly messages: readonly WalkMessage[];
  /** Notices of the night, and of all before, by office. */
  readonly notices: readonly { caseId: string; seq: number; office: string; night: number }[];
  readonly gathered: readonly { caseId: string; seq: number; office: string; inFull: boolean }[];
  readonly cases: readonly WalkCase[];
  readonly keptWritten: ReadonlySet<string>;
}

/** The graver of two tiers. */
export const graverOf = ({ tierFrom, tierTo }: Pick<WalkEvent, "tierFrom" | "tierTo">): Tier =>
  (rank(tierFrom) > rank(tierTo) ? tierFrom : tierTo) ?? "IV";

interface NoticeRow {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly office: string;
  readonly night: number;
  readonly body: string;
}

/** Read what the last night left. */
export async function readNight(deployment: StoryDeployment, date: string): Promise<NightTables> {
  const [last] = await deployment.rows<{ id: number }>("SELECT max(id) AS id FROM night");
  const night = Number(last!.id);
  const events = await deployment.rows<WalkEvent>(
    `SELECT case_id AS "caseId", seq, night, kind, reason, tier_from AS "tierFrom", tier_to AS "tierTo", rule, area,
            json_extract_string(facts, '$.areaBefore') AS "areaBefore"
     FROM case_event JOIN risk_case ON risk_case.id = case_id WHERE night = ${night} ORDER BY case_id, seq`,
  );
  const notices = await deployment.rows<NoticeRow>(
    `SELECT id, case_id AS "caseId", seq, office, CAST(night AS INTEGER) AS night,
            CASE night WHEN ${night} THEN body_text END AS body FROM notice`,
  );
  const gathered = await deployment.rows<NightTables["gathered"][number] & { letter: string }>(
    `SELECT letter, case_id AS "caseId", seq, gathered_change.office, in_full AS "inFull"
     FROM gathered_change JOIN letter ON letter.id = letter WHERE letter.night = ${night}`,
  );
  const present = await deployment.rows<{ letter: string }>(
    "SELECT letter FROM letter_part WHERE part LIKE 'present-%'",
  );
  const kept = await deployment.rows<{ name: string }>(
    `SELECT case_id || ' ' || seq AS name FROM kept_change WHERE told = ${night}`,
  );
  const cases = await deployment.rows<WalkCase>(
    "SELECT id, area, cause, state, tier FROM case_state WHERE NOT drill ORDER BY id",
  );
  const sent = await deployment.rows<Omit<WalkMessage, "full" | "lines" | "isPresent">>(
    `SELECT notice AS content, kind, office, lower(recipient) AS recipient,
            concat_ws(chr(10), subject, body_text, body_html, CAST(attachments AS VARCHAR)) AS text
     FROM delivery JOIN outgoing ON outgoing.id = delivery.notice WHERE outgoing.night = ${night} ORDER BY delivery.id`,
  );
  const presentLetters = new Set(present.map(({ letter }) => letter));
  const messages = sent.map((message): WalkMessage => {
    const speaker = notices.find(({ id }) => id === message.content);
    const spoken = speaker
      ? notices.filter(({ body, office }) => body === speaker.body && office === speaker.office)
      : gathered.filter(({ letter, inFull }) => letter === message.content && inFull);
    const lines = gathered.filter(({ letter, inFull }) => letter === message.content && !inFull);
    return {
      ...message,
      full: [...new Set(spoken.map(nameOf))],
      lines: lines.map(nameOf),
      isPresent: speaker
        ? speaker.id !== `${speaker.caseId}-${speaker.seq}-${speaker.office}`
        : presentLetters.has(message.content),
    };
  });
  const keptWritten = new Set(kept.map(({ name }) => name));
  return { night, date, events, messages, notices, gathered, cases, keptWritten };
}

/** A change by its case and number. */
export const nameOf = ({ caseId, seq }: { readonly caseId: string; readonly seq: number }): string =>
  `${caseId} ${seq}`;
