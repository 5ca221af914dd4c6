import { translate } from "../language/index.ts";
import type { MailContent, Picture } from "./content.ts";
import { chartId, withoutPictures } from "./mail-tables.ts";
import type { PaperSetting } from "./paper.ts";

/** Formats in which a notice can be had (文件格式). */
export const FORMATS = ["html", "txt", "docx", "pdf", "xlsx"] as const;
export type Format = (typeof FORMATS)[number];

/** A notice as it was written: its mail, and what that says as data. */
export interface WrittenMail {
  readonly text: string;
  readonly html: string;
  readonly content: MailContent;
}

/** A file of a notice. */
export interface DocumentFile {
  readonly format: Format;
  readonly bytes: Buffer;
}

/**
 * A notice in some formats, all from the same content: what the mail says is what the document says. The page holds its pictures in itself.
 *
 * @example
 * await documentFiles(mail, ["docx", "pdf"], {}) // [{ format: "docx", bytes: … }, { format: "pdf", bytes: … }]
 */
export async function documentFiles(
  mail: WrittenMail,
  formats: readonly Format[],
  paper: Omit<PaperSetting, "pictures">,
): Promise<DocumentFile[]> {
  const { untitled } = await import("./charts/draw-chart.ts");
  const { content } = mail;
  const fonts = paper.fonts ? [paper.fonts.regular, paper.fonts.bold] : [];
  const inMail = () => Promise.all(content.charts.map((chart) => drawn(chart, fonts)));
  // On paper the title of a chart is text, which can be searched.
  const onPaper = () => Promise.all(content.charts.map((chart) => drawn(untitled(chart), fonts)));
  const files: DocumentFile[] = [];
  for (const format of formats) {
    const pictures =
      format === "html" ? await inMail() : format === "docx" || format === "pdf" ? await onPaper() : [];
    files.push({ format, bytes: await BYTES[format](mail, { ...paper, pictures }) });
  }
  return files;
}

/** A picture; undefined where it cannot be drawn, since a document says in words what it would show. */
async function drawn(picture: Picture, fonts: readonly string[]): Promise<Buffer | undefined> {
  try {
    const { chartPng } = await import("./charts/draw-chart.ts");
    return chartPng(picture, fonts);
  } catch {
    return undefined;
  }
}

/** The libraries of documents are large: each is loaded when its format is asked for. */
const BYTES: Readonly<Record<Format, (mail: WrittenMail, paper: PaperSetting) => Promise<Buffer>>> = {
  txt: async ({ text, content: { mongolian, language } }) =>
    Buffer.from(
      mongolian === undefined
        ? text
        : `${text}\n${translate(language, "document.mongolian")}\n\n${mongolian}\n`,
    ),
  html: async ({ html, content: { charts, mongolian, language } }, { pictures, mongolianFont }) => {
    const missing = charts.flatMap(({ alt }, at) => (pictures[at] ? [] : [{ at, alt }]));
    const page = withEmbedded(withoutPictures(html, missing), pictures);
    if (mongolian === undefined) return Buffer.from(page);
    const { withMongolian } = await import("./mongolian-page.ts");
    return Buffer.from(await withMongolian(page, mongolian, language, mongolianFont));
  },
  docx: async ({ content }, paper) => (await import("./docx.ts")).docxOf(content, paper),
  pdf: async ({ content }, paper) => (await import("./pdf.ts")).pdfOf(content, paper),
  xlsx: async ({ content }) => (await import("./xlsx.ts")).xlsxOf(content),
};

const withEmbedded = (html: string, pictures: PaperSetting["pictures"]): string =>
  pictures.reduce<string>(
    (page, png, at) =>
      png
        ? page.replaceAll(`src="cid:${chartId(at)}"`, `src="data:image/png;base64,${png.toString("base64")}"`)
        : page,
    html,
  );
