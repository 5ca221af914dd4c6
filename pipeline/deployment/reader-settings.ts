import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { putInPlace } from "../../warehouse/engine/whole-file.ts";
import { giveFile, PUBLISHED, type ReadersGroup } from "./access.ts";
import type { Settings } from "./settings.ts";

const readerSettingsSchema = z.object({ language: z.enum(["zh-CN", "en"]), zone: z.string() });

/** What a reader's account needs of the settings; it may not read the settings themselves. */
export type ReaderSettings = z.infer<typeof readerSettingsSchema>;

const placeOf = (dir: string): string => join(dir, PUBLISHED, "settings.json");

/** Write what readers need of the settings beside their copy. */
export function writeReaderSettings(
  dir: string,
  { language, zone }: Pick<Settings, "language" | "zone">,
  group: ReadersGroup,
): void {
  const part = `${placeOf(dir)}.part`;
  rmSync(part, { force: true });
  writeFileSync(part, `${JSON.stringify({ language, zone } satisfies ReaderSettings)}\n`, { flag: "wx" });
  giveFile(part, group);
  putInPlace(part, placeOf(dir));
}

/** The settings beside the copy; those of an English deployment in UTC where there are none that can be read. */
export function readReaderSettings(dir: string): ReaderSettings {
  try {
    return readerSettingsSchema.parse(JSON.parse(readFileSync(placeOf(dir), "utf8")));
  } catch {
    return { language: "en", zone: "UTC" };
  }
}
