import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";

/** A question without an end in the audit: its process was killed, or it still runs. */
export interface UnfinishedQuestion {
  readonly id: string;
  readonly at: string;
  readonly who: string;
}

/** Questions of an audit that began and have no end, in their order; the file is read line by line, however long it is. */
export async function unfinishedQuestions(log: string): Promise<UnfinishedQuestion[]> {
  const open = new Map<string, UnfinishedQuestion>();
  if (!existsSync(log)) return [];
  for await (const text of createInterface({ input: createReadStream(log) })) {
    const line = lineOf(text);
    const id = String(line.id);
    if (line.event === "begun")
      open.set(id, { id, at: String(line.at), who: String(line.who ?? `uid ${line.uid}`) });
    else if (line.event === "ended") open.delete(id);
  }
  return [...open.values()];
}

/** A line cut off by a full disk says nothing. */
function lineOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
