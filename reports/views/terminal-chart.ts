import type { Drawing } from "../documents/charts/answer-chart.ts";
import { type Language, numberText } from "../language/index.ts";
import { visibleText } from "../language/visible-text.ts";
import { terminalTable } from "./terminal-table.ts";

/** Columns of the longest bar. */
const LONGEST = 40;
/** Parts of a column, from an eighth to the whole. */
const PARTS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * The series of an answer as bars on a terminal: a line for each place and series, in the order of the answer; a figure that is not there has none, one
 * below zero a bar of another sign.
 */
export function terminalChart({ places, series }: Drawing, language: Language): string {
  const largest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
  const isMany = series.length > 1;
  const rows = places.flatMap((place, at) =>
    series.map(({ name, values }, line) => {
      const value = values[at] ?? null;
      return [
        line === 0 ? visibleText(place) : "",
        ...(isMany ? [visibleText(name)] : []),
        barOf(value, largest),
        value === null ? "—" : numberText(value, language, 4),
      ];
    }),
  );
  const head = ["", ...(isMany ? [""] : []), isMany ? "" : visibleText(series[0]!.name), ""];
  return terminalTable({
    ...{ head, rows, compact: true },
    alignments: ["left", ...(isMany ? (["left"] as const) : []), "left", "right"],
  });
}

function barOf(value: number | null, largest: number): string {
  if (value === null || largest === 0) return "";
  const eighths = Math.round((Math.abs(value) / largest) * LONGEST * 8);
  if (value < 0) return "░".repeat(Math.ceil(eighths / 8));
  return "█".repeat(Math.floor(eighths / 8)) + PARTS[eighths % 8]!;
}
