import type { CaseOutcome } from "../../../rules/cases/case-event.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { clockOf } from "../../language/instant-text.ts";

/** When a person did something about which case; the time of day where it was written down. */
interface ActOfPerson {
  readonly date: string;
  readonly time: string | null;
  readonly by: string;
  readonly caseId: string;
}

/** What a person did about a case or its episode between nights. */
export type StoryAct = ActOfPerson &
  (
    | { readonly kind: "lift" }
    | { readonly kind: "close"; readonly outcome: CaseOutcome; readonly note: string }
    | { readonly kind: "linked" | "cut"; readonly episode: string; readonly note: string }
    | { readonly kind: "answer"; readonly finding: number; readonly verdict: string; readonly text: string }
    | { readonly kind: "call"; readonly to: string; readonly note: string }
  );

/**
 * What people did about some cases and their episodes, in the order in which they did.
 *
 * @param zone IANA name of the deployment's time zone, which gives the days
 */
export async function actsOf(
  warehouse: Warehouse,
  ids: readonly string[],
  zone: string,
): Promise<StoryAct[]> {
  const rows = await warehouse.rows<ActRow>(
    `SELECT kind, done_at AS "at", NULL AS date, person AS "by", case_id AS "caseId", outcome, note, NULL AS episode, NULL AS finding
     FROM case_act WHERE case_id IN (SELECT unnest($ids))
     UNION ALL
     SELECT CASE kind WHEN 'cut' THEN 'cut' ELSE 'linked' END, NULL, CAST(date AS VARCHAR), person, case_id, NULL, coalesce(note, ''), episode, NULL
     FROM episode_link WHERE person IS NOT NULL AND case_id IN (SELECT unnest($ids))
     UNION ALL
     SELECT 'answer', answered_at, NULL, answered_by, json_extract_string(evidence, '$.case'), verdict, coalesce(answer, ''), NULL, id
     FROM finding_state WHERE kind = 'case-held' AND answered_at IS NOT NULL AND json_extract_string(evidence, '$.case') IN (SELECT unnest($ids))
     UNION ALL
     SELECT 'call', called_at, NULL, "by", case_id, "to", coalesce(note, ''), NULL, NULL
     FROM case_call WHERE case_id IN (SELECT unnest($ids))`,
    { ids },
  );
  const when = ({ date, time }: StoryAct) => `${date} ${time ?? ""}`;
  return rows.map((row) => actOf(row, zone)).sort((a, b) => (when(a) < when(b) ? -1 : 1));
}

interface ActRow {
  readonly kind: StoryAct["kind"];
  readonly at: string | null;
  readonly date: string | null;
  readonly by: string;
  readonly caseId: string;
  readonly outcome: string | null;
  readonly note: string;
  readonly episode: string | null;
  readonly finding: number | null;
}

function actOf({ kind, at, date, by, caseId, ...row }: ActRow, zone: string): StoryAct {
  const done = { ...(at === null ? { date: date!, time: null } : clockOf(at, zone)), by, caseId };
  const { outcome, note, episode, finding } = row;
  if (kind === "lift") return { ...done, kind };
  if (kind === "close") return { ...done, kind, outcome: outcome as CaseOutcome, note };
  if (kind === "answer") return { ...done, kind, finding: finding!, verdict: outcome!, text: note };
  if (kind === "call") return { ...done, kind, to: outcome!, note };
  return { ...done, kind, episode: episode!, note };
}
