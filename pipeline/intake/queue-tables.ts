import { hasUnusualTexts } from "../../warehouse/load/identity-sql.ts";
import { mayHoldPersonal } from "../../warehouse/load/personal.ts";
import type { LoadPlan } from "../../warehouse/load/plan.ts";
import { duplicateKey } from "../../warehouse/load/submission.ts";
import type { ArrivedFile } from "./arrive.ts";
import type { IntakeRun } from "./intake-run.ts";
import type { QueuedTable } from "./judge-waves.ts";
import { namedAreas } from "./named-areas.ts";
import { numberRecords } from "./number-records.ts";
import { noteKey } from "./prepare-files.ts";
import type { ReadyTable } from "./prepared-table.ts";
import { rowCells } from "./row-cells.ts";
import { likelyContract } from "./take-large.ts";

/** Maximum bytes of text whose cells are searched here. */
const LOOKED_THROUGH = 4_000_000;

/**
 * Whether cells may hold a personal number; enterprise codes do not count. Searching in the engine takes as long to plan as all other
 * checks.
 */
const hasSuspects = (plan: LoadPlan, rows: readonly (readonly string[])[] | null): boolean =>
  rows === null || mayHoldPersonal(plan, rows, 2);

/** Whether cells may hold texts in an unusual form. */
const hasUnusual = (plan: LoadPlan, rows: readonly (readonly string[])[] | null): boolean =>
  rows === null || hasUnusualTexts(plan, rows, 2);

function onceAsked<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Queue a ready table, with its rows written for the engine under its submission number. */
export function queueHeld(
  run: IntakeRun,
  file: { readonly index: number; readonly arrived: ArrivedFile; readonly id: number },
  ready: ReadyTable,
  original: Buffer,
): QueuedTable {
  const { arrived, id } = file;
  const { arrival, plan, shape, records, delimiter, width } = ready;
  const { bytes, longest } = numberRecords(id, ready.table, original);
  const rows = onceAsked(() => (bytes.length > LOOKED_THROUGH ? null : rowCells(bytes, delimiter)));
  const traits = {
    ...ready.traits,
    longDigits: ready.traits.longDigits && hasSuspects(plan, rows()),
    unusual: ready.traits.unusual && hasUnusual(plan, rows()),
  };
  return {
    ...file,
    note: noteKey(arrived),
    held: {
      file: { id, arrival, plan, shape: { ...shape, refused: [] }, records },
      text: run.folder.put(`${id}.csv`, bytes),
      // Cells of misshapen rows take far more memory as objects than as text.
      refused:
        shape.refused.length > 0
          ? run.folder.put(`${id}.json`, Buffer.from(JSON.stringify(shape.refused)))
          : null,
      ...{ delimiter, width, traits, longestLine: longest },
    },
    contract: plan.fact.contract,
    layout: layoutOf(ready),
    areas: namedAreas(plan, rows),
    duplicateKey: duplicateKey(arrival),
    isDetail: plan.sumsTo !== null,
    alone: run.notes.isSuspect(noteKey(arrived)),
    records: records + shape.refused.length,
    bytes: bytes.length,
  };
}

/** Queue a file too large for memory; it is judged alone. */
export function queueLarge(
  run: IntakeRun,
  file: { readonly index: number; readonly arrived: ArrivedFile; readonly id: number },
): QueuedTable {
  const { arrived, id } = file;
  const contract = likelyContract(arrived, run.limits);
  return {
    ...file,
    ...{ note: noteKey(arrived), held: null, alone: true },
    contract: contract?.id ?? "",
    ...{ layout: `large ${id}`, duplicateKey: `large ${id}` },
    areas: null,
    isDetail: contract?.sumsTo !== undefined,
    ...{ records: 0, bytes: arrived.bytes },
  };
}

/**
 * Key that tables must share to be read by one statement: their plans, except what `incoming` holds per file, and the form of the text.
 * Commas in figures mean groups of thousands where a text has quotes; so that this does not depend on other files, a text without quotes
 * must have no cell with a comma, not even a full-width one.
 */
function layoutOf({ plan, delimiter, width, traits, arrival }: ReadyTable): string {
  const common: Omit<LoadPlan, "senderArea" | "statedPeriod" | "statedYear"> & Partial<LoadPlan> = {
    ...plan,
  };
  delete (common as { senderArea?: unknown }).senderArea;
  delete (common as { statedPeriod?: unknown }).statedPeriod;
  delete (common as { statedYear?: unknown }).statedYear;
  const known = "at" in plan.known ? null : plan.known;
  return JSON.stringify([
    { ...common, known },
    delimiter,
    width,
    (delimiter === "," && !traits.fullWidth) || traits.quotes,
    arrival.receivedAt,
  ]);
}
