import { DuckDBInstance } from "@duckdb/node-api";
import { type Cell, isSensitive, requiredSlack } from "../../../warehouse/disclosure/cell.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { Intruder, type Total } from "./intruder.ts";

interface CopiedCell {
  readonly report: string;
  readonly month: string;
  readonly area: string;
  readonly parent: string | null;
  readonly firms: string | null;
  readonly persons: string | null;
  readonly known_at: string;
}

/** A hidden cell of a copy, and what an intruder with all copies learns of its persons. */
export interface Learnt {
  readonly report: string;
  readonly month: string;
  readonly knownAt: string;
  readonly area: string;
  readonly least: number;
  readonly most: number;
}

/** A shown total that changed between two versions. */
export interface Difference extends Pick<Learnt, "report" | "month" | "area" | "knownAt"> {
  readonly before: string;
}

const LIMITS = { firms: 3, share: 0.8, p: 0.1 };

/** Rows of one query over a copy. */
export async function rowsOf<Row>(path: string, sql: string): Promise<Row[]> {
  const copy = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await copy.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson() as unknown as Row[];
  connection.closeSync();
  copy.closeSync();
  return rows;
}

/**
 * Somebody who keeps every copy of the statisticians and combines them: what is circulated of enterprises, with the tree of areas. Two
 * versions of a month are linked: where a total is the same in both, its parts are taken to be the same.
 */
export class CopyIntruder {
  readonly #versions = new Map<string, CopiedCell[]>();
  /** The versions of each month's report, in the order they were read. */
  readonly #ofMonth = new Map<string, CopiedCell[][]>();

