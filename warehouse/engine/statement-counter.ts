import type { DuckDBConnection } from "@duckdb/node-api";

/** Texts whose number of statements is remembered. */
const MOST_KNOWN = 2000;

/**
 * Counts the statements that go through the door to the engine: what a night costs is first of all their number.
 *
 * Plans are deliberately not kept between runs of the same text: the engine (1.5.6) folds the statistics of a table into a plan, so
 * that a statement prepared over an empty table finds nothing there for ever after.
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

  /** Count a text that is about to be run; one of several statements counts each. */
  async add(sql: string): Promise<void> {
    // Not `+= await`: statements that wait for each other would then be counted over one another.
    const count = await this.#countIn(sql);
    this.#total += count;
  }

  /** Count what is run without a text. */
  addOne(): void {
    this.#total++;
  }

  async #countIn(sql: string): Promise<number> {
    // A semicolon may stand in a comment or a literal: only the engine's own parser can tell.
    if (!sql.trimEnd().slice(0, -1).includes(";")) return 1;
    const known = this.#known.get(sql);
    if (known !== undefined) return known;
    const { count } = await this.#connection.extractStatements(sql);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(sql, count);
    return count;
  }
}
