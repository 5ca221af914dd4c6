import {
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import { type Appendable, appendOne } from "./appendable.ts";
import { EndedByHook, Stopped, type WarehouseHooks } from "./hooks.ts";
import { StatementCounter } from "./statement-counter.ts";
import { fromEngine } from "./values.ts";

export { type Appendable, day, instant } from "./appendable.ts";

/** A value that may be bound to a statement; values are never pasted into its text. */
export type Bindable = string | number | bigint | boolean | null | readonly string[];
export type Bindings = Readonly<Record<string, Bindable>>;

/** Milliseconds between two interruptions of what goes on running. */
const INTERRUPT_EVERY = 50;

/** A statement that the engine refused, with its SQL and bindings. */
export class QueryError extends Error {
  constructor(
    cause: unknown,
    readonly sql: string,
    readonly bindings: Bindings,
  ) {
    super(`${cause instanceof Error ? cause.message : cause}\n${sql}\n${JSON.stringify(bindings)}`, {
      cause,
    });
    this.name = "QueryError";
  }
}

/**
 * The only access to DuckDB. Dates are returned as `YYYY-MM-DD`, timestamps as ISO instants in UTC, whole numbers as numbers; parameters
 * are bound.
 */
export class Warehouse {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #counter: StatementCounter;
  #inTransaction = false;
  #inOneThread = false;
  /** Threads of the engine; queried once, since nothing else sets them. */
  #threads: number | null = null;
  readonly #hooks: WarehouseHooks;
  /** Statements that run now; calls may overlap. */
  #running = 0;
  #interrupting: NodeJS.Timeout | undefined;

  constructor(
    opened: { instance: DuckDBInstance; connection: DuckDBConnection },
    hooks: WarehouseHooks = {},
  ) {
    this.#instance = opened.instance;
    this.#connection = opened.connection;
    this.#counter = new StatementCounter(opened.connection);
    this.#hooks = hooks;
    hooks.signal?.addEventListener("abort", this.#interrupt);
  }

  /**
   * Interrupt what runs until nothing does: the engine forgets an interruption that comes between the preparation of a statement and its
   * beginning, and would then run it whole.
   */
  readonly #interrupt = (): void => {
    if (this.#running === 0) return;
    this.#hooks.onInterrupt?.();
    this.#connection.interrupt();
    this.#interrupting = setInterval(() => this.#connection.interrupt(), INTERRUPT_EVERY);
  };

  /** Run one statement of the engine, unless the service is to stop. */
  async #statement<Result>(sql: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#hooks.signal?.aborted) throw new Stopped();
    this.#hooks.beforeStatement?.(sql);
    this.#running++;
    try {
      return await work();
    } catch (error) {
      if (this.#hooks.signal?.aborted) throw new Stopped();
      throw error;
    } finally {
      this.#running--;
      if (this.#running === 0) clearInterval(this.#interrupting);
    }
  }

  /** Statements run since the warehouse was opened, each statement of a text counted; an append counts as one. */
  get statements(): number {
    return this.#counter.total;
  }

  /** Run one or more statements and ignore their results. */
  async run(sql: string, bindings: Bindings = {}): Promise<void> {
    try {
      await this.#counter.add(sql);
      await this.#statement(sql, () =>
        this.#connection.run(sql, bindable(bindings), listTypes(bindings)).then(() => undefined),
      );
    } catch (error) {
      throw queryError(error, sql, bindings);
    }
  }

  /** All rows of one query, as plain objects. */
  async rows<Row>(sql: string, bindings: Bindings = {}): Promise<Row[]> {
    try {
      await this.#counter.add(sql);
      const reader = await this.#statement(sql, () =>
        this.#connection.runAndReadAll(sql, bindable(bindings), listTypes(bindings)),
      );
      const names = reader.columnNames();
      const columns = reader.getColumns();
      return Array.from({ length: reader.currentRowCount }, (_, row) => {
        // A plain loop takes half the time of Object.fromEntries; a night reads tens of thousands of rows.
        const record: Record<string, unknown> = {};
        for (let at = 0; at < names.length; at++) record[names[at]!] = fromEngine(columns[at]![row]);
        return record;
      }) as Row[];
    } catch (error) {
      throw queryError(error, sql, bindings);
    }
  }

  /** Run work in a transaction, all or nothing. A transaction begun inside another joins it. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inTransaction) return work();
    await this.run("BEGIN");
    this.#inTransaction = true;
    try {
      const result = await work();
      await this.run("COMMIT");
      return result;
    } catch (error) {
      await this.#connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /**
   * Run work on a few rows in one thread: passing rows between threads costs the engine more than the work itself (a report of a hundred
   * rows: 11 ms in two threads, 7 in one). A nested call joins the outer one. Call it outside of a transaction, because a failed
   * transaction does not restore settings.
   */
  async inOneThread<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inOneThread) return work();
    this.#threads ??= (
      await this.rows<{ threads: number }>("SELECT current_setting('threads') AS threads")
    )[0]!.threads;
    if (this.#threads === 1) return work();
    await this.run("SET threads = 1");
    this.#inOneThread = true;
    try {
      return await work();
    } finally {
      this.#inOneThread = false;
      await this.run(`SET threads = ${this.#threads}`);
    }
  }

  /** Run work on very many rows in all threads, even when called inside `inOneThread`. */
  async inAllThreads<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.#inOneThread) return work();
    await this.run(`SET threads = ${this.#threads}`);
    this.#inOneThread = false;
    try {
      return await work();
    } finally {
      await this.run("SET threads = 1");
      this.#inOneThread = true;
    }
  }

  /** Append many rows to a table, in its column order; for thousands of rows made in TypeScript. */
  async append(table: string, rows: readonly (readonly Appendable[])[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#statement(`append to ${table}`, async () => {
      this.#counter.addOne();
      const appender = await this.#connection.createAppender(table);
      for (const row of rows) {
        for (const value of row) appendOne(appender, value);
        appender.endRow();
      }
      appender.flushSync();
      appender.closeSync();
    });
  }

  close(): void {
    this.#hooks.signal?.removeEventListener("abort", this.#interrupt);
    clearInterval(this.#interrupting);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** A statement's error with its SQL and bindings; what stopped it stays as it is. */
function queryError(error: unknown, sql: string, bindings: Bindings): unknown {
  if (error instanceof Stopped || error instanceof EndedByHook) return error;
  return new QueryError(error, sql, bindings);
}

function bindable(bindings: Bindings): Record<string, DuckDBValue> {
  return Object.fromEntries(
    Object.entries(bindings).map(([name, value]) => [
      name,
      Array.isArray(value) ? listValue([...value]) : (value as DuckDBValue),
    ]),
  );
}

/** Types of list bindings, always text: the engine cannot infer the type of an empty list. */
function listTypes(bindings: Bindings): Record<string, DuckDBType> {
  const lists = Object.keys(bindings).filter((name) => Array.isArray(bindings[name]));
  return Object.fromEntries(lists.map((name) => [name, LIST(VARCHAR)]));
}
