import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import { GridTable } from "../grid.ts";
import { statedUnits } from "../layout/units.ts";
import type { Recogniser } from "../recogniser.ts";
import type { NamedTable } from "../xlsx/workbook.ts";
import { isElement, isNotShown, piecesOf, shownText } from "./page-text.ts";
import { type PageCell, SpanRows } from "./span-rows.ts";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/**
 * Read the tables of a web page, which many systems export under the name of a workbook. Cells are read as the text that the page shows:
 * no dates are guessed, no zeros or digits lost. The text above a table is its title.
 *
 * @throws DecodeFault when the page is beyond the limits
 */
export function tablesOfPage(html: string, recogniser: Recogniser, budget: Budget): NamedTable[] {
  const { childNodes } = parse(html, {
    treeAdapter: countingAdapter(budget, html.length),
    scriptingEnabled: false,
  });
  const reader = new PageReader(recogniser, budget, aroundTables(childNodes));
  reader.read(childNodes);
  return reader.finish();
}

/**
 * The parser's tree, with its elements charged to the budget. Their depth is limited, because the parser goes through all open elements,
 * and their number by the characters of the page, because it repeats formats that were not closed.
 */
function countingAdapter(budget: Budget, characters: number): typeof defaultTreeAdapter {
  const { depth: most } = budget.limits;
  const mostElements = Math.round(1000 + characters / SHORTEST_TAG);
  const open = new Set<Element>();
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      budget.charge("tags", 1);
      if (++elements > mostElements)
        throw new DecodeFault({ code: "too-many-tags", details: { most: mostElements } });
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    onItemPush(element) {
      open.add(element);
      if (open.size > most) throw new DecodeFault({ code: "nested-too-deep", details: { most } });
    },
    onItemPop(element) {
      open.delete(element);
    },
  };
}

/** Characters of the shortest tag. */
const SHORTEST_TAG = 3;

/** The elements with a table somewhere in them. */
function aroundTables(nodes: readonly Node[], found = new Set<Element>()): ReadonlySet<Element> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    aroundTables(node.childNodes, found);
    const around = (child: Node) => isElement(child) && (child.tagName === "table" || found.has(child));
    if (node.childNodes.some(around)) found.add(node);
  }
  return found;
}

/** Walks through a page and reads its tables; a table within a cell is a separate table, after the outer one. */
class PageReader {
  readonly tables: NamedTable[] = [];
  /** Text since the last table. */
  #above: string[] = [];

  constructor(
    readonly recogniser: Recogniser,
    readonly budget: Budget,
    readonly aroundTables: ReadonlySet<Element>,
  ) {}

  read(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (isElement(node) && isNotShown(node)) continue;
      if (isElement(node) && node.tagName === "table") this.#readTable(node);
      else if (isElement(node) && this.aroundTables.has(node)) this.read(node.childNodes);
      else for (const piece of piecesOf([node])) this.#above.push(piece);
    }
  }

  /** The tables, the last of which has the units that the text behind it states. */
  finish(): NamedTable[] {
    const last = this.tables.at(-1);
    const units = statedUnits(this.#above.flatMap((text) => text.split("\n")));
    if (last && !("code" in last.table) && units.length > 0) {
      const { layout } = last.table;
      const table = { ...last.table, layout: { ...layout, notedUnits: [...layout.notedUnits, ...units] } };
      this.tables.splice(-1, 1, { ...last, table });
    }
    return this.tables;
  }

  #readTable(table: Element): void {
    const rows = rowsOf(table);
    const inner = rows
      .flatMap((row) => elementsOf(row, "td", "th"))
      .filter((cell) => this.aroundTables.has(cell));
    const captions = elementsOf(table, "caption");
    const title = shownText([...this.#above, ...piecesOf(captions)]);
    this.#above = [];
    const grid = new GridTable(this.recogniser, this.budget);
    if (title !== "") grid.push(0, [title]);
    const spans = new SpanRows(this.budget);
    for (const row of rows) {
      const { line, cells } = spans.add(elementsOf(row, "td", "th").map(cellOf));
      grid.push(line, cells, { isHidden: isNotShown(row), marks: [] });
    }
    const read = grid.finish();
    if (inner.length > 0 && ("code" in read || !this.recogniser.isHeader(read.layout.paths))) {
      // A table that only places others on the page: its text is above theirs.
      this.#above.push(title);
      for (const row of rows) for (const cell of elementsOf(row, "td", "th")) this.read(cell.childNodes);
      return;
    }
    const { members: mostTables } = this.budget.limits;
    if (this.tables.length === mostTables)
      throw new DecodeFault({ code: "too-many-worksheets", details: { most: mostTables } });
    if (!("code" in read) && !this.recogniser.isHeader(read.layout.paths))
      this.#above.push(...rows.map(rowText));
    this.tables.push({ name: `Sheet${this.tables.length + 1}`, table: read });
    for (const cell of inner) this.read(cell.childNodes);
  }
}

const elementsOf = (parent: Element, ...names: readonly string[]): Element[] =>
  parent.childNodes.filter((node): node is Element => isElement(node) && names.includes(node.tagName));

const rowsOf = (table: Element): Element[] =>
  elementsOf(table, "tr", "thead", "tbody", "tfoot").flatMap((part) =>
    part.tagName === "tr" ? [part] : elementsOf(part, "tr"),
  );

/** The text of a row of a table that is no report, which is a title of the next. */
const rowText = (row: Element): string =>
  `${elementsOf(row, "td", "th")
    .map((cell) => shownText(piecesOf(cell.childNodes)))
    .join(" ")}\n`;

const cellOf = (cell: Element): PageCell => ({
  text: shownText(piecesOf(cell.childNodes)),
  columns: spanOf(cell, "colspan"),
  rows: spanOf(cell, "rowspan"),
});

/** A span as HTML reads it: one where it is no number. */
function spanOf({ attrs }: Element, name: string): number {
  const stated = Number.parseInt(attrs.find((attribute) => attribute.name === name)?.value ?? "", 10);
  return stated >= 0 ? stated : 1;
}
