import { createRequire } from "node:module";
import { SaxesParser } from "saxes";
import yauzl from "yauzl";
import type { Format } from "../../../reports/documents/document-files.ts";

/** Independent readers of the documents that the program writes: none of them shares code with what wrote them. */

/** The entries of a ZIP file by their names, with the date of each. */
export function entriesOf(
  zip: Buffer,
): Promise<Map<string, { readonly bytes: Buffer; readonly date: Date }>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      const entries = new Map<string, { bytes: Buffer; date: Date }>();
      file.on("end", () => resolve(entries));
      file.on("error", reject);
      file.on("entry", (entry) =>
        file.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            entries.set(entry.fileName, { bytes: Buffer.concat(chunks), date: entry.getLastModDate() });
            file.readEntry();
          });
        }),
      );
      file.readEntry();
    });
  });
}

/** The paragraphs of a text document in order, its headers and footers too, and what its pictures show in words. */
export async function wordsOfDocx(
  docx: Buffer,
): Promise<{ paragraphs: string[]; alts: string[]; xml: string }> {
  const entries = await entriesOf(docx);
  const [paragraphs, alts]: [string[], string[]] = [[], []];
  let xml = "";
  for (const [name, { bytes }] of entries) {
    if (!/^word\/(document|header\d+|footer\d+)\.xml$/.test(name)) continue;
    const text = bytes.toString("utf8");
    xml += text;
    const parser = new SaxesParser();
    let isText = false;
    parser.on("opentag", ({ name: tag, attributes }) => {
      if (tag === "w:p") paragraphs.push("");
      if (tag === "w:t") isText = true;
      if (tag === "wp:docPr") alts.push(String(attributes.descr));
    });
    parser.on("text", (part) => {
      if (isText) paragraphs.push((paragraphs.pop() ?? "") + part);
    });
    parser.on("closetag", ({ name: tag }) => {
      if (tag === "w:t") isText = false;
    });
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(text).close();
  }
  return { paragraphs, alts, xml };
}

/** Bottom margin of a page in points: what stands lower is the foot of the page. */
const FOOT = 52;

/** The texts of each page of a PDF in the order in which they were drawn, without the foot of the page; and the feet. */
export async function wordsOfPdf(
  pdf: Buffer,
): Promise<{ pages: string[][]; feet: string[]; title: unknown }> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const [pages, feet]: [string[][], string[]] = [[], []];
  for (let at = 1; at <= document.numPages; at++) {
    const { items } = await (await document.getPage(at)).getTextContent();
    const drawn = items.flatMap((item) =>
      "str" in item && item.str.trim() !== "" ? [{ text: item.str, y: Number(item.transform[5]) }] : [],
    );
    pages.push(drawn.filter(({ y }) => y > FOOT).map(({ text }) => text));
    feet.push(drawn.flatMap(({ text, y }) => (y > FOOT ? [] : [text])).join(""));
  }
  const { info } = await document.getMetadata();
  return { pages, feet, title: (info as { Title?: string }).Title };
}

/** A cell as another program reads it: its type, value, formula, and what it shows. */
export interface ReadCell {
  readonly t: string;
  readonly v: unknown;
  readonly w?: string;
  readonly f?: string;
}

/** The sheets of a workbook by their names: each cell by its address. */
export function sheetsOf(xlsx: Buffer): Map<string, Map<string, ReadCell>> {
  const { read } = createRequire(import.meta.url)("@e965/xlsx") as typeof import("@e965/xlsx");
  const workbook = read(xlsx, { cellNF: true, cellText: true });
  return new Map(
    workbook.SheetNames.map((name) => [
      name,
      new Map(
        Object.entries(workbook.Sheets[name]!).filter(([address]) => !address.startsWith("!")) as [
          string,
          ReadCell,
        ][],
      ),
    ]),
  );
}

/** The words of a document in any format, without white space. */
export async function wordsOf(format: Format, bytes: Buffer): Promise<string> {
  return (await WORDS[format](bytes)).replaceAll(/\s/g, "");
}

const WORDS: Readonly<Record<Format, (bytes: Buffer) => Promise<string>>> = {
  html: async (bytes) => bytes.toString("utf8"),
  txt: async (bytes) => bytes.toString("utf8"),
  docx: async (bytes) => (await wordsOfDocx(bytes)).paragraphs.join("\n"),
  pdf: async (bytes) => (await wordsOfPdf(bytes)).pages.flat().join(""),
  xlsx: async (bytes) => [...sheetsOf(bytes).values()].map((cells) => JSON.stringify([...cells])).join("\n"),
};
