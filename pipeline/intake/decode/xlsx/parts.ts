import type { Limits } from "../limits.ts";
import { ArchiveFault, type Member } from "../zip.ts";
import { readXml } from "./xml.ts";

/** A worksheet: its name in the workbook, and the part that holds it. */
export interface SheetPart {
  readonly name: string;
  readonly member: Member;
}

/** What the cells of all worksheets share. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly strings: readonly string[];
  /** Style number to whether it shows a date. */
  readonly dateStyles: ReadonlySet<number>;
  /** Whether day 1 is in 1904. */
  readonly from1904: boolean;
}

/** Number formats that the standard itself makes dates or times. */
const isDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
/** A format of one's own is a date when year, month or day letters stand outside quotes and brackets. */
const looksLikeDate = (code: string): boolean =>
  /[ymd年月日]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));

/** Read what the worksheets of a workbook share: their names and places, strings and date styles. */
export async function readParts(members: readonly Member[], limits: Limits): Promise<WorkbookParts> {
  const part = (name: string) => members.find((member) => member.name.toLowerCase() === name.toLowerCase());
  const book = part("xl/workbook.xml");
  if (!book)
    throw new ArchiveFault({ code: "broken-workbook", details: { problem: "xl/workbook.xml is missing" } });
  const { named, from1904 } = await readBook(book);
  const targets = await readRelations(part("xl/_rels/workbook.xml.rels"));
  const sheets = named.flatMap(({ name, relation }) => {
    const target = targets.get(relation);
    const member = target && part(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    return member ? [{ name, member }] : [];
  });
  const strings = part("xl/sharedStrings.xml");
  const styles = part("xl/styles.xml");
  return {
    sheets,
    strings: strings ? await readStrings(strings, limits) : [],
    dateStyles: styles ? await readDateStyles(styles) : new Set(),
    from1904,
  };
}

async function readBook(member: Member) {
  const named: { name: string; relation: string }[] = [];
  let from1904 = false;
  await readXml(member, {
    open(tag, attributes) {
      if (tag === "workbookPr") from1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      if (tag === "sheet")
        named.push({ name: attributes.name ?? "", relation: attributes["r:id"] ?? relationOf(attributes) });
    },
  });
  return { named, from1904 };
}

const relationOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";

async function readRelations(member: Member | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  if (member) {
    await readXml(member, {
      open(tag, attributes) {
        if (tag === "Relationship") targets.set(attributes.Id ?? "", attributes.Target ?? "");
      },
    });
  }
  return targets;
}

async function readStrings(member: Member, limits: Limits): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let [inText, phonetic] = [false, false];
  await readXml(member, {
    open(tag) {
      if (tag === "si") text = "";
      if (tag === "rPh") phonetic = true;
      inText = tag === "t";
    },
    close(tag) {
      if (tag === "rPh") phonetic = false;
      if (tag === "t") inText = false;
      if (tag === "si") strings.push(text);
    },
    text(piece) {
      if (!inText || phonetic) return;
      text += piece;
      if (text.length > limits.cell * 2)
        throw new ArchiveFault({
          code: "expands-too-far",
          details: { bytes: text.length, largest: limits.cell },
        });
    },
  });
  return strings;
}

async function readDateStyles(member: Member): Promise<Set<number>> {
  const own = new Map<number, string>();
  const dates = new Set<number>();
  let [inStyles, style] = [false, 0];
  await readXml(member, {
    open(tag, attributes) {
      if (tag === "numFmt") own.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      if (tag === "cellXfs") inStyles = true;
      if (tag !== "xf" || !inStyles) return;
      const id = Number(attributes.numFmtId ?? 0);
      const code = own.get(id);
      if (code === undefined ? isDateFormat(id) : looksLikeDate(code)) dates.add(style);
      style++;
    },
    close(tag) {
      if (tag === "cellXfs") inStyles = false;
    },
  });
  return dates;
}
