import { resolve } from "node:path";
import type { PaperSetting } from "../../reports/documents/paper.ts";
import type { Deployment } from "./load.ts";

/** What a deployment sets for its documents: the red head, and fonts by their paths from its folder. */
export function paperOf({
  settings: { documents },
  dir,
}: Pick<Deployment, "settings" | "dir">): Omit<PaperSetting, "pictures"> {
  const { redHead, fonts, mongolianFont } = documents;
  return {
    ...(redHead ? { redHead } : {}),
    ...(fonts ? { fonts: { regular: resolve(dir, fonts.regular), bold: resolve(dir, fonts.bold) } } : {}),
    ...(mongolianFont ? { mongolianFont: resolve(dir, mongolianFont) } : {}),
  };
}
