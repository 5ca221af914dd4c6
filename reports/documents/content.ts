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

/** What every picture has. Every text of it is in the mail's language. */
interface PictureTexts {
  readonly title: string;
  /** Sentences under the picture: what its signs mean, where its figures come from. */
  readonly notes: readonly string[];
  /** What the picture shows, for who does not see it. */
  readonly alt: string;
}

/** A chart as data (图): a line over time, or a stem for each report. */
export interface Chart extends PictureTexts {
  readonly kind: "line" | "stems";
  readonly unit: string;
  readonly points: readonly ChartPoint[];
  /** One for each point, or none at all. */
  readonly season: readonly (SeasonPoint | null)[];
  readonly lines: readonly TierLine[];
  /** The tier that stands; none where it is over. */
  readonly tier: Tier | null;
  /** Whether the axis begins at zero; where it does not, a note says so. */
  readonly fromZero: boolean;
}

/** A small chart among others: an area with its own axis. */
export interface Panel extends Pick<Chart, "title" | "unit" | "points" | "season" | "tier" | "fromZero"> {
  /** The numeral of its tier, beside the title: colour is never alone. */
  readonly sign: string;
  /** What is measured and its unit, where the panels differ in it; else empty, and the title of all says it. */
  readonly what: string;
}

/** Small charts side by side (小多图), each with its own axis. */
export interface Multiples extends PictureTexts {
  readonly kind: "multiples";
  readonly panels: readonly Panel[];
}

/** How an area stands: the tier of its gravest open case, nothing open, or nothing that could be judged, which is never the same. */
export type AreaState = Tier | "quiet" | "not-judged";

/** An area on a map, with its state in words. */
export interface MapArea {
  readonly name: string;
  readonly state: AreaState;
  readonly text: string;
}

/** What a state looks like on a map: its numeral, which the others do not have, and its words. */
export interface MapSign {
  readonly state: AreaState;
  readonly sign: string;
  readonly text: string;
}

/** An area in the grid of a tile map, with a tile for each area below it; counted from 1 at the upper left. */
export interface MapBlock extends MapArea {
  readonly column: number;
  readonly row: number;
  readonly tiles: readonly MapArea[];
}

/** A map of tiles (方格图): areas by bearing or in the order of the register, never by their borders. */
export interface TileMap extends PictureTexts {
  readonly kind: "tiles";
  readonly blocks: readonly MapBlock[];
  readonly legend: readonly MapSign[];
}

/** An area by its outline: lines of x and y in turn, in pixels of the picture; none where the deployment has no outline of it. */
export interface OutlineArea extends MapArea {
  readonly rings: readonly (readonly number[])[];
  /** Drawn as a line around the areas below it, which are filled. */
  readonly isFrame: boolean;
  /** The area above it, where the map has both. */
  readonly above: string | null;
}

/** A map of outlines that the deployment gives (轮廓图); its height in pixels, the width is that of every picture. */
export interface OutlineMap extends PictureTexts {
  readonly kind: "outlines";
  readonly height: number;
  readonly areas: readonly OutlineArea[];
  readonly legend: readonly MapSign[];
}

/** A picture of a mail as data. */
export type Picture = Chart | TileMap | OutlineMap | Multiples;

/** Whether a picture is a chart of a single series. */
export const isChart = (picture: Picture): picture is Chart =>
  picture.kind === "line" || picture.kind === "stems";

/** A cell of a table: its text, and the number behind it where it has one; what the table is about is marked. */
export interface Cell {
  readonly text: string;
  readonly value?: number;
  readonly isMarked?: boolean;
}

/** A table with its title and, under it, what its figures are. */
export interface Table {
  /** A list, whose texts stand to the left, or cells of another table as they stood, in a frame; figures when not given. */
  readonly form?: "list" | "cells";
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

/**
 * How sure a fact is: as an enterprise reported it, of all reports or of a part of them, computed for what is not in, set by a rule or the policy, or a
 * day or number that is on record.
 */
export type Certainty = "reported" | "complete" | "provisional" | "estimated" | "set" | "recorded";

/** A figure, day or number that the texts of a notice print (要素). */
export interface Fact {
  /** What it is, in words; several where they print the same. */
  readonly name: string;
  /** As every format prints it. */
  readonly text: string;
  /** A number, an ISO day, or a code. */
  readonly value: number | string;
  /** What it is compared with, by its true name. */
  readonly base: string | null;
  readonly certainty: Certainty;
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
  /** The figures of its texts one by one; a letter has none, nor a notice of an earlier version. */
  readonly facts?: readonly Fact[];
  readonly charts: readonly Picture[];
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
  readonly charts: readonly Chart[];
  readonly facts: readonly Fact[];
}
