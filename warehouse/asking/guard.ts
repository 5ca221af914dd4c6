import type { ChildProcess } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { startChild } from "./child-process.ts";
import type { AskedQuestion, ChildLine } from "./protocol.ts";
import type { Answer, AnswerEnd, AnsweredColumn, Audit, Limits, Question } from "./question.ts";

/** A busy machine takes seconds to start a process; one that takes a minute does not work. */
const LONGEST_START = 60_000;
/** The most of a statement, and of each value, that the audit keeps; the hash is of the whole statement. */
const [LONGEST_SQL, LONGEST_VALUE] = [4000, 500];

/** What came of a question, before the asker has it. */
interface Pending {
  readonly columns: AnsweredColumn[];
  readonly rows: (readonly unknown[])[];
  settle(end: AnswerEnd): void;
}

/**
 * Guarded questions to the readers' copy (受限查询): one statement, SELECT or what the engine
 * reads as one (PIVOT, UNPIVOT, SUMMARIZE, DESCRIBE), or the EXPLAIN of one, in a child process.
 *
 * The child opens the file read-only, with access to files, network and extensions off and its settings locked; its address
 * space, the size of a file it writes and its core dumps are limited by the operating system, for the engine's own limit does not
 * meter what string functions ask for. A question that overruns its time is interrupted, and where it cannot be, its process is
 * killed; the next question gets a new one. Each question leaves a line in the audit before it is asked, and one when it has ended.
 */
export class Guard {
  #child: ChildProcess | undefined;
  /** Which copy the child holds open: a newer one is another file under the same name. */
  #copy: number | undefined;
  #pending: Pending | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: string,
    private readonly limits: Limits,
    private readonly audit: Audit,
  ) {}

  /** Ask one question; questions are answered in turn. */
  ask(question: Question): Promise<Answer> {
    const answered = this.#turn.then(() => this.#audited(question));
    this.#turn = answered.catch(() => undefined);
    return answered;
  }

  /** End the child process. */
  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #audited(question: Question): Promise<Answer> {
    const { sql, who, at, file, values = {} } = question;
    const id = randomUUID();
    const end = this.audit({
      ...{ event: "begun", id, at, who, sql: sql.slice(0, LONGEST_SQL) },
      sha256: createHash("sha256").update(sql).digest("hex"),
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value.slice(0, LONGEST_VALUE)]),
      ),
      format: file?.format ?? "rows",
    });
    const began = performance.now();
    let answer: Answer = { end: { outcome: "stopped", by: "ended" }, columns: [], rows: [] };
    try {
      answer = await this.#answer(question);
      return answer;
    } finally {
      end({ event: "ended", id, milliseconds: Math.round(performance.now() - began), ...answer.end });
    }
  }

  async #answer({ sql, values = {}, file = null, rows }: Question): Promise<Answer> {
    const { child, fault } = await this.#running(file?.descriptor ?? null);
    if (fault) return { end: fault, columns: [], rows: [] };
    const answer = await new Promise<Answer>((resolve) => {
      const most = this.limits.seconds * 1000;
      const timer = setTimeout(() => this.#kill("time"), most + this.limits.graceSeconds * 1000);
      this.#listen(resolve, timer);
      const asked: AskedQuestion = {
        ...{ sql, values, format: file?.format ?? null, milliseconds: most },
        ...{ byteOrderMark: file?.byteOrderMark ?? false, language: file?.language ?? "zh-CN" },
        rows: Math.min(rows, this.limits.rows),
        bytes: this.limits.megabytes * 1_000_000,
      };
      child.stdin!.write(`${JSON.stringify(asked)}\n`);
    });
    if (file) this.close();
    return answer;
  }

  #listen(resolve: (answer: Answer) => void, timer?: NodeJS.Timeout): void {
    const pending: Pending = {
      columns: [],
      rows: [],
      settle: (end) => {
        clearTimeout(timer);
        this.#pending = undefined;
        resolve({ end, columns: pending.columns, rows: pending.rows });
      },
    };
    this.#pending = pending;
  }

  /** End the question that runs, as the person who asked wants; the next one gets a new process. */
  interrupt(): void {
    if (this.#pending) this.#kill("person");
  }

  #kill(by: "time" | "bytes" | "person"): void {
    this.close();
    this.#pending?.settle({ outcome: "stopped", by });
  }

  /**
   * The child that holds the present copy, ready to be asked: its start is not counted as a question's time. One that writes a
   * file serves that question alone, for that file is all it may write.
   */
  async #running(descriptor: number | null): Promise<{ child: ChildProcess; fault: AnswerEnd | null }> {
    const copy = statSync(this.database).ino;
    if (this.#child && this.#copy === copy && descriptor === null) return { child: this.#child, fault: null };
    this.close();
    this.#copy = copy;
    const child = await this.#start(descriptor);
    const { end } = await new Promise<Answer>((resolve) =>
      this.#listen(
        resolve,
        setTimeout(() => this.#kill("time"), LONGEST_START),
      ),
    );
    return { child, fault: end.outcome === "answered" ? null : end };
  }

  async #start(descriptor: number | null): Promise<ChildProcess> {
    const child: ChildProcess = await startChild(this.database, this.limits, descriptor, {
      onLine: (line) => {
        if (this.#child !== child) return;
        if (line === null) this.#ended(child, true);
        else this.#receive(line);
      },
      onEnd: (hasStarted) => this.#ended(child, hasStarted),
    });
    this.#child = child;
    return child;
  }

  /** A child that ends by itself was stopped by the limits from outside: nearly always for want of memory. */
  #ended(child: ChildProcess, hasStarted: boolean): void {
    if (this.#child !== child) return;
    this.close();
    this.#pending?.settle(
      hasStarted ? { outcome: "stopped", by: "ended" } : { outcome: "refused", reason: "unguarded" },
    );
  }

  #receive(line: ChildLine): void {
    const pending = this.#pending;
    if (!pending) return;
    if ("ready" in line) pending.settle({ outcome: "answered", count: 0, cut: null });
    else if ("columns" in line) pending.columns.push(...line.columns);
    else if ("rows" in line) pending.rows.push(...line.rows);
    else if ("end" in line) {
      const { rows, cut, sheets = 1 } = line.end;
      pending.settle({ outcome: "answered", count: rows, cut, ...(sheets > 1 ? { sheets } : {}) });
    } else if ("refused" in line)
      pending.settle({
        ...{ outcome: "refused", reason: line.refused },
        ...(line.name === null ? {} : { name: line.name }),
        ...line.place,
      });
    else if ("stopped" in line) {
      // A process without memory left, or one that ends itself because nobody limits it, answers no further question.
      if (line.stopped !== "time") this.close();
      pending.settle({ outcome: "stopped", by: line.stopped });
    } else if ("failed" in line) pending.settle({ outcome: "failed", message: line.failed });
  }
}
