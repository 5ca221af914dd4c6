import type { Tier } from "../../rules/policy/tiers.ts";
import type { LabelledText, MailStep } from "./mail.ts";
import type { Band } from "./mail-band.ts";

/** Where a paragraph stands in a notice. */
export type PartOfNotice = "level" | "finding" | "measures" | "reply" | "certainty" | "scope" | "grounds";

/** A paragraph with the part of the notice that it belongs to, and its measures one by one where it is of measures. */
export interface NoticeParagraph extends LabelledText {
  readonly part: PartOfNotice;
  readonly steps?: readonly MailStep[];
  /** Under the text: cells as they stood, or figures that belong to it. */
  readonly table?: Table;
}

/** A point of a chart: its period or day in words, and the figure; null where none is in (the line breaks there). */
export interface ChartPoint {
  readonly label: string;
  readonly value: number | null;
  /** Not all reports are in: drawn hollow. */
  readonly isProvisional?: boolean;
  /** What this notice is about: drawn in the colour of its tier. */
  readonly isJudged?: boolean;
  /** Beside the point; the last one and the judged one have it. */
  readonly text?: string;
}

/** What the same period of earlier years had; null where too few years are in. */
export interface SeasonPoint {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** A line of a tier on the quantity that it judges. */
export interface TierLine {
  readonly tier: Tier;
  readonly value: number;
  /** Its numeral and figure: `Ⅱ 200`. */
  readonly text: string;
}

/** A chart as data (图): a line over time, or a stem for each report. Every text of it is in the notice's language. */
export interface Chart {
  readonly kind: "line" | "stems";
  readonly title: string;
  readonly unit: string;
  readonly points: readonly ChartPoint[];
  /** One for each point, or none at all. */
  readonly season: readonly (SeasonPoint | null)[];
  readonly lines: readonly TierLine[];
  /** The tier that stands; none where it is over. */
  readonly tier: Tier | null;
  /** Whether the axis begins at zero; where it does not, a note says so. */
  readonly fromZero: boolean;
  /** Sentences under the chart: what its signs mean, where its figures come from. */
  readonly notes: readonly string[];
  /** What the chart shows, for who does not see it. */
  readonly alt: string;
}

/** A cell of a table: its text, and the number behind it where it has one; what the table is about is marked. */
export interface Cell {
  readonly text: string;
  readonly value?: number;
  readonly isMarked?: boolean;
}

/** A table with its title and, under it, what its figures are. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly string[];
}

/** A moment in the life of a case: the day and what happened; the present one is marked. */
export interface Moment {
  readonly day: string;
  readonly text: string;
  readonly tier: Tier | null;
  readonly state: "past" | "now" | "to-come";
}

/** What a notice, or another letter, says as data (内容模型): the renderers print it and compute no figure. */
export interface MailContent {
  readonly language: "zh-CN" | "en";
  readonly subject: string;
  readonly tier: Tier | null;
  readonly heading: string;
  /** Title on paper: `关于…的预警通报（Ⅱ级 橙色）`. */
  readonly title: string;
  /** What must be known before the rest is read: that it is an exercise, that it comes late, that no person approved it. */
  readonly head: readonly string[];
  /** Whom it addresses (主送). */
  readonly office: string;
  /** Case and number of the notice. */
  readonly number: string;
  /** Tier, change, and one sentence on what it is about; null in a letter, which is of no single change. */
  readonly band: Band | null;
  readonly lead: string;
  readonly paragraphs: readonly NoticeParagraph[];
  readonly charts: readonly Chart[];
  readonly comparison: Table | null;
  readonly timeline: readonly Moment[];
  readonly foot: readonly string[];
  readonly signature: string;
  /** Separator between a label and its text. */
  readonly colon: string;
  /** A version in Mongolian that a person wrote (蒙古文文本). */
  readonly mongolian?: string;
}

/** What a notice says: it is of a change, and has its band. */
export interface NoticeContent extends MailContent {
  readonly tier: Tier;
  readonly band: Band;
}
