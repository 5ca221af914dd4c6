import pdfmake from "pdfmake";
import type { TDocumentDefinitions, TFontDictionary } from "pdfmake/interfaces.js";

/** What writes PDF. No other file imports the package. */
export type { Content, CustomTableLayout, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";

/** Font files of a family; where it has one weight, both are the same. */
export interface PdfFont {
  readonly regular: string;
  readonly bold: string;
}

/** Files that may be read while a document is written: the fonts that it names. */
const fontFiles = new Set<string>();

// Texts come from outside: nothing that they hold may make the engine fetch an address or open another file.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));

/**
 * A document as bytes, with the used characters of its fonts embedded. The definition is used up: build it anew for each document.
 *
 * @param day what the properties of the file say; the engine would take the clock
 */
export async function writePdf(
  definition: TDocumentDefinitions,
  fonts: Readonly<Record<string, PdfFont>>,
  day: Date,
): Promise<Buffer> {
  const families: TFontDictionary = {};
  for (const [name, { regular, bold }] of Object.entries(fonts)) {
    families[name] = { normal: regular, bold, italics: regular, bolditalics: bold };
    fontFiles.add(regular).add(bold);
  }
  pdfmake.setFonts(families);
  const info = { producer: "Fengsui", creator: "Fengsui", ...definition.info, creationDate: day };
  const written = pdfmake.createPdf({ ...definition, info, displayTitle: true, version: "1.7" });
  return written.getBuffer();
}
