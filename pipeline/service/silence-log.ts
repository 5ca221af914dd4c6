import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import type { Silence } from "./silences.ts";

/** A silence that stands, and whether the operator's notice of it has left. */
export interface StandingSilence extends Silence {
  /** When it was first seen, ISO 8601; part of its notice's identity. */
  readonly since: string;
  readonly isRaised: boolean;
}

/**
 * The silences that stand (静默记录), in a file: a notice of a silence must leave also where the warehouse cannot be opened. Each is raised
 * once, and again only where it ended meanwhile.
 */
export class SilenceLog {
  readonly #path: string;
  readonly #onUnkept: (error: unknown) => void;
  /** What could not be written: a notice must not leave twice because the disk is full. */
  #unkept: readonly StandingSilence[] | null = null;

  /** @param onUnkept called where the record cannot be written: this process knows it, and a restart would not */
  constructor(path: string, onUnkept: (error: unknown) => void = () => undefined) {
    this.#path = path;
    this.#onUnkept = onUnkept;
  }

  /** Take over what stands now. Returns every standing silence, those of before with the time at which they began. */
  settle(standing: readonly Silence[], now: string): StandingSilence[] {
    const before = this.#read();
    const next = standing.map((silence) => {
      const known = before.find(({ key }) => key === silence.key);
      return { ...silence, since: known?.since ?? now, isRaised: known?.isRaised ?? false };
    });
    if (this.#unkept || JSON.stringify(next) !== JSON.stringify(before)) this.#write(next);
    return next;
  }

  /** Record that the notice of a silence has left. */
  raised(key: string): void {
    this.#write(
      this.#read().map((silence) => (silence.key === key ? { ...silence, isRaised: true } : silence)),
    );
  }

  /** The silences that stand, as the last round saw them. */
  standing(): readonly StandingSilence[] {
    return this.#read();
  }

  #read(): readonly StandingSilence[] {
    if (this.#unkept) return this.#unkept;
    if (!existsSync(this.#path)) return [];
    try {
      return JSON.parse(readFileSync(this.#path, "utf8")) as StandingSilence[];
    } catch {
      return [];
    }
  }

  #write(silences: readonly StandingSilence[]): void {
    this.#unkept = null;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeWhole(this.#path, `${JSON.stringify(silences, null, 1)}\n`);
    } catch (error) {
      this.#unkept = silences;
      this.#onUnkept(error);
    }
  }
}
