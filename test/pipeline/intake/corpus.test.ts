import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprint } from "../../../pipeline/intake/archive.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { INSURANCE, insured, text } from "./corpus/case.ts";
import { areaOf, arrivalOf, BATCH, CORPUS, FILES, UNTOUCHED } from "./corpus/corpus.ts";
import { addUp, receiptsOf, submissions, type Taken, takeInNow } from "./corpus/receipts.ts";

const batches = Array.from({ length: Math.ceil(CORPUS.length / BATCH) }, (_, at) =>
  CORPUS.slice(at * BATCH, (at + 1) * BATCH),
);
const MIXED = join(import.meta.dirname, "corpus/mixed-dates.yaml");

it("every folder is a defect of the list, and its file is what the list writes", () => {
  const folders = readdirSync(FILES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(CORPUS.map(({ defect }) => defect).sort());
  for (const [at, { defect, content }] of CORPUS.entries())
    expect(arrivalOf(defect).bytes.equals(Buffer.from(content(areaOf(at)) as string)), defect).toBe(true);
});

describe.each(batches.map((files, at) => [at + 1, files] as const))("dirty files, night %i", (_, files) => {
  const deployment = new SmallDeployment();
  const taken = new Map<string, Taken[]>();
  let receipts = new Map<number, string>();

  beforeAll(async () => {
    deployment.put("mappings/mixed-dates.yaml", readFileSync(MIXED));
    // Files with the same name arrive one after another, as they would from different offices.
    for (const { defect } of files) {
      const { path, bytes } = arrivalOf(defect);
      deployment.put(`inbox/${path}`, bytes);
      const before = (await submissions(deployment)).length;
      await takeInNow(deployment, "2026-03-09");
      taken.set(defect, (await submissions(deployment)).slice(before));
    }
    deployment.put("inbox/失业保险月报_right.csv", text([INSURANCE, insured(UNTOUCHED)]));
    await deployment.night("2026-03-09");
    receipts = await receiptsOf(deployment);
  });
  afterAll(() => deployment.remove());

  it.each(files.map(({ defect }) => defect))("%s", async (defect) => {
    const submissions = taken.get(defect)!;
    expect(submissions.length).toBeGreaterThan(0);
    const receipt = `${submissions.map(({ id }) => receipts.get(id)).join("\n")}\n`;
    await expect(receipt).toMatchFileSnapshot(join(FILES, defect, "expected.txt"));
    const { bytes } = arrivalOf(defect);
    for (const { sha256, lines, state } of submissions) {
      expect(sha256).toBe(fingerprint(bytes));
      const kept = readFileSync(join(deployment.dir, "archive", sha256.slice(0, 2), sha256));
      expect(kept.equals(bytes)).toBe(true);
      if (lines !== null) expect(addUp(lines).sum).toBe(addUp(lines).all);
      else expect(["refused", "duplicate"]).toContain(state);
    }
  });

  it("all have left the inbox", () => {
    const left = readdirSync(join(deployment.dir, "inbox"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  it("nothing else in the night is disturbed", async () => {
    const observed = await deployment.rows(
      `SELECT value FROM observation WHERE indicator = 'new-claims' AND area = '${UNTOUCHED}'`,
    );
    expect(observed).toEqual([{ value: 12 }]);
  });
});
