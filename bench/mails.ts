import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Deployment, loadDeployment } from "../pipeline/deployment/load.ts";
import { factOf } from "../pipeline/intake/contracts/facts.ts";
import { contracts } from "../pipeline/intake/contracts/index.ts";
import { Directory } from "../reports/delivery/directory.ts";
import { openWarehouse } from "../warehouse/engine/open.ts";
import type { Warehouse } from "../warehouse/engine/warehouse.ts";

const ROOT = resolve(import.meta.dirname, "..");
const KINDS = ["notice", "digest", "changes", "reminder", "finding", "plan", "receipt", "life"] as const;
const LEVELS = ["region", "league", "banner"] as const;
const ROLES = ["duty", "head", "leadership"] as const;

/** Most mails of a banner's clerk in the half year: the median and the busiest. */
const MEDIAN_WANTED = 12;
const MOST_WANTED = 20;

/**
 * `npm run bench -- mails [DIR]`: mails of the demo's half year by level of office, role and kind, median and maximum of each person; changes at
 * Ⅲ and above without a notice, and changes at Ⅳ missing in a letter of an office above. Reads a demo's folder, or plays one.
 */
export async function run([given]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-mails-"));
  try {
    const dir = given ? resolve(given) : join(folder, "demo");
    if (!given) execFileSync("node", [join(ROOT, "bin/fengsui.js"), "demo", dir], { stdio: "ignore" });
    const copy = join(folder, "mails.duckdb");
    copyFileSync(join(dir, "fengsui.duckdb"), copy);
    const warehouse = await openWarehouse(copy, contracts.map(factOf));
    const deployment = loadDeployment(dir);
    const isHeld = await printTable(warehouse, deployment);
    const isComplete = await printChanges(warehouse, deployment);
    warehouse.close();
    if (!isHeld || !isComplete) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Print persons by level and role; whether the clerks of banners are within what is wanted. */
async function printTable(warehouse: Warehouse, deployment: Deployment): Promise<boolean> {
  const counts = await warehouse.rows<{ recipient: string; kind: string; mails: number }>(
    `SELECT recipient, kind, count(*) AS mails FROM delivery JOIN outgoing ON outgoing.id = delivery.notice
     WHERE kind <> 'operations' GROUP BY ALL`,
  );
  const levels = new Map(deployment.areas.map(({ code, level }) => [code, level]));
  const directory = new Directory(deployment.areas, deployment.offices, deployment.persons);
  console.log(
    `${"level role".padEnd(20)} persons   all median  max  ${KINDS.map((kind) => kind.padStart(9)).join("")}`,
  );
  let isHeld = true;
  for (const level of LEVELS)
    for (const role of ROLES) {
      const addresses = directory
        .offices()
        .filter(({ area }) => levels.get(area) === level)
        .flatMap(({ contacts }) => contacts.filter((contact) => contact.role === role))
        .map(({ address }) => address);
      const of = (address: string, kind?: string) =>
        counts
          .filter((row) => row.recipient === address && (kind === undefined || row.kind === kind))
          .reduce((sum, { mails }) => sum + mails, 0);
      const each = addresses.map((address) => of(address)).sort((a, b) => a - b);
      const all = each.reduce((sum, count) => sum + count, 0);
      const median = each[Math.floor(each.length / 2)] ?? 0;
      const most = each.at(-1) ?? 0;
      const kinds = KINDS.map((kind) => addresses.reduce((sum, address) => sum + of(address, kind), 0));
      console.log(
        `${`${level} ${role}`.padEnd(20)} ${String(addresses.length).padStart(7)} ${String(all).padStart(5)} ${String(median).padStart(6)} ${String(most).padStart(4)}  ${kinds.map((count) => String(count).padStart(9)).join("")}`,
      );
      if (level === "banner" && role === "duty") isHeld = median <= MEDIAN_WANTED && most <= MOST_WANTED;
    }
  console.log(
    `a banner's clerk: median at most ${MEDIAN_WANTED}, at most ${MOST_WANTED}: ${isHeld ? "held" : "missed"}`,
  );
  return isHeld;
}

/** Print changes that somebody has not heard of; whether there are none. */
async function printChanges(warehouse: Warehouse, deployment: Deployment): Promise<boolean> {
  const directory = new Directory(deployment.areas, deployment.offices, deployment.persons);
  const changes = await warehouse.rows<{
    case: string;
    seq: number;
    area: string;
    tier: string;
    kind: string;
  }>(
    `SELECT case_id AS "case", seq, area, kind,
            CASE WHEN list_position(['IV', 'III', 'II', 'I'], tier_from) > coalesce(list_position(['IV', 'III', 'II', 'I'], tier_to), 0)
                 THEN tier_from ELSE tier_to END AS tier
     FROM case_event JOIN risk_case ON risk_case.id = case_id WHERE kind NOT IN ('quiet', 'closed')`,
  );
  const noticed = await namesOf(
    warehouse,
    `SELECT case_id || ' ' || seq AS name FROM notice UNION SELECT "case" || ' ' || seq FROM (${LIFTED_TOGETHER})`,
  );
  const gathered = await namesOf(
    warehouse,
    `SELECT case_id || ' ' || seq || ' ' || coalesce(gathered_change.office, letter.office) AS name
     FROM gathered_change JOIN letter ON letter.id = gathered_change.letter
     UNION ALL SELECT case_id || ' ' || seq || ' ' || office FROM notice
     UNION ALL SELECT "case" || ' ' || seq || ' ' || office FROM (${LIFTED_TOGETHER})`,
  );
  const unheard = changes.filter(
    (change) => change.tier !== "IV" && !noticed.has(`${change.case} ${change.seq}`),
  );
  const blue = changes.filter(({ tier }) => tier === "IV");
  const missing = blue.flatMap((change) =>
    directory
      .above(change.area)
      .flatMap((code) => directory.officeFor(code) ?? [])
      .filter(({ id }) => !gathered.has(`${change.case} ${change.seq} ${id}`)),
  );
  console.log(`${changes.length - blue.length} changes at III and above, ${unheard.length} without a notice`);
  console.log(`${blue.length} changes at IV, ${missing.length} missing in a letter of an office above`);
  return unheard.length === 0 && missing.length === 0;
}

/** SQL: liftings that the notice of another limb of the episode names. */
const LIFTED_TOGETHER = `SELECT named.case_id AS "case", named.seq, notice.office
  FROM notice JOIN case_event AS speaking USING (case_id, seq) JOIN case_event AS named ON named.date = speaking.date AND named.case_id <> speaking.case_id
  WHERE speaking.kind = 'lifted' AND named.kind = 'lifted' AND contains(notice.body_text, named.case_id)`;

const namesOf = async (warehouse: Warehouse, sql: string): Promise<ReadonlySet<string>> =>
  new Set((await warehouse.rows<{ name: string }>(sql)).map(({ name }) => name));
