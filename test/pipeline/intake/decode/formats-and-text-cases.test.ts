import { cpSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../../small-deployment.ts";
import { submissions } from "../corpus/receipts.ts";

const CASES = resolve(import.meta.dirname, "../../../../../shared/cases/ingest");
const MISSING = existsSync(CASES) ? "" : " (skipped: ../shared/cases is not beside the checkout)";
/** The shared cases of these kinds: the state of each file, and what it gives (demand, seekers, postings) or why not. */
const EXPECTED: Readonly<Record<string, readonly (readonly [area: string, outcome: unknown])[]>> = {
  "F-json-duplicate-key": [["150124", "duplicate-key"]],
  "F-json-nested-rows-and-total": [["150125", [282, 133, 410]]],
  "J-pdf-docx-png": [
    ["150222", "document-format"],
    ["150222", "document-format"],
    ["150222", "picture-format"],
  ],
  "bom-in-the-middle": [["150424", [282, 133, 410]]],
  crcrlf: [["150421", [282, 133, 410]]],
  ods: [["150784", "spreadsheet-format"]],
  "trailing-commas-in-rows": [["150303", [282, 133, 410]]],
  xlsb: [["150783", "spreadsheet-format"]],
  "xlsx-password": [["150785", "workbook-password"]],
};

describe.skipIf(MISSING !== "")(`files of offices${MISSING}`, () => {
  const deployment = new SmallDeployment();
  beforeAll(async () => {
    for (const name of Object.keys(EXPECTED))
      cpSync(join(CASES, name), join(deployment.dir, "inbox"), {
        recursive: true,
        filter: (path) => !path.endsWith("README"),
      });
    await deployment.night("2026-03-11");
  }, 60_000);
  afterAll(() => deployment.remove());

  it.each(Object.entries(EXPECTED))("%s", async (_, outcomes) => {
    const [area] = outcomes[0]!;
    const sent = (await submissions(deployment)).filter(({ sender }) => sender === area);
    expect(sent).toHaveLength(outcomes.length);
    for (const [at, [, outcome]] of outcomes.entries()) {
      const { id } = sent[at]!;
      const facts = await deployment.rows<{ figures: number[] }>(
        `SELECT [demand, seekers, postings] AS figures FROM fact_recruitment WHERE submission = ${id} ORDER BY period DESC LIMIT 1`,
      );
      const [why] = await deployment.rows<{ code: string | null }>(
        `SELECT refusal->>'$.code' AS code FROM submission WHERE id = ${id}`,
      );
      expect(why?.code ?? facts[0]?.figures).toEqual(outcome);
    }
  });
});
