import { randomUUID } from "node:crypto";
import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import { literal } from "../engine/literal.ts";
import { type Node, type Parsed, parse, serialised } from "./parsed.ts";
import { type PivotSlot, pivotSlots, placeAsked, withLists } from "./pivot-slots.ts";
import { Refused } from "./refused.ts";

/** Most values of a column that is pivoted on: each becomes a column of the answer. */
const MOST = 2000;

/** Marks numbers of a serialised statement, which may be larger than a double holds, and lists of values that are not known yet. */
const MARK = randomUUID().replaceAll("-", "");
const listName = (index: number): string => `values_${MARK}_${index}`;

/** How statements are looked at. */
export interface Looks {
  /** Look at the whole statement before the first value is asked; `asked` gives a character's place in the statement as it was asked. */
  lookAt(statements: readonly Node[], written: string, asked: (at: number) => number): void;
  /** Look at a text as at any other question, and prepare it. */
  gate(sql: string): Promise<DuckDBPreparedStatement>;
}

/**
 * A statement whose PIVOTs have their values written out, so that it can be looked at, and run, as one SELECT: `PIVOT t ON period` becomes
 * `PIVOT t ON (period) IN ('2026-01-31', '2026-02-28')`, as the engine itself would read it. Null where there is nothing to write out.
 *
 * The values are asked by a SELECT over what is pivoted. Both it and the whole statement pass the gate as if a reader had written them.
 *
 * @throws Refused where a column has no values, or too many
 */
export async function withPivotValues(
  connection: DuckDBConnection,
  sql: string,
  values: Readonly<Record<string, string>>,
  { lookAt, gate }: Looks,
): Promise<string | null> {
  const slots = pivotSlots(sql);
  if (slots.length === 0) return null;
  const lists = slots.map((_, index) => listName(index));
  let written = withLists(sql, slots, lists);
  const first = await parse(connection, written);
  if (first.error || first.statements.length !== 1) return written;
  const open = [...lists];
  lookAt(first.statements, written, (at) => placeAsked(slots, open, at));
  for (;;) {
    const parsed = parseMarked(await serialised(connection, written));
    const found = parsed.error ? null : firstOpen(parsed.statements[0]!.node as Node, []);
    if (!found) return written;
    const text = await valuesQuery(connection, slots[found.slot]!, found);
    lists[found.slot] = await listOf(await gate(text), values, slots[found.slot]!);
    written = withLists(sql, slots, lists);
  }
}

/** Numbers stay the texts that they are, so that none is rounded on its way back into the engine. */
const parseMarked = (json: string): Parsed =>
  JSON.parse(
    json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
      token.startsWith('"') ? token : `"${MARK}${token}"`,
    ),
  ) as Parsed;

const asJson = (tree: unknown): string =>
  JSON.stringify(tree).replace(new RegExp(`"${MARK}(-?[0-9.eE+-]+)"`, "g"), "$1");

/** A PIVOT whose list is open: what it pivots, and the common tables that are in sight there. */
interface Open {
  readonly slot: number;
  readonly source: unknown;
  readonly tables: readonly Node[];
}

/** The first PIVOT that is open and whose source and common tables are not. */
function firstOpen(node: unknown, tables: readonly Node[]): Open | null {
  if (typeof node !== "object" || node === null) return null;
  const { cte_map: common, source, pivots, ...rest } = node as Node;
  const seen = [...tables];
  for (const table of ((common as Node | undefined)?.map as readonly Node[] | undefined) ?? []) {
    const found = firstOpen(table.value, seen);
    if (found) return found;
    seen.push(table);
  }
  const inner = firstOpen(source, seen);
  if (inner) return inner;
  for (const { pivot_enum: list } of (Array.isArray(pivots) ? pivots : []) as readonly Node[]) {
    const slot = String(list).startsWith(`values_${MARK}_`) ? Number(String(list).split("_").pop()) : null;
    if (slot !== null) return { slot, source, tables: seen };
  }
  for (const part of Object.values(rest)) {
    const found = firstOpen(part, seen);
    if (found) return found;
  }
  return null;
}

/** As the engine orders them: values of the data by their texts, those of a query as it gives them. */
const OF_DATA = (expression: string): string => `
  SELECT DISTINCT CAST(v AS VARCHAR) AS v FROM (SELECT (${expression}) AS v FROM t) WHERE v IS NOT NULL ORDER BY v LIMIT ${MOST + 1}`;
const OF_QUERY = (query: string): string => `
  SELECT v FROM (SELECT CAST(unnest(list) AS VARCHAR) AS v, generate_subscripts(list, 1) AS place FROM (SELECT ARRAY(\n${query}\n) AS list))
  WHERE v IS NOT NULL GROUP BY v ORDER BY min(place) LIMIT ${MOST + 1}`;

/** The SELECT of a list's values: over what the statement pivots, with its common tables. */
async function valuesQuery(
  connection: DuckDBConnection,
  { expression, query }: PivotSlot,
  { source, tables }: Open,
): Promise<string> {
  const text = query === null ? OF_DATA(expression) : OF_QUERY(query);
  const parsed = parseMarked(await serialised(connection, text));
  if (parsed.error || parsed.statements.length !== 1) throw new Refused("pivot-query", expression);
  const { node } = parsed.statements[0] as { node: Record<string, unknown> };
  const found = (node.from_table as Node).subquery as { node: Record<string, unknown> };
  if (query === null) found.node.from_table = source;
  node.cte_map = { map: tables };
  const reader = await connection.runAndReadAll("SELECT json_deserialize_sql(CAST($tree AS JSON))", {
    tree: asJson(parsed),
  });
  return String(reader.getRows()[0]![0]);
}

async function listOf(
  prepared: DuckDBPreparedStatement,
  values: Readonly<Record<string, string>>,
  { expression }: PivotSlot,
): Promise<string> {
  bindNamed(prepared, values);
  const rows = (await prepared.runAndReadAll()).getRows();
  const found = [...new Set(rows.map(([value]) => String(value)))];
  if (found.length === 0) throw new Refused("pivot-empty", expression);
  if (found.length > MOST) throw new Refused("pivot-many", expression);
  return `(${found.map(literal).join(", ")})`;
}

/** Bind what a statement names of the values; one that it does not name would be an error of the engine's. */
function bindNamed(prepared: DuckDBPreparedStatement, values: Readonly<Record<string, string>>): void {
  const names = Array.from({ length: prepared.parameterCount }, (_, index) =>
    prepared.parameterName(index + 1),
  );
  const named = Object.entries(values).filter(([name]) => names.includes(name));
  if (named.length > 0) prepared.bind(Object.fromEntries(named));
}
