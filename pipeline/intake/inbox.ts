import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A file waiting in the inbox. */
export interface InboxFile {
  readonly path: string;
  readonly name: string;
  /** The folder of `inbox/` it lies in: the office that sent it. Null directly in the inbox: put there by the operator. */
  readonly folder: string | null;
}

/**
 * The files waiting in an inbox, offices first by name, then file names, so that two runs take them in the same order.
 *
 * Only plain files are taken, directly in the inbox or one folder down; links, deeper folders and names that begin with
 * a dot (files still being written) are left where they are.
 */
export function waitingFiles(inbox: string): InboxFile[] {
  const entries = sorted(inbox);
  const loose = entries
    .filter((entry) => entry.file)
    .map((entry) => ({ ...located(inbox, entry.name), folder: null }));
  const sent = entries
    .filter((entry) => entry.folder)
    .flatMap(({ name: folder }) =>
      sorted(join(inbox, folder))
        .filter((entry) => entry.file)
        .map((entry) => ({ ...located(join(inbox, folder), entry.name), folder })),
    );
  return [...loose, ...sent];
}

const located = (dir: string, name: string) => ({ path: join(dir, name), name });

function sorted(dir: string): { name: string; file: boolean; folder: boolean }[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch {
    return [];
  }
  return names
    .filter((name) => !name.startsWith("."))
    .sort()
    .map((name) => {
      const status = lstatSync(join(dir, name));
      return { name, file: status.isFile(), folder: status.isDirectory() };
    });
}
