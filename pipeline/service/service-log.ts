import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { addDays } from "../../rules/calendar/periods.ts";
import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
import { dayIn } from "../deployment/clock.ts";

/** Days for which a day's log is kept. */
const KEPT_DAYS = 90;
const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.jsonl$/;

/** A line of the log, besides its time, its level, its round and the night under way. */
export interface LogLine {
  /** Step of the round, with the part of it behind a slash: `night/take-in`. */
  readonly step: string;
  /** `note`: a remark on the way, such as a file that was set aside. */
  readonly outcome: "done" | "failed" | "note";
  readonly text: string;
  readonly count?: number;
  readonly milliseconds?: number;
}

const LEVELS = { done: "info", note: "warn", failed: "error" } as const;

/**
 * The log of the service (值守日志): `DIR/service/log/YYYY-MM-DD.jsonl`, by the day in the deployment's zone, one JSON object a line.
 *
 * A line is in the file when `write` returns, so that a process that is killed loses none; a disk that takes nothing loses lines and
 * stops nothing. Numbers of persons are masked, and values in errors of the engine left out.
 */
export class ServiceLog {
  /** Time zone by which days are told apart. */
  #zone = "UTC";
  #round: string | null = null;
  #step = "service";
  #night: { readonly id: number; readonly date: string } | null = null;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #logger: pino.Logger;

  /** @param dir folder of the deployment */
  constructor(dir: string, now: () => Date) {
    this.#folder = join(dir, "service", "log");
    this.#now = now;
    this.#logger = pino(
      {
        base: null,
        timestamp: () => `,"time":"${now().toISOString()}"`,
        formatters: { level: (level) => ({ level }) },
      },
      { write: (line) => this.#append(line) },
    );
  }

  /** Name the lines that follow by the round that began at an instant; its zone decides where a day ends. */
  beginRound(began: Date, zone: string): void {
    this.#zone = zone;
    this.#round = began.toISOString();
    this.beginStep();
  }

  /** The step under way, by which its parts and remarks are named. */
  get step(): string {
    return this.#step;
  }

  /** Name the lines that follow by a step; without a name, by the service. */
  beginStep(step = "service"): void {
    this.#step = step;
    this.#night = null;
  }

  /** Name the lines that follow by a night, until the next step. */
  beginNight(night: { readonly id: number; readonly date: string }): void {
    this.#night = night;
  }

  /** Write a line. */
  write({ step, outcome, text, ...figures }: LogLine): void {
    const where = { round: this.#round, night: this.#night?.id ?? null, date: this.#night?.date ?? null };
    // As a field and not as a message, which pino would take for a format.
    this.#logger[LEVELS[outcome]]({ ...where, step, outcome, ...figures, text: withoutNames(text) });
  }

  /** Write a remark on the step under way. */
  note(text: string): void {
    this.write({ step: this.#step, outcome: "note", text });
  }

  #append(line: string): void {
    const day = dayIn(this.#zone, this.#now());
    const path = join(this.#folder, `${day}.jsonl`);
    try {
      if (!existsSync(path)) this.#beginDay(day);
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // What happened stands on the error output too; the service must go on.
    }
  }

  /** Make the folder, and remove what is too old. */
  #beginDay(day: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const oldest = addDays(day, -KEPT_DAYS);
    for (const name of readdirSync(this.#folder)) {
      const written = DAY_FILE.exec(name)?.[1];
      if (written !== undefined && written < oldest) rmSync(join(this.#folder, name), { force: true });
    }
  }
}

/** An error of the engine, which quotes the values it met: names of enterprises may be among them. */
const ENGINE_ERROR = /\b[A-Z][A-Za-z]+ Error: /;

/** A text without the numbers of persons, and without the values that an error of the engine quotes. */
const withoutNames = (text: string): string =>
  maskedText(ENGINE_ERROR.test(text) ? text.replace(/'[^']*'|"[^"]*"/g, "'…'") : text);
