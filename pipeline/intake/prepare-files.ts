import type { Remark } from "../../warehouse/load/remarks.ts";
import { type Answer, type Arrival, duplicateKey, findDuplicates } from "../../warehouse/load/submission.ts";
import { type ArrivedFile, arrive } from "./arrive.ts";
import { causeOf, EndedTheProgram, isEnvironmental, setAsideRemark } from "./failures.ts";
import { arrivalKey, type IntakeRun } from "./intake-run.ts";
import { prepareHeld, refusedTable } from "./prepare.ts";
import type { PreparedTable, ReadyTable, RefusedTable } from "./prepared-table.ts";
import type { IncomingFile } from "./setting.ts";

/** The content of a prepared file. */
export type FoundInFile =
  | RefusedTable
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "duplicate"; readonly arrival: RefusedTable["arrival"]; readonly submission: number }
  | { readonly kind: "ready"; readonly table: ReadyTable; readonly original: Buffer }
  | { readonly kind: "blocks" };

/** A file with its content. */
export interface PreparedFile {
  readonly arrived: ArrivedFile;
  readonly found: readonly FoundInFile[];
  /** Its bytes are not in the archive, so the file must be kept. */
  readonly isUnread: boolean;
}

/** Key of a file in the crash notes, whatever its folder. */
export const noteKey = ({ file, bytes, modified, sha256, setting }: ArrivedFile): string =>
  JSON.stringify([setting.sender, file.name, bytes, sha256 === "" ? modified : sha256]);

/** A file that could not be read before it was decoded, with the reason. */
const unreadable = (incoming: IncomingFile, why: Remark): ArrivedFile => ({
  ...incoming,
  ...{ bytes: 0, modified: 0, sha256: "", isNew: true, reading: why },
});

/** Archive the bytes of every file, and look up in one statement which of them were received before. */
export async function arriveAll(
  run: IntakeRun,
  files: readonly IncomingFile[],
): Promise<{ arrived: ArrivedFile[]; earlier: ReadonlyMap<string, number> }> {
  const arrived: ArrivedFile[] = [];
  for (const incoming of files)
    arrived.push(
      await arrive(incoming, run.limits, run.fresh).catch((error) =>
        unreadable(incoming, setAside(run, incoming, error)),
      ),
    );
  const known = arrived.filter(({ isNew, reading }) => !isNew && reading === "held");
  const earlier = await findDuplicates(run.warehouse, [...new Set(known.map(({ sha256 }) => sha256))]);
  return { arrived, earlier };
}

/**
 * Find the tables of a file: each is ready to be judged, refused, a duplicate of an earlier night's, or already answered by an
 * interrupted run.
 */
export async function prepareFile(
  run: IntakeRun,
  arrived: ArrivedFile,
  earlier: ReadonlyMap<string, number>,
): Promise<PreparedFile> {
  const { found, isUnread } = await lookInto(run, arrived, earlier);
  const answered = found.map((table): FoundInFile => {
    const arrival = arrivalIn(table);
    const answer = arrival && run.takenBefore.get(arrivalKey(arrival));
    return answer ? { kind: "answered", answer } : table;
  });
  return { arrived, found: answered, isUnread };
}

function arrivalIn(table: FoundInFile): Arrival | null {
  if (table.kind === "ready") return table.table.arrival;
  return table.kind === "refused" || table.kind === "duplicate" ? table.arrival : null;
}

async function lookInto(
  run: IntakeRun,
  arrived: ArrivedFile,
  earlier: ReadonlyMap<string, number>,
): Promise<Omit<PreparedFile, "arrived">> {
  const { reading, sha256 } = arrived;
  const refused = (why: Remark) => [refusedTable(arrived, null, why)];
  if (typeof reading !== "string") return { found: refused(reading), isUnread: sha256 === "" };
  if (run.notes.isBarred(noteKey(arrived)))
    return { found: refused(setAside(run, arrived, new EndedTheProgram())), isUnread: true };
  if (reading === "blocks") return { found: [{ kind: "blocks" }], isUnread: false };
  run.notes.begin([noteKey(arrived)]);
  try {
    const { tables, bytes } = await prepareHeld(arrived, run.limits, run.fresh);
    return { found: tables.map((table) => foundIn(table, bytes, earlier)), isUnread: false };
  } catch (error) {
    return { found: refused(setAside(run, arrived, error)), isUnread: true };
  } finally {
    run.notes.end();
  }
}

function foundIn(table: PreparedTable, original: Buffer, earlier: ReadonlyMap<string, number>): FoundInFile {
  if (table.kind === "refused") return table;
  const submission = earlier.get(duplicateKey(table.arrival));
  if (submission !== undefined) return { kind: "duplicate", arrival: table.arrival, submission };
  return { kind: "ready", table, original };
}

/**
 * The refusal of a file that could not be read; its cause goes to the log.
 *
 * @throws the error itself where it comes from the machine or the warehouse
 */
export function setAside(run: IntakeRun, { file, setting }: IncomingFile, error: unknown): Remark {
  if (isEnvironmental(error)) throw error;
  const name = setting.sender === null ? file.name : `${setting.sender}/${file.name}`;
  run.log(`${name}: ${causeOf(error)}`);
  return setAsideRemark(error);
}
