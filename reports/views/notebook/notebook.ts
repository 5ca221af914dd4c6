import type { AnswerChartKind } from "../../documents/charts/answer-chart.ts";
import {
  blocksHtml,
  markdownBlocks,
  type Token,
  type Tokens,
} from "../../documents/engines/markdown-engine.ts";

/** A statement of a notebook, and how its answer is shown: as a table, or as a chart with the table below. */
export interface NotebookStatement {
  readonly sql: string;
  readonly chart: AnswerChartKind | null;
  readonly x?: string;
  readonly y?: readonly string[];
  readonly by?: string;
  readonly title?: string;
  /** Most rows of the table. */
  readonly rows?: number;
  /** A word beside the block that means nothing. */
  readonly unknown?: string;
}

/** A part of a notebook (分析页): text as HTML, or a statement. */
export type NotebookPart = { readonly html: string } | { readonly statement: NotebookStatement };

/** A notebook: its title, and its parts in order. */
export interface Notebook {
  readonly title: string;
  readonly parts: readonly NotebookPart[];
}

/** Words that may stand beside a block of SQL. */
export const BLOCK_WORDS = ["line", "bar", "table", "x=", "y=", "by=", "title=", "rows="] as const;

/**
 * A notebook from its Markdown: blocks of code marked `sql` are statements, with how they are shown beside it.
 *
 * @example
 * notebookOf("# Situation\n\n```sql line x=period y=value\nSELECT …\n```").title // "Situation"
 */
export function notebookOf(markdown: string): Notebook {
  const parts: NotebookPart[] = [];
  let text: Token[] = [];
  const endText = () => {
    if (text.length > 0) parts.push({ html: blocksHtml(text) });
    text = [];
  };
  const blocks = markdownBlocks(markdown);
  for (const block of blocks) {
    const statement = block.type === "code" ? statementOf(block as Tokens.Code) : null;
    if (statement === null) text.push(block);
    else {
      endText();
      parts.push({ statement });
    }
  }
  endText();
  const heading = blocks.find((block) => block.type === "heading") as Tokens.Heading | undefined;
  return { title: heading?.text ?? "", parts };
}

/** A block of SQL; null where the code is of something else. */
function statementOf({ lang = "", text }: Tokens.Code): NotebookStatement | null {
  const [language = "", ...words] = wordsOf(lang);
  if (language.toLowerCase() !== "sql") return null;
  let statement: NotebookStatement = { sql: text, chart: null };
  for (const word of words) {
    const [, key = word, value = ""] = /^(\w+)=(.*)$/su.exec(word) ?? [];
    switch (key) {
      case "line":
      case "bar":
        statement = { ...statement, chart: key };
        break;
      case "table":
        break;
      case "x":
      case "by":
      case "title":
        statement = { ...statement, [key]: value };
        break;
      case "y":
        statement = { ...statement, y: value.split(",") };
        break;
      case "rows":
        statement = /^[1-9]\d{0,3}$/u.test(value)
          ? { ...statement, rows: Number(value) }
          : { ...statement, unknown: word };
        break;
      default:
        statement = { ...statement, unknown: word };
    }
  }
  return statement;
}

/** Words of a line; those in quotation marks stay together: `title="in all"`. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:[^\s"]|"[^"]*")+/gu)].map(([word]) => word!.replaceAll('"', ""));