  /** Take in a copy. */
  async read(path: string): Promise<void> {
    const rows = await rowsOf<CopiedCell>(
      path,
      `SELECT report, CAST(month AS VARCHAR) AS month, circulation.area, version.parent, firms, persons, CAST(known_at AS VARCHAR) AS known_at
       FROM circulation JOIN area_version AS version ON version.code = circulation.area AND month BETWEEN version.valid_from AND version.valid_to`,
    );
    const fresh = new Map<string, CopiedCell[]>();
    for (const row of rows) {
      const key = `${row.report} ${row.month} ${row.known_at}`;
      fresh.set(key, [...(fresh.get(key) ?? []), row]);
    }
    // The same version in a later copy may hide more, never less: what was read before stays known.
    for (const [key, cells] of fresh) {
      if (this.#versions.has(key)) continue;
      this.#versions.set(key, cells);
      const month = monthOf(cells);
      this.#ofMonth.set(month, [...(this.#ofMonth.get(month) ?? []), cells]);
    }
  }

  /** Number of versions of a month's report that were read. */
  get versions(): number {
    return this.#versions.size;
  }

  /** What is learnt of each hidden cell. */
  learnt(): Learnt[] {
    const intruder = new Intruder([...this.#versions.values()].flatMap((cells) => this.#totalsOf(cells)));
    return [...this.#versions.values()].flatMap((cells) =>
      cells
        .filter(({ persons }) => persons === null)
        .map(({ report, month, area, known_at: knownAt }) => ({
          ...{ report, month, area, knownAt },
          ...intruder.bounds(this.#unknowns(cells, area)),
        })),
    );
  }

  /** Shown totals that are others in a later version of the same month. */
  differences(): Difference[] {
    const all = [...this.#versions.values()];
    return all.flatMap((now) => {
      const { report, month, known_at: knownAt } = now[0]!;
      const earlier = all.filter(
        ([first]) => first!.report === report && first!.month === month && first!.known_at < knownAt,
      );
      return earlier.flatMap((before) =>
        now.flatMap(({ area, persons }) => {
          const then = before.find((cell) => cell.area === area)?.persons ?? null;
          if (persons === null || then === null || persons === then) return [];
          return [{ report, month, area, knownAt, before: before[0]!.known_at }];
        }),
      );
    });
  }

  #totalsOf(cells: readonly CopiedCell[]): Total[] {
    return cells
      .filter(({ persons }) => persons !== null)
      .map(({ area, persons }) => ({ of: this.#unknowns(cells, area), is: Number(persons) }));
  }

  /** Names of the amounts below an area; a total may have reports of its own that are not among its parts. */
  #unknowns(cells: readonly CopiedCell[], area: string): string[] {
    const parts = cells.filter(({ parent }) => parent === area);
    const own = this.#nameOf(cells, area);
    return parts.length === 0
      ? [own]
      : [`${own} own`, ...parts.flatMap((part) => this.#unknowns(cells, part.area))];
  }

  /** An amount has the name of the first version of the month in which the totals above it were the same. */
  #nameOf(cells: readonly CopiedCell[], area: string): string {
    const { known_at } = cells[0]!;
    const others = this.#ofMonth.get(monthOf(cells))!.filter(([first]) => first!.known_at < known_at);
    const same = others.find((before) => isSameAbove(before, cells, area));
    return `${monthOf(cells)} ${(same ?? cells)[0]!.known_at} ${area}`;
  }
}

const monthOf = ([first]: readonly CopiedCell[]): string => `${first!.report} ${first!.month}`;

/** Whether the nearest shown total at or above an area is the same in two versions. */
function isSameAbove(before: readonly CopiedCell[], now: readonly CopiedCell[], area: string): boolean {
  for (let at: string | null = area; at !== null; ) {
    const [first, second] = [before, now].map((cells) => cells.find((cell) => cell.area === at));
    if (!first || !second) return false;
    if (first.persons !== null && second.persons !== null) return first.persons === second.persons;
    at = second.parent;
  }
  return false;
}

/** The true cell behind a hidden one, from the facts as known at its instant, enterprise by enterprise. */
export const trueCell = async (warehouse: Warehouse, where: Learnt): Promise<Cell> =>
  cellOf(where.area, [...(await firmsOf(warehouse, where)).values()]);

/** What is wrong with a difference between two versions; null for nothing. */
export async function complaintOfChange(warehouse: Warehouse, where: Difference): Promise<string | null> {
  const now = await firmsOf(warehouse, where);
  const then = await firmsOf(warehouse, { ...where, knownAt: where.before });
  const changes = [...new Set([...now.keys(), ...then.keys()])].map((firm) =>
    Math.abs((now.get(firm) ?? 0) - (then.get(firm) ?? 0)),
  );
  const cell = cellOf(where.area, changes);
  const place = `${where.report} ${where.month} ${where.area} ${where.before} to ${where.knownAt}`;
  return isSensitive(cell, LIMITS) ? `${place}: the change of ${cell.firms} enterprises` : null;
}

function cellOf(area: string, amounts: readonly number[]): Cell {
  const sizes = amounts.filter((amount) => amount > 0).sort((a, b) => b - a);
  const persons = sizes.reduce((a, b) => a + b, 0);
  const tops = sizes.map((amount, at) => ({ firm: `${at}`, amount }));
  return { area, parent: null, firms: sizes.length, persons, tops };
}

/** Persons of each enterprise in an area's reports of a month, as known at an instant. */
async function firmsOf(
  warehouse: Warehouse,
  { report, month, area, knownAt }: Pick<Learnt, "report" | "month" | "area" | "knownAt">,
): Promise<Map<string, number>> {
  const [table, firm, persons, when] = SOURCES[report]!;
  const rows = await warehouse.rows<{ firm: string; persons: number }>(
    `SELECT ${firm} AS firm, CAST(sum(${persons}) AS DOUBLE) AS persons FROM ${table}_as_of(CAST($instant AS TIMESTAMP)) AS fact
     JOIN descent_span AS span ON span.area = fact.area AND CAST($month AS DATE) BETWEEN span.valid_from AND span.valid_to
     WHERE span.ancestor = $area AND ${when} = CAST($month AS DATE) AND ${persons} > 0 GROUP BY ${firm}`,
    { instant: knownAt, month, area },
  );
  return new Map(rows.map((row) => [row.firm, row.persons]));
}

const SOURCES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  "layoff-report": [
    "layoff_report",
    "coalesce(credit_code, identity_text(employer))",
    "workers_affected",
    "last_day(received_on)",
  ],
  "insurance-employer": ["insurance_employer", "credit_code", "insured", "period"],
  "enterprise-panel": ["enterprise_panel", "credit_code", "current_staff", "period"],
};

/** What is wrong with the protection of a hidden cell; null for nothing. */
export function complaint({ least, most, ...where }: Learnt, cell: Cell): string | null {
  const place = `${where.report} ${where.month} ${where.area} ${where.knownAt}`;
  const range = `${place}: ${cell.persons} in ${least} to ${most}`;
  if (cell.persons < least - 1e-6 || cell.persons > most + 1e-6) return `${range}, which is not so`;
  if (most - least < 1) return `${range}, worked out`;
  if (!isSensitive(cell, LIMITS)) return null;
  const required = requiredSlack(cell, LIMITS) - 1e-6;
  const isClose =
    most - cell.persons < required || cell.persons - least < Math.min(required, cell.persons - 1e-6);
  return isClose ? `${range}, closer than ${required}` : null;
}
