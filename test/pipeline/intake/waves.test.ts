import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dice } from "../../../bench/fuzz-files.ts";
import type { InboxFile } from "../../../pipeline/intake/inbox.ts";
import { takeInFiles } from "../../../pipeline/intake/take-in.ts";
import { ancestorsIn, comparedReports, settingFor } from "../../../pipeline/night-intake.ts";
import { remarkOnNew } from "../../../warehouse/remark-on-new.ts";
import { SmallHouse } from "../../small-house.ts";
import { arrivalOf, CORPUS } from "./corpus/corpus.ts";

const seed = Number(process.env.SEED ?? 20260315);
const NOW = "2026-03-09T15:59:59.999Z";

/** The corpus as it comes to lie in an inbox: in order, some files once more, one in three of the operator's for another area. */
function arrivals(house: SmallHouse): InboxFile[] {
  const roll = dice(seed);
  const files = CORPUS.flatMap(({ defect }, at) => {
    const { path, bytes } = arrivalOf(defect);
    const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : null;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const times = roll(12) === 0 ? 2 : 1;
    return Array.from({ length: times }, (_, time) => {
      const kept = `sent/${at}-${time}`;
      house.put(kept, bytes);
      return { path: join(house.dir, kept), name, folder };
    });
  });
  return files;
}

const TABLES: Readonly<Record<string, string>> = {
  submission: "SELECT * FROM submission ORDER BY id",
  rejected_row: "SELECT * FROM rejected_row ORDER BY ALL",
  report_scope: "SELECT * FROM report_scope ORDER BY ALL",
  employer: "SELECT * FROM employer ORDER BY ALL",
  ...Object.fromEntries(
    ["social_insurance", "insurance_employer", "recruitment", "layoff_report", "employment_statistics"].map(
      (name) => [name, `SELECT * FROM fact_${name} ORDER BY ALL`],
    ),
  ),
};

/** Take in the corpus in groups of some sizes, each in waves of at most some files; all that is then known of it. */
async function takeInGrouped(house: SmallHouse, group: () => { files: number; wave: number }) {
  house.put("mappings/mixed-dates.yaml", readFileSync(join(import.meta.dirname, "corpus/mixed-dates.yaml")));
  const opened = await house.open();
  const files = arrivals(house).map((file) => ({ file, setting: settingFor(opened, file, NOW, false) }));
  const waves: number[] = [];
  for (let at = 0; at < files.length; ) {
    const { files: size, wave } = group();
    await takeInFiles(
      {
        warehouse: opened.warehouse,
        ancestorsOf: ancestorsIn(opened),
        waveLimits: { files: wave, records: 50_000, bytes: 1e9 },
        onWave: (judged) => waves.push(judged.files),
      },
      files.slice(at, at + size),
    );
    at += size;
  }
  await remarkOnNew(opened.warehouse, comparedReports(), { asOf: NOW, date: "2026-03-09" });
  const known: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(TABLES)) known[name] = await house.rows(sql);
  return { known, waves };
}

describe(`the corpus, in whatever waves it is judged (seed ${seed})`, () => {
  const houses: SmallHouse[] = [];
  const house = () => houses[houses.push(new SmallHouse()) - 1]!;
  afterAll(() => {
    for (const each of houses) each.remove();
  });
  const byOnes = takeInGrouped(house(), () => ({ files: 1, wave: 1 }));

  it("judged file by file, every file has an answer", async () => {
    const { known, waves } = await byOnes;
    expect(known.submission!.length).toBeGreaterThan(CORPUS.length);
    expect(Math.max(...waves)).toBe(1);
  });

  it.each([1, 2])("gives the same in random groups (%i)", async (round) => {
    const roll = dice(seed + round);
    const { known, waves } = await takeInGrouped(house(), () => ({
      files: 1 + roll(60),
      wave: [1, 2, 3, 7, 200][roll(5)]!,
    }));
    const expected = (await byOnes).known;
    for (const name of Object.keys(TABLES)) expect(known[name], name).toEqual(expected[name]);
    expect(Math.max(...waves)).toBeGreaterThan(3);
  });

  it("gives the same all at once", async () => {
    const { known, waves } = await takeInGrouped(house(), () => ({ files: 10_000, wave: 200 }));
    const expected = (await byOnes).known;
    for (const name of Object.keys(TABLES)) expect(known[name], name).toEqual(expected[name]);
    expect(waves.length).toBeLessThan(known.submission!.length / 3);
  });
});
