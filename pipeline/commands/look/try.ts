import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { receiptLines } from "../../../reports/receipts/receipt-lines.ts";
import { unansweredSubmissions } from "../../../reports/views/status.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { remarkOnNew } from "../../../warehouse/review/remark-on-new.ts";
import { dayIn } from "../../deployment/clock.ts";
import { loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import { archivePath, fingerprint } from "../../intake/archive.ts";
import { takeInFiles } from "../../intake/take-in.ts";
import { ancestorsIn, comparedReports, settingFor } from "../../night/intake.ts";
import { type OpenDeployment, openDeployment } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";

/** Most rows listed, as in a receipt. */
const MOST_ROWS = 200;

/** `fengsui try DIR FILE`: what the receipt of a file would say; works on a copy, so that nothing is changed. */
export function tryCommand(effects: Effects): Command {
  return new Command("try")
    .argument("<dir>", "folder of the deployment")
    .argument("<file>", "report to try")
    .option("--office <office>", "office that would send it (default: the operator)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, file: string, options: { office?: string; lang?: string }) => {
      const language = languageOption(options.lang);
      const { offices } = loadDeployment(dir);
      if (!existsSync(file) || !statSync(file).isFile())
        throw new UserError(bilingual("error.not-a-file", { file }));
      const office = options.office ?? null;
      if (office !== null && !offices.some(({ id }) => id === office))
        throw new UserError(bilingual("error.no-such-office", { office }));
      const copy = mkdtempSync(join(tmpdir(), "fengsui-try-"));
      try {
        copyDeployment(dir, copy);
        copyArchived(dir, copy, file);
        const opened = await openDeployment(copy, {
          log: (text) => effects.err(text),
          environment: effects.environment ?? {},
          ...(language ? { language } : {}),
        });
        try {
          effects.out(await triedText(opened, resolve(file), office, effects.now()));
        } finally {
          opened.close();
        }
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    });
}

/** The receipt of a file taken into a deployment, which keeps it. */
async function triedText(
  opened: OpenDeployment,
  path: string,
  office: string | null,
  clock: Date,
): Promise<string> {
  const { warehouse, deployment, noticeSetting } = opened;
  const now = clock.toISOString();
  const file = { path, name: basename(path), folder: office };
  const [answers = []] = await takeInFiles({ warehouse, ancestorsOf: ancestorsIn(opened), log: opened.log }, [
    { file, setting: settingFor(opened, file, now, false) },
  ]);
  const date = addDays(dayIn(deployment.settings.zone, clock), -1);
  await remarkOnNew(warehouse, comparedReports(), { asOf: now, date });
  const ids = new Set(answers.map(({ id }) => id));
  const lines: string[] = [];
  for (const submission of await unansweredSubmissions(warehouse))
    if (ids.has(submission.id))
      lines.push(...(await receiptLines(warehouse, submission, noticeSetting.language, MOST_ROWS)));
  return lines.join("\n");
}

/** Copy the archived bytes of the file, if it was received before, by which the night knows a duplicate. */
function copyArchived(dir: string, copy: string, file: string): void {
  const path = (root: string) => archivePath(join(root, "archive"), fingerprint(readFileSync(file)));
  if (!existsSync(path(dir))) return;
  mkdirSync(dirname(path(copy)), { recursive: true });
  copyFileSync(path(dir), path(copy));
}

/** Copy what a deployment's answer to a file rests on: its settings and its warehouse, but no reports, receipts or letters. */
function copyDeployment(dir: string, copy: string): void {
  for (const name of readdirSync(dir))
    if (/\.(ya?ml|csv)$/.test(name)) copyFileSync(join(dir, name), join(copy, name));
  if (existsSync(join(dir, "mappings")))
    cpSync(join(dir, "mappings"), join(copy, "mappings"), { recursive: true });
  const warehouse = ["fengsui.duckdb", "fengsui.duckdb.wal"];
  const stateOf = () =>
    warehouse
      .map((name) => statSync(join(dir, name), { throwIfNoEntry: false }))
      .map((found) => `${found?.size} ${found?.mtimeMs}`)
      .join();
  const before = stateOf();
  for (const name of warehouse)
    if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(copy, name));
  if (stateOf() !== before)
    throw new UserError(bilingual("error.changed-meanwhile", { file: join(dir, warehouse[0]!) }));
}
