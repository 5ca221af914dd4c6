import { contractById } from "../contracts/index.ts";
import type { Recogniser } from "../decode/recogniser.ts";
import { headerName, headerNames, standsAmong } from "./headers.ts";
import type { Mapping } from "./schema.ts";

/** The mapping for a file of this name: the one with the most specific pattern. */
export function mappingForFile(mappings: readonly Mapping[], fileName: string): Mapping | undefined {
  const fitting = mappings.flatMap((mapping) =>
    mapping.files
      .filter((pattern) => patternMatches(pattern, fileName))
      .map((pattern) => ({ mapping, literalLength: pattern.replaceAll("*", "").length })),
  );
  return fitting.sort((a, b) => b.literalLength - a.literalLength)[0]?.mapping;
}

/** Mappings whose required columns are all in this header line, whatever the file's name. */
export function mappingsForHeader(mappings: readonly Mapping[], header: readonly string[]): Mapping[] {
  // Parse a header of hundreds of cells once, not once for each column of each mapping.
  const names = headerNames(header);
  return mappings.filter((mapping) => isComplete(mapping, names));
}

/** Cache of recognisers by a deployment's mappings and the mapping chosen by the file name. */
const recognisers = new WeakMap<readonly Mapping[], Map<Mapping | null, Recogniser>>();

/** The recogniser for tables that some mapping reads; the mapping chosen by the file name comes first. */
export function recogniserFor(mappings: readonly Mapping[], fileName: string): Recogniser {
  const named = mappingForFile(mappings, fileName) ?? null;
  const made = recognisers.get(mappings) ?? new Map<Mapping | null, Recogniser>();
  recognisers.set(mappings, made);
  const recogniser = made.get(named) ?? makeRecogniser(mappings, named);
  made.set(named, recogniser);
  return recogniser;
}

function makeRecogniser(mappings: readonly Mapping[], named: Mapping | null): Recogniser {
  const all = named ? [named, ...mappings.filter((mapping) => mapping !== named)] : mappings;
  const known = headerNames(
    all.flatMap((mapping) => Object.values(mapping.columns).flatMap((column) => column.header)),
  );
  return {
    isHeader: (header) => mappingsForHeader(all, header).length > 0,
    names: (cell) => known.has(headerName(cell) ?? ""),
    delimiters: [...new Set([named?.delimiter ?? ",", ",", "\t", ";", "|"])],
  };
}

function isComplete(mapping: Mapping, names: ReadonlySet<string>): boolean {
  const contract = contractById(mapping.contract);
  return Object.entries(contract?.columns ?? {}).every(
    ([column, { optional }]) =>
      optional ||
      Object.hasOwn(mapping.constants, column) ||
      standsAmong(mapping.columns[column]?.header ?? [], names),
  );
}

const patterns = new Map<string, RegExp>();

function patternMatches(pattern: string, name: string): boolean {
  const known = patterns.get(pattern) ?? patternOf(pattern);
  patterns.set(pattern, known);
  return known.test(name);
}

function patternOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  // A pattern for .csv also matches the same report in another format.
  const source = parts.join(".*").replace(/\\\.csv$/u, "\\.(csv|tsv|txt|xlsx|xls|json)");
  return new RegExp(`^${source}$`, "iu");
}
