import { contractById } from "../contracts/index.ts";
import type { HeaderPath } from "../decode/layout/header-paths.ts";
import type { Recogniser } from "../decode/recogniser.ts";
import { headerNames, isNamed, standsAmong, wantedNames } from "./headers.ts";
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

/** Mappings whose required columns are all among columns with these headers, whatever the file's name. */
export function mappingsForHeader(mappings: readonly Mapping[], paths: readonly HeaderPath[]): Mapping[] {
  // Parse a header of hundreds of cells once, not once for each column of each mapping.
  const names = headerNames(paths);
  return mappings.filter((mapping) => isComplete(mapping, names));
}

/** The mapping with the largest share of its required columns among these headers, and the headers it lacks; none below a half. */
export function nearestMapping(
  mappings: readonly Mapping[],
  paths: readonly HeaderPath[],
): { readonly mapping: Mapping; readonly missing: readonly (readonly string[])[] } | null {
  const names = headerNames(paths);
  const near = mappings
    .map((mapping) => {
      const required = requiredHeaders(mapping);
      const missing = required.filter((headers) => !standsAmong(headers, names));
      return { mapping, missing, share: 1 - missing.length / Math.max(1, required.length) };
    })
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share);
  return near[0] ?? null;
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
  const known = new Set(
    all.flatMap((mapping) => Object.values(mapping.columns).flatMap((column) => wantedNames(column.header))),
  );
  return {
    isHeader: (paths) => mappingsForHeader(all, paths).length > 0,
    names: (cell) => isNamed(cell, known),
    requiredAt: (paths) => requiredPositions(all, paths),
    passOverSheets: [
      ...new Set((named ? [named] : mappings).flatMap((mapping) => mapping.passOverSheets ?? [])),
    ],
    delimiters: [...new Set([named?.delimiter ?? ",", ",", "\t", ";", "|"])],
  };
}

/** Where the required columns of the first mapping that reads a header are. */
function requiredPositions(mappings: readonly Mapping[], paths: readonly HeaderPath[]): readonly number[] {
  const [mapping] = mappingsForHeader(mappings, paths);
  if (!mapping) return [];
  const names = paths.map((path) => headerNames([path]));
  return requiredHeaders(mapping).flatMap((headers) => {
    const at = names.findIndex((each) => standsAmong(headers, each));
    return at < 0 ? [] : [at];
  });
}

const isComplete = (mapping: Mapping, names: ReadonlySet<string>): boolean =>
  requiredHeaders(mapping).every((headers) => standsAmong(headers, names));

const required = new WeakMap<Mapping, readonly (readonly string[])[]>();

/** The headers of the columns that a contract requires and the mapping does not fix. */
function requiredHeaders(mapping: Mapping): readonly (readonly string[])[] {
  const known = required.get(mapping);
  if (known) return known;
  const { columns = {} } = contractById(mapping.contract) ?? {};
  const headers = Object.entries(columns)
    .filter(
      ([column, { optional }]) =>
        !optional && !mapping.absent?.includes(column) && !Object.hasOwn(mapping.constants, column),
    )
    .map(([column]) => mapping.columns[column]?.header ?? []);
  required.set(mapping, headers);
  return headers;
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
