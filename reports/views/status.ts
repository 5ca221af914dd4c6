import { ruleById } from "../../rules/definitions/index.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** An open case as the status shows it. */
export interface StatusCase {
  readonly id: string;
  readonly area: string;
  readonly tier: Tier;
  readonly title: { readonly zh: string; readonly en: string };
  readonly opened: string;
}

/** The open cases, gravest first, each with the rule that last changed it. */
export async function statusCases(warehouse: Warehouse): Promise<StatusCase[]> {
  const rows = await warehouse.rows<{ id: string; area: string; tier: Tier; rule: string; opened: string }>(
    `SELECT id, area, tier, opened, rule FROM case_state
     JOIN (SELECT case_id, max_by(rule, seq) AS rule FROM case_event GROUP BY case_id) AS changed ON case_id = id
     WHERE state IN ('open', 'quiet') AND NOT drill
     ORDER BY list_position(['I', 'II', 'III', 'IV'], tier), id`,
  );
  return rows.map(({ rule, ...row }) => ({ ...row, title: ruleById(rule)?.title ?? { zh: rule, en: rule } }));
}

/** A submission with its state, row counts and remarks. */
export interface StatusRefusal {
  readonly id: number;
  readonly file: string;
  readonly sender: string | null;
  /** Kind of the report; null where it is not known. */
  readonly contract: string | null;
  readonly state: "accepted" | "partial" | "refused" | "duplicate";
  readonly accepted: number;
  readonly refused: number;
  /** Rows that wait for an explanation. */
  readonly held: number;
  readonly refusal: FileRemark | null;
  readonly warnings: readonly FileRemark[];
  readonly header: readonly string[];
}

/** Why a file was refused, or what its sender should check. */
export interface FileRemark {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The last submissions that were refused in whole or in part, are duplicates, or carry a warning; newest first. */
export const statusRefusals = (warehouse: Warehouse, most: number): Promise<StatusRefusal[]> =>
  submissions(
    warehouse,
    "WHERE state <> 'accepted' OR json_array_length(warnings) > 0 ORDER BY id DESC LIMIT $most",
    { most },
  );

/** The submissions that no receipt has answered yet, in their order. */
export const unansweredSubmissions = (warehouse: Warehouse): Promise<StatusRefusal[]> =>
  submissions(warehouse, "WHERE id NOT IN (SELECT submission FROM receipt) ORDER BY id", {});

async function submissions(warehouse: Warehouse, which: string, bindings: Readonly<Record<string, number>>) {
  const rows = await warehouse.rows<
    Omit<StatusRefusal, "refusal" | "warnings" | "header"> & {
      refusal: string | null;
      warnings: string;
      header: string;
    }
  >(
    `SELECT id, file_name AS file, sender, contract, state, accepted, refused, held, refusal, warnings, header FROM submission ${which}`,
    bindings,
  );
  return rows.map((row) => ({
    ...row,
    refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as FileRemark),
    warnings: JSON.parse(row.warnings) as FileRemark[],
    header: JSON.parse(row.header) as string[],
  }));
}

/** The rows of a submission that were refused, each with its reasons. */
export async function refusedRows(warehouse: Warehouse, submission: number, most: number) {
  const rows = await warehouse.rows<{ line: number; reasons: string; cells: string }>(
    "SELECT line, reasons, cells FROM rejected_row WHERE submission = $submission ORDER BY line LIMIT $most",
    { submission, most },
  );
  return rows.map(({ line, reasons, cells }) => ({
    line,
    reasons: JSON.parse(reasons) as RefusalReason[],
    cells: JSON.parse(cells) as (string | null)[],
  }));
}

/** The rows of a submission that wait for an explanation or did, each with its questions. */
export async function heldRows(warehouse: Warehouse, submission: number, most: number) {
  const rows = await warehouse.rows<{ line: number; questions: string; cells: string }>(
    "SELECT line, questions, cells FROM held_row WHERE submission = $submission ORDER BY line LIMIT $most",
    { submission, most },
  );
  return rows.map(({ line, questions, cells }) => ({
    line,
    questions: JSON.parse(questions) as RefusalReason[],
    cells: JSON.parse(cells) as (string | null)[],
  }));
}

/** Why a cell or row was refused, as stored. */
export interface RefusalReason {
  readonly code: string;
  readonly column: string | null;
  readonly found: string | null;
  readonly where: {
    readonly header: string;
    readonly position: number | null;
    readonly example: string;
    readonly message?: { zh: string; en: string };
    /** The words that the column takes, where they are few. */
    readonly allowed?: readonly string[];
    /** Places of the columns that a check compares, counted from 1. */
    readonly beside?: readonly number[];
  } | null;
}
