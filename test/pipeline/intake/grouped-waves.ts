import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dice } from "../../../bench/fuzz-files.ts";
import type { InboxFile } from "../../../pipeline/intake/inbox.ts";
import { takeInFiles } from "../../../pipeline/intake/take-in.ts";
import { ancestorsIn, comparedReports, settingFor } from "../../../pipeline/night/intake.ts";
import { remarkOnNew } from "../../../warehouse/review/remark-on-new.ts";
import type { SmallDeployment } from "../../small-deployment.ts";
import { arrivalOf, CORPUS } from "./corpus/corpus.ts";

const NOW = "2026-03-09T15:59:59.999Z";

/** The corpus as files of an inbox: in order, some of them twice. */
function arrivals(deployment: SmallDeployment, seed: number): InboxFile[] {
  const roll = dice(seed);
  return CORPUS.flatMap(({ defect }, at) => {
    const { path, bytes } = arrivalOf(defect);
    const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : null;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const times = roll(12) === 0 ? 2 : 1;
    return Array.from({ length: times }, (_, time) => {
      const kept = `sent/${at}-${time}`;
      deployment.put(kept, bytes);
      return { path: join(deployment.dir, kept), name, folder };
    });
  });
}

/** Everything stored about reports, each table in a fixed order. */
export const TABLES: Readonly<Record<string, string>> = {
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

/** Take in the corpus in groups of the given sizes, each in waves of a limited number of files; returns everything stored. */
export async function takeInGrouped(
  deployment: SmallDeployment,
  seed: number,
  group: () => { readonly files: number; readonly wave: number },
) {
  deployment.put(
    "mappings/mixed-dates.yaml",
    readFileSync(join(import.meta.dirname, "corpus/mixed-dates.yaml")),
  );
  const opened = await deployment.open();
  const files = arrivals(deployment, seed).map((file) => ({
    file,
    setting: settingFor(opened, file, NOW, false),
  }));
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
  for (const [name, sql] of Object.entries(TABLES)) known[name] = await deployment.rows(sql);
  return { known, waves };
}

/** Groups and waves of random sizes. */
export function randomGroups(seed: number) {
  const roll = dice(seed);
  return () => ({ files: 1 + roll(60), wave: [1, 2, 3, 7, 200][roll(5)]! });
}
