import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Answer, Arrival } from "../../warehouse/load/submission.ts";
import type { Answers, SettledFile } from "./answers.ts";
import type { FreshBytes } from "./arrive.ts";
import type { CrashNotes } from "./crash-notes.ts";
import type { Limits } from "./decode/limits.ts";
import type { AncestorsOf, WaveLimits } from "./plan-waves.ts";
import type { ReadingFolder } from "./reading-folder.ts";

/** A wave that was judged and stored, for measurements. */
export interface JudgedWave {
  readonly contract: string;
  readonly files: number;
  readonly statements: number;
}

/** What intake needs besides the files. */
export interface IntakeTools {
  readonly warehouse: Warehouse;
  readonly limits?: Limits;
  readonly waveLimits?: WaveLimits;
  /** The areas that contain an area. */
  readonly ancestorsOf?: AncestorsOf;
  /** Called for every failure, with its cause. */
  readonly log?: (text: string) => void;
  readonly onWave?: (wave: JudgedWave) => void;
  /** Called for every file whose tables are all answered and committed. */
  readonly onSettled?: (end: SettledFile) => void;
  /** Answers to tables that an interrupted run had already taken in, by `arrivalKey`; they are not taken in again. */
  readonly takenBefore?: ReadonlyMap<string, Answer>;
}

/** State shared by the steps of one intake. */
export interface IntakeRun extends Required<Omit<IntakeTools, "onSettled">> {
  readonly answers: Answers;
  readonly notes: CrashNotes;
  readonly folder: ReadingFolder;
  readonly fresh: FreshBytes;
}

/** Key of a table of a file that arrived at an instant. */
export const arrivalKey = (arrival: Pick<Arrival, "sha256" | "fileName" | "sender" | "arrivedAt">): string =>
  JSON.stringify([arrival.sha256, arrival.fileName, arrival.sender, arrival.arrivedAt]);
