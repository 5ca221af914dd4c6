import type { DuckDBConnection } from "@duckdb/node-api";

/** Maximum number of texts whose statement count is cached. */
const MOST_KNOWN = 2000;

/**
 * Counts the statements sent to the engine, since their number is the main cost of a night.
 *
 * Prepared plans are deliberately not reused: the engine (1.5.6) folds a table's statistics into a plan, so that a statement prepared
 * over an empty table never finds any rows later.
 */
export class StatementCounter {
  readonly #connection: DuckDBConnection;
  readonly #known = new Map<string, number>();
  #total = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  get total(): number {
    return this.#total;
  }

  /** Count a text that is about to run; each of its statements counts. */
  async add(sql: string): Promise<void> {
    // Not `+= await`: concurrent calls would overwrite each other's counts.
    const count = await this.#countIn(sql);
    this.#total += count;
  }

  /** Count an operation that has no text. */
  addOne(): void {
    this.#total++;
  }

  async #countIn(sql: string): Promise<number> {
    // A semicolon may be in a comment or a literal, so only the engine's parser can count.
    if (!sql.trimEnd().slice(0, -1).includes(";")) return 1;
    const known = this.#known.get(sql);
    if (known !== undefined) return known;
    const { count } = await this.#connection.extractStatements(sql);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(sql, count);
    return count;
  }
}
