import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import type { Member } from "../zip.ts";
import { RichText, unescapeText } from "./cell-text.ts";
import { builtInDisplay, displayOf, type NumberDisplay } from "./number-format.ts";
import { checkEntries, partName, type Relations, readRelations } from "./relations.ts";
import { readXml } from "./xml.ts";

/** A worksheet: its name in the workbook and its part in the archive. */
export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  readonly member: Member;
}

/** Lists shared by the cells of all worksheets. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly strings: readonly string[];
  /** How each numbered style shows numbers, where that is not the general format. */
  readonly displays: ReadonlyMap<number, NumberDisplay>;
  /** Numbers of the styles that strike the whole cell out. */
  readonly struck: ReadonlySet<number>;
  /** How many styles there are; null where the workbook does not list them. */
  readonly styles: number | null;
  /** Whether day 1 is in 1904. */
  readonly from1904: boolean;
}

/** Read the shared parts of a workbook: names and places of worksheets, strings and number formats. */
export async function readParts(members: readonly Member[], budget: Budget): Promise<WorkbookParts> {
  const part = (name: string) => members.find((member) => partName(member.name) === partName(name));
  const book = part("xl/workbook.xml");
  if (!book) throw missing("xl/workbook.xml");
  const { named, from1904 } = await readBook(book, budget);
  const relations = await readRelations(part("xl/_rels/workbook.xml.rels"), "xl", budget);
  const sheets = named.map(({ name, isHidden, relation }) => {
    const target = relations.targets.get(relation) ?? "";
    const member = part(target);
    if (!member) throw missing(target || `worksheet ${name.slice(0, 100)}`);
    return { name, isHidden, member };
  });
  const strings = sharedPart("sharedStrings", relations, part);
  const styles = sharedPart("styles", relations, part);
  return {
    sheets,
    strings: strings ? await readStrings(strings, budget) : [],
    ...(styles
      ? await readStyles(styles, budget)
      : { displays: new Map<number, NumberDisplay>(), struck: new Set<number>(), styles: null }),
    from1904,
  };
}

/** A part that the workbook has once: where its relation points, else at its usual place. */
const sharedPart = (
  kind: string,
  relations: Relations,
  part: (name: string) => Member | undefined,
): Member | undefined => part(relations.byKind.get(kind) ?? "") ?? part(`xl/${kind}.xml`);

const missing = (name: string): DecodeFault =>
  new DecodeFault({ code: "broken-workbook", details: { problem: `${name} is missing` } });

async function readBook(member: Member, budget: Budget) {
  const named: { name: string; isHidden: boolean; relation: string }[] = [];
  let from1904 = false;
  const { members: most } = budget.limits;
  await readXml(member, budget, {
    open(tag, attributes) {
      if (tag === "workbookPr") from1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      if (tag !== "sheet") return;
      named.push({
        name: unescapeText(attributes.name ?? ""),
        isHidden: /hidden/i.test(attributes.state ?? ""),
        relation: attributes["r:id"] ?? relationOf(attributes),
      });
      if (named.length > most) throw new DecodeFault({ code: "too-many-worksheets", details: { most } });
    },
  });
  return { named, from1904 };
}

const relationOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";

async function readStrings(member: Member, budget: Budget): Promise<string[]> {
  const strings: string[] = [];
  const rich = new RichText();
  const { cell: most } = budget.limits;
  await readXml(member, budget, {
    open(tag, attributes) {
      if (tag === "si") rich.clear();
      rich.open(tag, attributes);
    },
    close(tag) {
      rich.close(tag);
      if (tag !== "si") return;
      budget.charge("cells", 1);
      budget.charge("text", rich.length);
      strings.push(rich.text);
    },
    text(piece) {
      rich.add(piece);
      if (rich.length > most) throw new DecodeFault({ code: "cell-too-long", details: { most } });
    },
  });
  return strings;
}

async function readStyles(member: Member, budget: Budget) {
  const formats = new Map<number, NumberDisplay>();
  const displays = new Map<number, NumberDisplay>();
  const struck = new Set<number>();
  const struckFonts = new Set<number>();
  let [inStyles, styles, inFonts, fonts] = [false, 0, false, 0];
  await readXml(member, budget, {
    open(tag, attributes) {
      if (tag === "numFmt") {
        formats.set(Number(attributes.numFmtId), displayOf(attributes.formatCode ?? ""));
        checkEntries(formats.size, budget);
      }
      if (tag === "fonts") inFonts = true;
      if (tag === "font" && inFonts) checkEntries(++fonts, budget);
      if (tag === "strike" && inFonts && !["0", "false"].includes(attributes.val ?? ""))
        struckFonts.add(fonts - 1);
      if (tag === "cellXfs") inStyles = true;
      if (tag !== "xf" || !inStyles) return;
      const id = Number(attributes.numFmtId ?? 0);
      const display = formats.get(id) ?? builtInDisplay(id);
      if (isNotable(display)) displays.set(styles, display);
      if (struckFonts.has(Number(attributes.fontId ?? -1))) struck.add(styles);
      checkEntries(++styles, budget);
    },
    close(tag) {
      if (tag === "fonts") inFonts = false;
      if (tag === "cellXfs") inStyles = false;
    },
  });
  return { displays, struck, styles: styles === 0 ? null : styles };
}

const isNotable = ({ isDate, places, power, zeros, suffix }: NumberDisplay): boolean =>
  isDate || suffix !== "" || places !== null || power !== 0 || zeros > 0;
