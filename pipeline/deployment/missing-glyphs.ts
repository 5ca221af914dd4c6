import { existsSync } from "node:fs";
import { charactersOf } from "../../reports/documents/font-characters.ts";
import { FONTS } from "../../reports/documents/paper.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Deployment } from "./load.ts";
import { paperOf } from "./paper.ts";

/** Most characters that are named. */
const NAMED = 20;

/**
 * Characters of a deployment's names, and of enterprises that reports name, that its fonts do not have (缺字): on a picture or in a PDF they cannot be shown.
 * A font file that is not there, or cannot be read, is named too.
 */
export async function missingGlyphs(
  deployment: Deployment,
  employers: readonly string[] = [],
): Promise<Text[]> {
  const { fonts = FONTS, mongolianFont } = paperOf(deployment);
  const files = [...new Set([FONTS.regular, FONTS.bold, fonts.regular, fonts.bold])];
  const absent = [...files, ...(mongolianFont ? [mongolianFont] : [])].filter((file) => !existsSync(file));
  const characters = new Set([...[...namesOf(deployment), ...employers].join("").replace(/\s/g, "")]);
  const found: Text[] = absent.map((file) => bilingual("note.font-absent", { file }));
  for (const file of files.filter((each) => !absent.includes(each))) {
    const missing = await missingIn(file, characters);
    if (missing === null) found.push(bilingual("note.font-unreadable", { file }));
    else if (missing.length > 0)
      found.push(
        bilingual("note.glyphs-missing", {
          ...{ file, count: missing.length },
          characters: missing.slice(0, NAMED).join(" "),
        }),
      );
  }
  return found;
}

/** The characters that a font does not have; null where it is no font. */
async function missingIn(file: string, characters: ReadonlySet<string>): Promise<string[] | null> {
  try {
    const has = await charactersOf(file);
    return [...characters].filter((character) => !has(character.codePointAt(0)!));
  } catch {
    return null;
  }
}

/** Names that pictures and documents print: of the deployment, its areas and offices, and its policy. */
const namesOf = ({ settings, areas, offices, policy }: Deployment): string[] => [
  ...[settings.name.zh, settings.name.en, settings.documents.redHead ?? "", policy.version],
  ...areas.map(({ name }) => name),
  ...offices.map(({ name }) => name),
];
