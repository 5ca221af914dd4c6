import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nightRequest } from "../../pipeline/commands/night.ts";
import { loadDeployment } from "../../pipeline/deployment/load.ts";
import { type House, openHouse } from "../../pipeline/house.ts";
import { runNight } from "../../pipeline/night.ts";
import { answerFinding, listFindings } from "../../rules/findings/finding-log.ts";
import { addDays } from "../../rules/periods.ts";
import { type Random, stream } from "../../rules/random.ts";
import { writeRegister } from "../../warehouse/register.ts";
import { SEED } from "../rules/property.ts";
import { SmallHouse } from "../small-house.ts";
import {
  BANNERS,
  insuranceTable,
  keepTwoLeagues,
  layoff,
  monthsBefore,
  nilStatement,
} from "./two-leagues.ts";

/** What a night without a file, a letter or a change may ask of the engine, publishing not included. */
const MOST_STATEMENTS = 25;

const runDate = (house: House, date: string) =>
  runNight(house, { ...nightRequest(house, date, new Date(0)), publish: false });

describe("a quiet night", () => {
  const folder = new SmallHouse("inner-mongolia", { reminders: true });
  let house: House;

  beforeAll(async () => {
    keepTwoLeagues(folder);
    const months = monthsBefore("2026-02-10", 2, 40);
    folder.put("inbox/失业保险月报_1.csv", insuranceTable(BANNERS, months, stream(SEED, "quiet")));
    folder.put("inbox/152921/裁减人员报告_1.csv", layoff("152921", "L1", "2026-02-09", 250));
    house = await openHouse(folder.dir);
    const { events } = await runDate(house, "2026-02-10");
    expect(events.map(({ area, kind }) => [area, kind])).toContainEqual(["152921", "opened"]);
    await runDate(house, "2026-02-11");
  });
  afterAll(() => {
    house.close();
    folder.remove();
  });

  it(`asks the engine at most ${MOST_STATEMENTS} times, a case being open`, async () => {
    const before = house.warehouse.statements;
    const { record, events, sent } = await runDate(house, "2026-02-12");
    const { files, fired } = record.counts;
    expect({ files, events, sent: sent?.sent }).toEqual({ files: 0, events: [], sent: 0 });
    expect(fired).toBeGreaterThan(0);
    expect(house.warehouse.statements - before).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it("in a new process computes all of it anew", async () => {
    house.close();
    house = await openHouse(folder.dir);
    const before = house.warehouse.statements;
    await runDate(house, "2026-02-13");
    expect(house.warehouse.statements - before).toBeGreaterThan(MOST_STATEMENTS);
  });

  it("after a failed one computes all of it anew", async () => {
    await runDate(house, "2026-02-14");
    const failing: House = {
      ...house,
      progress: async (step, _unit, work) => {
        if (step === "tell") throw new Error("the disk is full");
        return work();
      },
    };
    await expect(runDate(failing, "2026-02-15")).rejects.toThrow("the disk is full");
    const before = house.warehouse.statements;
    await runDate(house, "2026-02-15");
    expect(house.warehouse.statements - before).toBeGreaterThan(MOST_STATEMENTS);
  });
});

/** What nights write, but for the letters' texts. */
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

/** One deployment whose nights follow on each other in one process, and the same whose nights each begin a new one. */
class Pair {
  readonly following = new SmallHouse("inner-mongolia", { reminders: true });
  readonly fresh = new SmallHouse("inner-mongolia", { reminders: true });
  #house: House | undefined;
  /** Statements asked by the nights of each. */
  readonly statements = { following: 0, fresh: 0 };

  constructor() {
    this.both(keepTwoLeagues);
  }

  both(change: (folder: SmallHouse) => void): void {
    for (const folder of [this.following, this.fresh]) change(folder);
  }

  async night(date: string): Promise<void> {
    this.#house ??= await openHouse(this.following.dir);
    this.statements.following += await asked(this.#house, date);
    const fresh = await openHouse(this.fresh.dir);
    this.statements.fresh += await asked(fresh, date);
    for (const table of WRITTEN) {
      const [ours, theirs] = await Promise.all(
        [this.#house, fresh].map(({ warehouse }) => warehouse.rows(`${tonight(table, date)} ORDER BY ALL`)),
      );
      expect(ours, `${table} of the night of ${date}`).toEqual(theirs);
    }
    fresh.close();
  }

  /** Take another policy or register into the running process, as only a new one does. */
  async reload(): Promise<void> {
    const deployment = loadDeployment(this.following.dir);
    const noticeSetting = { ...this.#house!.noticeSetting, policy: deployment.policy };
    const { areas, settings, areaChanges: changes } = deployment;
    await writeRegister(this.#house!.warehouse, areas, settings.duties, { changes, zone: settings.zone });
    this.#house = { ...this.#house!, deployment, noticeSetting };
  }

  async answer(verdict: string, at: string): Promise<boolean> {
    const fresh = await openHouse(this.fresh.dir);
    const [asked] = (await listFindings(fresh.warehouse, true)).filter(
      ({ kind }) => kind === "probable-amendment",
    );
    if (asked)
      for (const { warehouse } of [this.#house!, fresh])
        await answerFinding(warehouse, asked.id, { verdict, by: "test", text: "", at });
    fresh.close();
    return asked !== undefined;
  }

  remove(): void {
    this.#house?.close();
    this.both((folder) => folder.remove());
  }
}

async function asked(house: House, date: string): Promise<number> {
  const before = house.warehouse.statements;
  await runDate(house, date);
  return house.warehouse.statements - before;
}

/** What may happen before a night; each returns whether it did. */
const HAPPENINGS: Readonly<Record<string, (pair: Pair, random: Random, date: string) => Promise<boolean>>> = {
  nothing: async () => true,
  "a layoff": async (pair, random, date) => {
    const area = random.pick(BANNERS);
    const text = layoff(
      area,
      `L${random.integer(1, 4)}`,
      addDays(date, random.integer(-3, 2)),
      random.integer(5, 400),
    );
    return put(pair, `inbox/${area}/裁减人员报告_${date}.csv`, text);
  },
  "a layoff sent again without its number": async (pair, random, date) => {
    const area = BANNERS[3]!;
    const texts = [0, 1].map((again) =>
      layoff(area, "", addDays(date, again - 2), 60 + again * random.integer(1, 5)),
    );
    texts.forEach((text, at) => void put(pair, `inbox/${area}/裁减人员报告_${at}_${date}.csv`, text));
    return true;
  },
  "a nil statement": async (pair, random, date) => {
    const area = random.pick(BANNERS);
    return put(
      pair,
      `inbox/${area}/裁减人员报告_s_${date}.csv`,
      nilStatement(area, monthsBefore(date, 1, 1)[0]!),
    );
  },
  "an insurance table": async (pair, random, date) => {
    const area = random.pick(BANNERS);
    const months = monthsBefore(date, random.integer(1, 3), 1);
    const table = insuranceTable([area], months, random, random.pick([1, 1, 3]));
    return put(pair, `inbox/${area}/失业保险月报_${date}.csv`, table);
  },
  "an answer": (pair, random, date) =>
    pair.answer(random.pick(["amendment", "separate"]), `${date}T08:00:00.000Z`),
  "another policy": async (pair, random) => {
    const policy = readFileSync(join(pair.fresh.dir, "policy.yaml"), "utf8");
    const change = policy
      .replace(/coverageFloor: .*/, `coverageFloor: ${random.pick([0.5, 0.8])}\n`)
      .replace(/rarity: 2000/, `rarity: ${random.pick([20, 2000])}`);
    pair.both((folder) =>
      folder.put("policy.yaml", `falseDiscoveryRate: 0.2\n${change.replace(/^falseDisc.*\n/, "")}`),
    );
    await pair.reload();
    return true;
  },
  "another register": async (pair, random) => {
    const areas = readFileSync(join(pair.fresh.dir, "areas.csv"), "utf8");
    const changed = areas.replace(/^(152922,.*banner,152900,,)\d+/m, `$1${random.integer(1, 60000)}`);
    pair.both((folder) => folder.put("areas.csv", changed));
    await pair.reload();
    return true;
  },
};

async function put(pair: Pair, path: string, text: string): Promise<boolean> {
  pair.both((folder) => folder.put(path, text));
  return true;
}

describe(`nights that carry over what has not changed (seed ${SEED})`, () => {
  const pair = new Pair();
  afterAll(() => pair.remove());

  it("write what nights that compute everything write", { timeout: 240_000 }, async () => {
    const random = stream(SEED, "carried over");
    const history = insuranceTable(BANNERS, monthsBefore("2026-02-20", 2, 74), random);
    await put(pair, "inbox/失业保险月报_history.csv", history);
    await pair.night("2026-02-19");
    const happened = new Map<string, number>();
    const names = Object.keys(HAPPENINGS);
    for (let at = 0, date = "2026-02-20"; at < 3 * names.length; at++) {
      const name =
        at < names.length ? names[at]! : random.pick([...names, "nothing", "nothing", "an answer"]);
      if (await HAPPENINGS[name]!(pair, random, date)) happened.set(name, (happened.get(name) ?? 0) + 1);
      await pair.night(date);
      date = addDays(date, random.pick([1, 1, 1, 4]));
    }
    expect([...happened.keys()].sort()).toEqual([...names].sort());
    expect(pair.statements.following).toBeLessThan(0.75 * pair.statements.fresh);
  });
});
