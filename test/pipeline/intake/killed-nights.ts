import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dice } from "../../../bench/fuzz-files.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { layoffs, table } from "./corpus/case.ts";

const PROCESS = join(import.meta.dirname, "night-process.ts");
export const [NIGHT, NEXT] = ["2026-03-09", "2026-03-10"];

/** Statements of such a night, and some more: a number beyond the last statement kills nothing. */
const STATEMENTS = 130;

const posts = (area: string) =>
  `行政区划代码,报告期,需求人数,求职人数,网上招聘岗位数\n${area},2026-02,80,60,900\n`;

/** A deployment with reports in, and an inbox with new ones: corrections, a duplicate, a refused one, an unreadable one. */
export async function nightToBeKilled(): Promise<SmallDeployment> {
  const deployment = new SmallDeployment();
  for (const area of ["150102", "150103"]) deployment.put(`inbox/${area}/失业保险月报_02.csv`, table(area));
  await deployment.night("2026-03-08");
  deployment.close();
  for (const area of ["150104", "150105", "150121", "150122"]) {
    deployment.put(`inbox/${area}/失业保险月报_02.csv`, table(area));
    deployment.put(`inbox/${area}/人力资源市场供求_02.csv`, posts(area));
    deployment.put(`inbox/${area}/裁减人员报告_02.csv`, layoffs(area));
  }
  deployment.put("inbox/150102/失业保险月报_02.csv", table("150102", { 7: "13" }));
  deployment.put("inbox/150103/失业保险月报_02.csv", table("150103"));
  deployment.put("inbox/150123/失业保险月报_02.csv", table("150124"));
  deployment.put("inbox/150124/失业保险月报_02.csv", "");
  return deployment;
}

/** Everything stored about the reports, independent of submission numbers. */
export async function knownIn(deployment: SmallDeployment): Promise<unknown> {
  const submission = "JOIN submission ON submission.id = ";
  const known = {
    submissions: await deployment.rows(
      "SELECT file_name, sender, state, accepted, refused, refusal ->> 'code' AS why, lines FROM submission ORDER BY ALL",
    ),
    remarks: await deployment.rows(
      `SELECT file_name, sender, remark ->> 'code' AS code FROM (SELECT *, unnest(CAST(warnings AS JSON[])) AS remark FROM submission) ORDER BY ALL`,
    ),
    facts: await deployment.rows(
      `SELECT sender, file_name, line, area, fact.period, new_claims FROM fact_social_insurance AS fact ${submission} fact.submission ORDER BY ALL`,
    ),
    layoffs: await deployment.rows(
      `SELECT sender, file_name, line, area, workers_affected FROM fact_layoff_report AS fact ${submission} fact.submission ORDER BY ALL`,
    ),
    scopes: await deployment.rows(
      `SELECT sender, file_name, area, scope.contract, period FROM report_scope AS scope ${submission} scope.submission ORDER BY ALL`,
    ),
    refused: await deployment.rows(
      `SELECT sender, file_name, line FROM rejected_row AS row ${submission} row.submission ORDER BY ALL`,
    ),
    letters: await deployment.rows(
      "SELECT office, count(*) AS letters FROM letter GROUP BY office ORDER BY 1",
    ),
    employers: await deployment.rows(
      `SELECT credit_code, sender FROM employer ${submission} first_submission ORDER BY ALL`,
    ),
  };
  deployment.close();
  return known;
}

export const filesIn = (deployment: SmallDeployment, folder: string): string[] =>
  readdirSync(join(deployment.dir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

/** Run the night in a process that is killed at a statement; returns whether it was. */
export function killedAt(deployment: SmallDeployment, statement: number, date = NIGHT): boolean {
  const { signal, status, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", PROCESS, deployment.dir, date, String(statement)],
    { encoding: "utf8", cwd: join(import.meta.dirname, "../../..") },
  );
  if (signal !== "SIGKILL" && status !== 0) throw new Error(stderr);
  return signal === "SIGKILL";
}

/** Copies of a deployment, each killed at random statements in successive nights, and then given a complete night. */
export async function survive(
  { times, kills, seed }: { readonly times: number; readonly kills: number; readonly seed: number },
  check: (deployment: SmallDeployment, killed: readonly number[]) => Promise<void>,
): Promise<void> {
  const roll = dice(seed);
  const original = await nightToBeKilled();
  const kept = mkdtempSync(join(tmpdir(), "fengsui-killed-"));
  cpSync(original.dir, kept, { recursive: true });
  try {
    for (let time = 0; time < times; time++) {
      const deployment = new SmallDeployment();
      cpSync(kept, deployment.dir, { recursive: true });
      const killed = Array.from({ length: kills }, () => 1 + roll(STATEMENTS));
      try {
        for (const statement of killed) killedAt(deployment, statement);
        await deployment.night(NEXT);
        await check(deployment, killed);
      } finally {
        deployment.remove();
      }
    }
  } finally {
    original.remove();
    rmSync(kept, { recursive: true, force: true });
  }
}
