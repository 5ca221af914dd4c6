import { Marked, type Token, type Tokens } from "marked";

/** What reads Markdown (CommonMark with tables). No other file imports the package. */
export type { Token, Tokens };

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Addresses that a page may link to; scripts and files are none. */
const LINKED = /^(?:https?:|mailto:|#)/iu;

const marked = new Marked({
  gfm: true,
  renderer: {
    // A file from outside writes no HTML of its own, and loads nothing.
    html: ({ text }) => escaped(text),
    image: ({ text, href }) => escaped(text === "" ? href : text),
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return LINKED.test(href) ? `<a href="${escaped(href)}" rel="noreferrer">${text}</a>` : text;
    },
  },
});

/** The blocks of a text in Markdown, in their order. */
export const markdownBlocks = (text: string): Token[] => marked.lexer(text);

/** Some blocks as HTML: markup of the text itself is shown as it is written. */
export const blocksHtml = (blocks: readonly Token[]): string => marked.parser([...blocks]);
