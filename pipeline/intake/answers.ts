import type { Answer } from "../../warehouse/load/submission.ts";

/** A file whose tables are all answered and committed: it may leave the inbox. */
export interface SettledFile {
  readonly index: number;
  readonly answers: readonly Answer[];
  /** Its bytes are not in the archive, or could not be read, so the file must be kept. */
  readonly isUnread: boolean;
}

/** The answers to the files of one intake. A file is settled when every table in it has an answer. */
export class Answers {
  readonly #answers: Answer[][];
  readonly #open: number[];
  readonly #unread = new Set<number>();
  readonly #onSettled: (end: SettledFile) => void;

  constructor(files: number, onSettled: (end: SettledFile) => void) {
    this.#answers = Array.from({ length: files }, () => []);
    this.#open = Array.from({ length: files }, () => 0);
    this.#onSettled = onSettled;
  }

  /** Set how many tables of a file will be answered, before the first answer is added. */
  expect(index: number, tables: number): void {
    this.#open[index] = tables;
  }

  /** Mark a file whose bytes must be kept as they are. */
  keepWhole(index: number): void {
    this.#unread.add(index);
  }

  /** Add the committed answer to a table. */
  add(index: number, answer: Answer): void {
    const answers = this.#answers[index]!;
    answers.push(answer);
    this.#open[index]!--;
    if (this.#open[index] === 0)
      this.#onSettled({ index, answers: inOrder(answers), isUnread: this.#unread.has(index) });
  }

  /** The answers to each file, in the order of its tables. */
  get all(): (readonly Answer[])[] {
    return this.#answers.map(inOrder);
  }
}

const inOrder = (answers: readonly Answer[]): Answer[] => [...answers].sort((a, b) => a.id - b.id);
