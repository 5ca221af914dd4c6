import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { isDay } from "../../warehouse/engine/days.ts";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";

/**
 * The date of the last night that a round saw (最近一夜), kept in a file: where the warehouse cannot be opened nobody can ask it, and a night that
 * is not known must not count as one that is missing.
 */
export class KnownNight {
  readonly #path: string;
  readonly #onUnkept: (error: unknown) => void;
  #date: string | null;

  /** @param onUnkept called where the date cannot be written: this process knows it, and a restart would not */
  constructor(path: string, onUnkept: (error: unknown) => void) {
    this.#path = path;
    this.#onUnkept = onUnkept;
    const text = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
    this.#date = isDay(text) ? text : null;
  }

  get date(): string | null {
    return this.#date;
  }

  /** Take over what a round saw. */
  see(date: string | null): void {
    if (date === null || date === this.#date) return;
    this.#date = date;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeWhole(this.#path, `${date}\n`);
    } catch (error) {
      this.#onUnkept(error);
    }
  }
}
