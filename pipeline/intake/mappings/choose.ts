import { contractById } from "../contracts/index.ts";
import type { Recogniser } from "../decode/recogniser.ts";
import { headerFactor } from "./headers.ts";
import type { Mapping } from "./schema.ts";

/** The mapping that reads a file of this name: the one whose pattern says most. */
export function mappingForFile(mappings: readonly Mapping[], fileName: string): Mapping | undefined {
  const fitting = mappings.flatMap((mapping) =>
    mapping.files
      .filter((pattern) => patternMatches(pattern, fileName))
      .map((pattern) => ({ mapping, said: pattern.replaceAll("*", "").length })),
  );
  return fitting.sort((a, b) => b.said - a.said)[0]?.mapping;
}

/** Mappings whose every required column stands in this header line: what the file really is. */
export const mappingsForHeader = (mappings: readonly Mapping[], header: readonly string[]): Mapping[] =>
  mappings.filter((mapping) => isComplete(mapping, header));

/** What a decoder needs to find a table that some mapping reads; the mapping of the file's name comes first. */
export function recogniserFor(mappings: readonly Mapping[], fileName: string): Recogniser {
  const own = mappingForFile(mappings, fileName);
  const all = own ? [own, ...mappings.filter((mapping) => mapping !== own)] : mappings;
  const headers = all.flatMap((mapping) => Object.values(mapping.columns).map((column) => column.header));
  return {
    isHeader: (header) => all.some((mapping) => isComplete(mapping, header)),
    names: (cell) => headers.some((wanted) => headerFactor(wanted, cell) !== null),
    delimiters: [...new Set([own?.delimiter ?? ",", ",", "\t", ";", "|"])],
  };
}

function isComplete(mapping: Mapping, header: readonly string[]): boolean {
  const contract = contractById(mapping.contract);
  return Object.entries(contract?.columns ?? {}).every(
    ([name, column]) =>
      column.optional ||
      name in mapping.constants ||
      header.some((cell) => headerFactor(mapping.columns[name]?.header ?? [], cell) !== null),
  );
}

function patternMatches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  // A pattern for .csv also means the same report in another format.
  const source = parts.join(".*").replace(/\\\.csv$/u, "\\.(csv|tsv|txt|xlsx|xls|json)");
  return new RegExp(`^${source}$`, "iu").test(name);
}
