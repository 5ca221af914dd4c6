import type { DefaultTreeAdapterTypes } from "parse5";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** Elements that begin a new line. */
const LINES: ReadonlySet<string> = new Set([
  "br",
  "div",
  "p",
  "li",
  "tr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
]);
/** Elements whose text the page does not show, that are tables in themselves, or marks of footnotes: 282¹ is not 2821. */
const SKIPPED: ReadonlySet<string> = new Set(["head", "script", "style", "template", "table", "sup"]);
/** Stands for a line break until the white space of the source is gone. */
const BREAK = "\0";

export const isElement = (node: Node): node is Element => "tagName" in node;

/**
 * A page's texts in the order of the source, `BREAK` between lines; without tables, and without what is struck out. A hidden element behind
 * other text is kept: office programs hide so the end of a text that its neighbour covers.
 */
export function* piecesOf(nodes: readonly Node[]): Generator<string> {
  let hasText = false;
  for (const node of nodes) {
    if (node.nodeName === "#text") {
      const { value } = node as DefaultTreeAdapterTypes.TextNode;
      hasText ||= value.trim() !== "";
      yield value;
    }
    if (!isElement(node) || SKIPPED.has(node.tagName) || isStruck(node)) continue;
    if (isNotShown(node) && !hasText) continue;
    if (LINES.has(node.tagName)) yield BREAK;
    for (const piece of piecesOf(node.childNodes)) {
      hasText ||= piece.trim() !== "" && piece !== BREAK;
      yield piece;
    }
    if (LINES.has(node.tagName)) yield BREAK;
  }
}

/**
 * Pieces as the text that the page shows: white space of the source is one space, or none where the source breaks a line between two
 * Chinese characters (CSS Text 3, 4.1.3).
 */
export const shownText = (pieces: Iterable<string>): string =>
  [...pieces]
    .join("")
    .replace(/[ \t\r\n\f]+/g, (space, at: number, text: string) =>
      space.includes("\n") && isHan(text[at - 1]) && isHan(text[at + space.length]) ? "" : " ",
    )
    .replace(/ ?\0[ \0]*/g, "\n")
    .trim();

const isHan = (character = ""): boolean => /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(character);

const isStruck = ({ tagName, attrs }: Element): boolean =>
  ["s", "strike", "del"].includes(tagName) ||
  attrs.some(({ name, value }) => name === "style" && /line-through/i.test(value));

/** Whether a page does not show an element, by its attributes alone. */
export const isNotShown = ({ attrs }: Element): boolean =>
  attrs.some(
    ({ name, value }) =>
      name === "hidden" || (name === "style" && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)),
  );
