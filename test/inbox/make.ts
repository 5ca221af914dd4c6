import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { areaOf, CORPUS, FILES } from "../pipeline/intake/corpus/corpus.ts";

/** Write the corpus again (`npx tsx test/inbox/make.ts`); the test writes the expected receipts. */
const wanted = new Set(CORPUS.map(({ defect }) => defect));
if (wanted.size < CORPUS.length) throw new Error("a defect stands twice");
for (const { name } of readdirSync(FILES, { withFileTypes: true }).filter((entry) => entry.isDirectory()))
  if (!wanted.has(name)) rmSync(join(FILES, name), { recursive: true });
for (const [at, { defect, file, fromOffice, content }] of CORPUS.entries()) {
  const area = areaOf(at);
  const folder = join(FILES, defect, fromOffice ? area : "");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), content(area));
}
