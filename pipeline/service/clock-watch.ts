import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";

/** A clock that was set back: until it has passed the instant it stood at before, bells ring a second time. */
export interface SetBack {
  /** The instant that the clock was set back to, ISO 8601. */
  readonly to: string;
  /** The instant that it stood at before. */
  readonly from: string;
}

/** What a look at the clock shows. */
export interface ClockLook {
  /** Milliseconds by which the clock was moved since the last look; 0 where it ran as it should. */
  readonly moved: number;
  readonly setBack: SetBack | null;
}

/** The last look at the clock, as it was remembered. */
export interface Kept {
  readonly at: string;
  readonly setBack: SetBack | null;
}

/** Where the service remembers its last look at the clock. */
export const clockPath = (dir: string): string => join(dir, "service", "clock.json");

/** The last look at the clock that a service took in a deployment; null where there was none. */
export const keptClock = (dir: string): Kept | null => readKept(clockPath(dir));

/** A clock that differs by less ran as it should: time servers move it by seconds. */
const TOLERANCE = 120_000;

/**
 * The clock beside the last night: where that judged an instant that has not come, the clock stood ahead when it ran, also where no look
 * of the service saw it. Every bell then repeats that night until the clock has passed it.
 */
export function aheadOf(lastNight: { readonly asOf: string } | null, now: Date): SetBack | null {
  if (lastNight === null || Date.parse(lastNight.asOf) - now.getTime() <= TOLERANCE) return null;
  return { to: new Date(0).toISOString(), from: lastNight.asOf };
}

/**
 * Watches the clock over restarts (时钟监看): the instant of the last look is kept in a file. Within one process the clock is compared with
 * how much time has passed, so that a step forward is noticed too; over a restart only a step back can be.
 */
export class ClockWatch {
  readonly #path: string;
  /** Milliseconds that have passed since an arbitrary start, whatever the clock shows. */
  readonly #elapsed: () => number;
  readonly #onUnkept: (error: unknown) => void;
  #last: { readonly at: number; readonly elapsed: number; readonly setBack: SetBack | null } | null = null;

  /** @param onUnkept called where a look cannot be written down: this process goes on, and only a restart would not know of it */
  constructor(path: string, elapsed: () => number, onUnkept: (error: unknown) => void) {
    this.#path = path;
    this.#elapsed = elapsed;
    this.#onUnkept = onUnkept;
  }

  /** Look at the clock, and remember the instant. */
  look(now: Date): ClockLook {
    const [kept, elapsed] = [readKept(this.#path), this.#elapsed()];
    const before = this.#last?.at ?? (kept === null ? null : Date.parse(kept.at));
    const stood = this.#last ? this.#last.setBack : (kept?.setBack ?? null);
    const passed = this.#last === null ? null : elapsed - this.#last.elapsed;
    const moved = movedBy(before, passed, now.getTime());
    const isBack = moved < 0;
    const setBack = isBack
      ? { to: now.toISOString(), from: laterOf(stood?.from ?? null, new Date(before!).toISOString()) }
      : stillBack(stood, now);
    this.#last = { at: now.getTime(), elapsed, setBack };
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeWhole(this.#path, `${JSON.stringify({ at: now.toISOString(), setBack })}\n`);
    } catch (error) {
      this.#onUnkept(error);
    }
    return { moved, setBack };
  }
}

/**
 * By how many milliseconds a clock was moved between two looks.
 *
 * @param passed how much time really passed; null where nobody knows (a restart): then only a step back shows
 * @example
 * movedBy(1_000_000, 300_000, 1_300_500) // 0
 */
export function movedBy(before: number | null, passed: number | null, now: number): number {
  if (before === null) return 0;
  const moved = now - before - (passed ?? 0);
  if (passed === null) return moved < -TOLERANCE ? moved : 0;
  return Math.abs(moved) > TOLERANCE ? moved : 0;
}

const laterOf = (a: string | null, b: string): string => (a !== null && a > b ? a : b);

/** A clock that has passed the instant it stood at before is as it was. */
const stillBack = (setBack: SetBack | null, now: Date): SetBack | null =>
  setBack !== null && now.toISOString() < setBack.from ? setBack : null;

function readKept(path: string): Kept | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Kept;
  } catch {
    return null;
  }
}
