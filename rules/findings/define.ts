import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { ComparedReport } from "../../warehouse/review/compared-report.ts";
import type { Text } from "../indicators/define.ts";
import type { FigureUnit } from "./figure-text.ts";

/** A figure that is asked about, with what it is compared with, and others of the same column. */
export interface ComparedFigure {
  readonly title: Text;
  readonly value: number;
  readonly expected: number;
  /** Its unit, where its column has one besides persons, posts or money. */
  readonly unit?: FigureUnit;
  /** Months before, and the same month of earlier years, as far as they are known. */
  readonly others: readonly { readonly period: string; readonly value: number }[];
}

/** Figures behind a finding, by name: what its message prints, and under `compared` its figures one by one. */
export type Evidence = Readonly<Record<string, string | number | Text | readonly ComparedFigure[] | null>>;

/** A place where the figures deserve a question. */
export interface Found {
  /** Identifies the finding from night to night: it is reported once. */
  readonly key: string;
  readonly area: string;
  readonly contract: string;
  /** The period asked about, as its last day; null where it is a habit over many. */
  readonly period: string | null;
  /** Probability of figures at least as odd by chance alone, where the method has one. */
  readonly pValue: number | null;
  readonly evidence: Evidence;
}

/** Inputs of a search for findings. */
export interface FindRequest {
  readonly date: string;
  readonly asOf: string;
  /** Last submission that the previous search had read: only newer ones are searched. */
  readonly since: number;
  readonly reports: readonly ComparedReport[];
}

/**
 * One way in which reported figures can look wrong (疑点类型): a question with evidence, never an accusation. It is shown to the
 * superiors of the area, and closed with an answer.
 */
export interface FindingKind {
  readonly id: string;
  readonly title: Text;
  /** What the figures say; {names} are evidence. */
  readonly message: Text;
  /** The question to put to the office. */
  readonly question: Text;
  /** What else may explain it. */
  readonly limitations: Text;
  readonly basis: string;
  /**
   * `new`: looked for each night in what has come in since; `monthly`: a habit, looked for in all of the past once a month; `held`: in the
   * rows that were not loaded because of a question; `cases`: each night, in what happened to cases.
   */
  readonly looksAt: "new" | "monthly" | "held" | "cases";
  /** Report kinds it reads: without new rows of any of them it is not searched. All tabular ones when not given. */
  readonly reads?: readonly string[];
  /**
   * The question is put to the office of the area too, the same night: on the receipt of the report that it is about, or in a letter. Others go
   * to the superiors alone. Evidence with `columns` names the figures: verdicts that rest on them say so until it is answered.
   */
  readonly asksOffice?: true;
  /**
   * Each search finds again all that is still so in the areas with new reports: an open question about a report that was replaced, or whose
   * earlier periods were, is closed when it is not found again.
   */
  readonly rechecks?: true;
  find(warehouse: Warehouse, request: FindRequest): Promise<Found[]>;
}

/** Define a finding kind: data first, one search last. */
export const defineFinding = (kind: FindingKind): FindingKind => kind;
