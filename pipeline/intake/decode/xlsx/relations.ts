import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import type { Member } from "../zip.ts";
import { readXml } from "./xml.ts";

/** Where the relations of a workbook point: parts by relation, and the first part of each kind. */
export interface Relations {
  readonly targets: ReadonlyMap<string, string>;
  readonly byKind: ReadonlyMap<string, string>;
}

/** A part's name for comparison: names differ in case, some programs write backslashes, and `./` or a slash may stand before them. */
export const partName = (name: string): string => resolvePart("", name).toLowerCase();

/** A part's name from a folder and a target relative to it, which may climb out of the folder or begin at the archive's root. */
export function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll("\\", "/");
  const steps: string[] = [];
  for (const step of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** Read the relations of the parts in a folder. */
export async function readRelations(
  member: Member | undefined,
  folder: string,
  budget: Budget,
): Promise<Relations> {
  const targets = new Map<string, string>();
  const byKind = new Map<string, string>();
  if (!member) return { targets, byKind };
  await readXml(member, budget, {
    open(tag, attributes) {
      if (tag !== "Relationship") return;
      const target = resolvePart(folder, attributes.Target ?? "");
      const kind = (attributes.Type ?? "").split("/").at(-1)!;
      targets.set(attributes.Id ?? "", target);
      if (!byKind.has(kind)) byKind.set(kind, target);
      checkEntries(targets.size, budget);
    },
  });
  return { targets, byKind };
}

/** Refuse a workbook whose shared lists are longer than any office software writes. */
export function checkEntries(entries: number, { limits: { entries: most } }: Budget): void {
  if (entries > most) throw new DecodeFault({ code: "too-many-entries", details: { most } });
}
