import { contractById } from "../contracts/index.ts";
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
export function mappingsForHeader(mappings: readonly Mapping[], header: readonly string[]): Mapping[] {
  return mappings.filter((mapping) => {
    const contract = contractById(mapping.contract);
    return Object.entries(contract?.columns ?? {}).every(
      ([name, column]) =>
        column.optional ||
        name in mapping.constants ||
        mapping.columns[name]?.header.some((own) => header.includes(own)),
    );
  });
}

function patternMatches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "iu").test(name);
}
