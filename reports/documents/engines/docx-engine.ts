import { Document, type IPropertiesOptions, Packer, type TextDirection } from "docx";
import { escapeHtml } from "../html.ts";
import { withEntryDates } from "../zip-dates.ts";

/** What writes text documents (DOCX). No other file imports the package. */
export {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  WidthType,
} from "docx";

/** Lines from top to bottom, the first on the left, as Mongolian is written; the package does not list it (ISO/IEC 29500-4, ST_TextDirection). */
export const MONGOLIAN_DIRECTION = "tbLrV" as (typeof TextDirection)[keyof typeof TextDirection];

/** A text document as bytes: the same for the same options and day. */
export async function packDocx(
  options: IPropertiesOptions & { readonly title: string },
  day: Date,
): Promise<Buffer> {
  const moment = day.toISOString().replace(".000", "");
  const core = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeHtml(options.title)}</dc:title><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`;
  const packed = await Packer.toBuffer(new Document(options), undefined, [
    { path: "docProps/core.xml", data: core },
  ]);
  return withEntryDates(Buffer.from(packed), day);
}
