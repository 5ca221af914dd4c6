import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { loadDeployment } from "../../../pipeline/deployment/load.ts";
import { runNight } from "../../../pipeline/night/night.ts";
import { type OpenDeployment, openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { Directory } from "../../../reports/delivery/directory.ts";
import { answerFinding, listFindings } from "../../../rules/findings/finding-log.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";
import { nightRequest } from "../../night-request.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { keepTwoLeagues } from "./two-leagues.ts";

/** Run the night of a date, without publishing. */
export const runDate = (deployment: OpenDeployment, date: string) =>
  runNight(deployment, { ...nightRequest(deployment, date, new Date(0)), publish: false });

/** Tables that nights write, without the texts of letters. */
const WRITTEN = [
  "observation",
  "verdict",
  "risk_case",
  "case_event",
  "notice",
  "letter",
  "delivery",
  "obligation",
  "reminder",
  "finding",
  "enterprise_cell",
  "night",
];
const tonight = (table: string, date: string) =>
  table === "verdict" ? `FROM verdict WHERE date = '${date}'` : `FROM ${table}`;

/** A deployment whose nights run in one process, and a copy whose nights each start a new one. */
export class Pair {
  readonly following = new SmallDeployment("inner-mongolia", { reminders: true });
  readonly fresh = new SmallDeployment("inner-mongolia", { reminders: true });
  #opened: OpenDeployment | undefined;
  /** Number of statements of the nights of each. */
  readonly statements = { following: 0, fresh: 0 };

  constructor() {
    this.both(keepTwoLeagues);
  }

  both(change: (folder: SmallDeployment) => void): void {
    for (const folder of [this.following, this.fresh]) change(folder);
  }

  async night(date: string): Promise<void> {
    this.#opened ??= await openDeployment(this.following.dir);
    this.statements.following += await asked(this.#opened, date);
    const fresh = await openDeployment(this.fresh.dir);
    this.statements.fresh += await asked(fresh, date);
    for (const table of WRITTEN) {
      const [ours, theirs] = await Promise.all(
        [this.#opened, fresh].map(({ warehouse }) => warehouse.rows(`${tonight(table, date)} ORDER BY ALL`)),
      );
      expect(ours, `${table} of the night of ${date}`).toEqual(theirs);
    }
    fresh.close();
  }

  /** Change a file of the deployment and load it into the running process, which otherwise only a new process does. */
  async change(file: string, text: (before: string) => string): Promise<boolean> {
    this.both((folder) => folder.put(file, text(readFileSync(join(folder.dir, file), "utf8"))));
    const deployment = loadDeployment(this.following.dir);
    const { policy, offices, persons } = deployment;
    const directory = new Directory(deployment.areas, offices, persons);
    const noticeSetting = { ...this.#opened!.noticeSetting, policy, directory };
    const { areas, settings, areaChanges: changes } = deployment;
    await writeRegister(this.#opened!.warehouse, areas, settings.duties, { changes, zone: settings.zone });
    this.#opened = { ...this.#opened!, deployment, noticeSetting };
    return true;
  }

  async answer(verdict: string, at: string): Promise<boolean> {
    const fresh = await openDeployment(this.fresh.dir);
    const [asked] = (await listFindings(fresh.warehouse, true)).filter(
      ({ kind }) => kind === "probable-amendment",
    );
    if (asked)
      for (const { warehouse } of [this.#opened!, fresh])
        await answerFinding(warehouse, asked.id, { verdict, by: "test", text: "", at });
    fresh.close();
    return asked !== undefined;
  }

  refused(): Promise<unknown[]> {
    return this.#opened!.warehouse.rows(
      "SELECT file_name, refusal FROM submission WHERE refused > 0 OR state = 'refused'",
    );
  }

  remove(): void {
    this.#opened?.close();
    this.both((folder) => folder.remove());
  }
}

async function asked(deployment: OpenDeployment, date: string): Promise<number> {
  const before = deployment.warehouse.statements;
  await runDate(deployment, date);
  return deployment.warehouse.statements - before;
}
