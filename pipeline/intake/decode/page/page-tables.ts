import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import { decodeText, markedEncoding } from "../encoding.ts";
import type { Recogniser } from "../recogniser.ts";
import { filledTables, type NamedTable, type WorkbookTables } from "../xlsx/workbook.ts";
import { isPageArchive, pagesOf } from "./mhtml.ts";
import { tablesOfPage } from "./web-page.ts";
import { isXmlWorkbook, tablesOfXml } from "./xml-workbook.ts";

/** Bytes in which the kind of a text is found. */
const HEAD = 4096;
/** Names of workbooks, under which any text that begins with a tag is a page. */
const WORKBOOK_NAME = /\.(xls|xlsx|xlsm|et|html?|mht|mhtml)$/i;
/** A beginning that only pages and workbooks in XML have. */
const PAGE = /^\s*<(!doctype html|html|head|body|meta|table|style|div|title|center|font|\?xml|!--)[\s>]?/i;

/** Whether a file is a web page, a page archive or a workbook in XML, whatever its name. */
export function isPage(bytes: Buffer, name: string): boolean {
  const head = headText(bytes);
  return PAGE.test(head) || (WORKBOOK_NAME.test(name) && /^\s*</.test(head)) || isPageArchive(head);
}

/**
 * Read the tables of a web page, a page archive or a workbook in XML. Its bytes are decoded as those of any text: labels of pages are
 * often wrong.
 *
 * @throws DecodeFault when the file has no table, is not text, or is beyond the limits
 */
export async function tablesOfPages(
  bytes: Buffer,
  recogniser: Recogniser,
  budget: Budget,
): Promise<WorkbookTables> {
  const pages = isPageArchive(headText(bytes)) ? pagesOf(bytes) : [bytes];
  const tables: NamedTable[] = [];
  const passed: string[] = [];
  for (const page of pages) {
    const text = decodeText(page);
    if (!text) throw new DecodeFault({ code: "not-text" });
    const found = isXmlWorkbook(headText(text.bytes))
      ? await tablesOfXml(text.bytes, recogniser, budget)
      : { tables: tablesOfPage(text.bytes.toString("utf8"), recogniser, budget), passedSheets: [] };
    tables.push(...found.tables);
    passed.push(...found.passedSheets);
    const { members: most } = budget.limits;
    if (tables.length > most) throw new DecodeFault({ code: "too-many-worksheets", details: { most } });
  }
  return filledTables(tables, passed);
}

/** The beginning of a text in any encoding, enough to see its tags. */
function headText(bytes: Buffer): string {
  const marked = markedEncoding(bytes.subarray(0, HEAD));
  const head = bytes.subarray(marked?.mark ?? 0, HEAD);
  return marked ? new TextDecoder(marked.encoding).decode(head) : head.toString("latin1");
}
