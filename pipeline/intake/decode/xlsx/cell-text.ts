/** An escape of ST_Xstring (ECMA-376 part 1, 22.9.2.19): a UTF-16 code unit that XML cannot hold, or that a writer escaped. */
const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/**
 * A text of a workbook with its escapes decoded: `_x000D_` is a carriage return, `_x005F_` an underscore. Line ends become line feeds, as
 * XML reads them; the character zero, which no text may hold, is removed.
 */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text
    .replace(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "");
}

/** A date or time in ISO 8601 as the cells of other workbooks show it: `2026-03-10T00:00:00` is `2026-03-10`. Other text as it stands. */
export function isoDateText(text: string): string {
  const [, day, time = ""] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d*)?Z?)?$/.exec(text.trim()) ?? [];
  if (day === undefined) return text;
  if (/^[0:]*$/.test(time)) return day;
  return `${day} ${time.length === 5 ? `${time}:00` : time}`;
}

/**
 * Collects the text of a shared string or an inline one, and leaves out what no reader of the sheet takes for its text: phonetic guides,
 * and runs of rich text that are struck out or raised, as marks of footnotes are.
 */
export class RichText {
  #text = "";
  #inText = false;
  #phonetic = false;
  #struck = false;

  /** The text since the last call of `clear`, with its escapes decoded. */
  get text(): string {
    return unescapeText(this.#text);
  }

  get length(): number {
    return this.#text.length;
  }

  clear(): void {
    this.#text = "";
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#inText = tag === "v" || tag === "t";
    if (this.#inText) return;
    if (tag === "rPh") this.#phonetic = true;
    else if (tag === "r") this.#struck = false;
    else if (tag === "vertAlign" && attributes.val === "superscript") this.#struck = true;
    else if (tag === "strike") this.#struck = !["0", "false", "off"].includes(attributes.val ?? "");
  }

  close(tag: string): void {
    this.#inText = false;
    if (tag === "rPh") this.#phonetic = false;
    else if (tag === "r") this.#struck = false;
  }

  add(piece: string): void {
    if (this.#inText && !this.#phonetic && !this.#struck) this.#text += piece;
  }
}
