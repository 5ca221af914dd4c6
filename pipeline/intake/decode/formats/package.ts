import type { UnreadFormat } from "./signatures.ts";

/** A member of a zip: its name, unpacked size, and bytes. */
interface PackageMember {
  readonly name: string;
  readonly size: number;
  read(onPiece: (piece: Buffer) => void): Promise<void>;
}

/** Parts by which a zip is a file of one format, and no archive of reports. */
const PARTS: readonly (UnreadFormat & { readonly part: string })[] = [
  { part: "xl/workbook.bin", name: "XLSB", code: "spreadsheet-format" },
  { part: "word/document.xml", name: "DOCX", code: "document-format" },
  { part: "ppt/presentation.xml", name: "PPTX", code: "document-format" },
  { part: "ofd.xml", name: "OFD", code: "document-format" },
  { part: "index/document.iwa", name: "Numbers, Pages", code: "document-format" },
];
const OPEN_DOCUMENT = "meta-inf/manifest.xml";
const MEDIA_TYPE = "mimetype";
/** Bytes read of a media type; the longest of OpenDocument has half of them. */
const LONGEST_TYPE = 128;
const TYPES: readonly (UnreadFormat & { readonly type: string })[] = [
  { type: "opendocument.spreadsheet", name: "ODS", code: "spreadsheet-format" },
  { type: "opendocument.text", name: "ODT", code: "document-format" },
  { type: "opendocument.presentation", name: "ODP", code: "document-format" },
  { type: "opendocument", name: "OpenDocument", code: "document-format" },
];

/** The format of a zip by its members, if it is one that is not read. Names may have back-slashes, as some programs write them. */
export async function formatOfPackage(members: readonly PackageMember[]): Promise<UnreadFormat | null> {
  const parts = new Map(members.map((member) => [member.name.replaceAll("\\", "/").toLowerCase(), member]));
  const found = PARTS.find(({ part }) => parts.has(part));
  if (found) return { name: found.name, code: found.code };
  const media = parts.get(MEDIA_TYPE);
  if (!parts.has(OPEN_DOCUMENT) || !(media || parts.has("content.xml"))) return null;
  // Without a media type it is most likely a table: offices send those.
  const type = media ? await mediaTypeOf(media) : "opendocument.spreadsheet";
  const known = TYPES.find((candidate) => type.includes(candidate.type));
  return known ? { name: known.name, code: known.code } : null;
}

async function mediaTypeOf(member: PackageMember): Promise<string> {
  if (member.size > LONGEST_TYPE) return "";
  let type = "";
  await member.read((piece) => {
    type += piece.toString("latin1");
  });
  return type;
}
