import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import type { Member } from "../zip.ts";

/** Callbacks of a reader of one XML part. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Read one XML part of a workbook as a stream. Name prefixes are dropped; a DOCTYPE refuses the file, because entities can expand without
 * end. Tags are charged to the file's budget; their depth and length are limited, because the parser holds every open tag and the whole
 * current token.
 */
export async function readXml(member: Member, budget: Budget, listener: XmlListener): Promise<void> {
  const { depth: deepest, tokenBytes } = budget.limits;
  const parser = new SaxesParser<{ fragment: false }>({ fragment: false });
  const decoder = new TextDecoder("utf-8");
  // Counted here and charged per piece, because a tag takes only a fifth of a microsecond.
  let [depth, tags, unfinished, ended] = [0, 0, 0, false];
  parser.on("doctype", () => {
    throw new DecodeFault({ code: "has-doctype" });
  });
  parser.on("opentag", (tag) => {
    tags++;
    if (++depth > deepest) throw new DecodeFault({ code: "nested-too-deep", details: { most: deepest } });
    listener.open?.(local(tag.name), (tag as SaxesTagPlain).attributes);
  });
  parser.on("closetag", (tag) => {
    depth--;
    listener.close?.(local(tag.name));
  });
  // No listener for comments or errors: with more listeners the JavaScript engine stores the parser as a dictionary, which is three
  // times slower. Without a listener the parser throws its errors.
  const onText = (text: string): void => {
    ended = true;
    listener.text?.(text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  const parse = (text: string): void => {
    try {
      parser.write(text);
    } catch (error) {
      throw broken(error);
    }
  };
  await member.read((piece) => {
    ended = false;
    tags = 0;
    parse(decoder.decode(piece, { stream: true }));
    budget.charge("tags", tags);
    unfinished = ended || tags > 0 ? 0 : unfinished + piece.length;
    if (unfinished > tokenBytes)
      throw new DecodeFault({ code: "token-too-long", details: { most: tokenBytes } });
  });
  parse(decoder.decode());
  try {
    parser.close();
  } catch (error) {
    throw broken(error);
  }
}

const broken = (error: unknown): DecodeFault =>
  error instanceof DecodeFault
    ? error
    : new DecodeFault({
        code: "broken-workbook",
        details: { problem: String((error as Error)?.message ?? error).slice(0, 200) },
      });

const local = (name: string): string => (name.includes(":") ? name.slice(name.indexOf(":") + 1) : name);
