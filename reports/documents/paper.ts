import { fileURLToPath } from "node:url";
import { cleanText } from "../language/clean-text.ts";
import { type Language, translate } from "../language/index.ts";
import type { MailContent, NoticeParagraph, PartOfNotice } from "./content.ts";
import type { MailStep } from "./mail.ts";

/** What a deployment, or the caller, adds to a notice on paper. Nothing here is invented by the system: no document number, no seal. */
export interface PaperSetting {
  /** Name of the issuing body over a red rule (发文机关标志). */
  readonly redHead?: string;
  /** Offices that get a copy (抄送). */
  readonly copies?: string;
  /** Names of annexes (附件说明). */
  readonly annexes?: readonly string[];
  /** PNG pictures, one for each chart; in place of one that could not be drawn stands what it shows, in words. */
  readonly pictures: readonly (Buffer | undefined)[];
  /** Font files to embed; the ones of this project where none are named. */
  readonly fonts?: PaperFonts;
  /** Font file for the text in Mongolian; without it a PDF leaves that text out and says so. */
  readonly mongolianFont?: string;
}

/** Font files in two weights. */
export interface PaperFonts {
  readonly regular: string;
  readonly bold: string;
}

const fontFile = (name: string): string => fileURLToPath(new URL(`./fonts/${name}`, import.meta.url));

/** The fonts beside these files. */
export const FONTS: PaperFonts = {
  regular: fontFile("NotoSansSC-Regular.ttf"),
  bold: fontFile("NotoSansSC-Bold.ttf"),
};

/** A text as a document can hold it. */
export const printable = cleanText;

/** Any content with each of its texts changed. */
export function withTexts<T>(content: T, change: (text: string) => string): T {
  if (typeof content === "string") return change(content) as T;
  if (Array.isArray(content)) return content.map((each) => withTexts(each, change)) as T;
  if (typeof content !== "object" || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, withTexts(value, change)]),
  ) as T;
}

/** The day that a document bears in its properties: that of the signature, so that the same notice gives the same bytes on any day. */
export function dayOfContent({ signature }: MailContent): Date {
  const [, year, month, day] = /(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})/u.exec(signature) ?? [];
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number.isNaN(found.getTime()) || found.getUTCFullYear() < 1980
    ? new Date(Date.UTC(1980, 0, 1))
    : found;
}

/** The paragraphs of some parts of a notice, in their order. */
export const paragraphsOf = (content: MailContent, ...parts: readonly PartOfNotice[]): NoticeParagraph[] =>
  parts.flatMap((part) => content.paragraphs.filter((paragraph) => paragraph.part === part));

/** A number as headings count: `十二` in Chinese, `12` in English. */
export function numeral(value: number, language: Language): string {
  const numerals = translate(language, "document.numerals").split(" ");
  const ten = numerals[9]!;
  if (value <= 10 || ten === "10") return numerals[value - 1] ?? String(value);
  const [tens, units] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? "" : (numerals[tens - 1] ?? "")}${ten}${units === 0 ? "" : numerals[units - 1]}`;
}

/** Something to do as a sentence: what, then who does it, by when and what helps. */
export function stepText({ text, taker, due, remark = "" }: MailStep, language: Language): string {
  const notes = [taker, due, remark].filter(Boolean).join(translate(language, "list.comma"));
  const what = text.replace(/[。.]$/u, "");
  return notes === ""
    ? translate(language, "document.step-alone", { text: what })
    : translate(language, "document.step", { text: what, notes });
}

/** Width and height of a PNG picture, from its header. */
export const pictureSize = (png: Buffer): { readonly width: number; readonly height: number } => ({
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
});

/** A picture's size on paper: as large as fits into a width and a height. */
export function fitted(png: Buffer, most: { readonly width: number; readonly height: number }) {
  const { width, height } = pictureSize(png);
  const scale = Math.min(most.width / width, most.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Whether each column of a table holds figures: numbers, or marks where there is none; such columns stand to the right. */
export const isFigureColumn = (
  rows: readonly (readonly { readonly value?: number }[])[],
  at: number,
): boolean => rows.some((row) => row[at]?.value !== undefined);
