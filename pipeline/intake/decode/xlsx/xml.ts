import { SaxesParser, type SaxesTagPlain } from "saxes";
import { ArchiveFault, type Member } from "../zip.ts";

/** What a reader of one XML part listens to. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Read one XML part of a workbook as a stream. Name prefixes are left out; a DOCTYPE refuses the file, for entities can unfold
 * without end.
 */
export async function readXml(member: Member, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser<{ fragment: false }>({ fragment: false });
  const decoder = new TextDecoder("utf-8");
  parser.on("doctype", () => {
    throw new ArchiveFault({ code: "has-doctype" });
  });
  parser.on("error", (error) => {
    throw new ArchiveFault({ code: "broken-workbook", details: { problem: error.message.slice(0, 200) } });
  });
  parser.on("opentag", (tag) => listener.open?.(local(tag.name), (tag as SaxesTagPlain).attributes));
  parser.on("closetag", (tag) => listener.close?.(local(tag.name)));
  if (listener.text) parser.on("text", listener.text.bind(listener));
  await member.read((piece) => parser.write(decoder.decode(piece, { stream: true })));
  parser.write(decoder.decode());
  parser.close();
}

const local = (name: string): string => (name.includes(":") ? name.slice(name.indexOf(":") + 1) : name);
