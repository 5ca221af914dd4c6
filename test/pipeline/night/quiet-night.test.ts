import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDeployment, openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { stream } from "../../../rules/detectors/random.ts";
import { SEED } from "../../rules/property.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { HAPPENINGS, OFTEN, put } from "./happenings.ts";
import { Pair, runDate } from "./pair-of-deployments.ts";
import { BANNERS, insuranceTable, keepTwoLeagues, layoff, monthsBefore } from "./two-leagues.ts";

/** The statements that a night without a file, a letter or a change may run, publishing not included. */
const MOST_STATEMENTS = 25;

describe("a quiet night", () => {
  const folder = new SmallDeployment("inner-mongolia", { reminders: true });
  let deployment: OpenDeployment;

  beforeAll(async () => {
    keepTwoLeagues(folder);
    const months = monthsBefore("2026-02-10", 2, 40);
    folder.put("inbox/失业保险月报_1.csv", insuranceTable(BANNERS, months, stream(SEED, "quiet")));
    folder.put("inbox/152921/裁减人员报告_1.csv", layoff("152921", "L1", "2026-02-09", 250));
    deployment = await openDeployment(folder.dir);
    const { events } = await runDate(deployment, "2026-02-10");
    expect(events.map(({ area, kind }) => [area, kind])).toContainEqual(["152921", "opened"]);
    await runDate(deployment, "2026-02-11");
  });
  afterAll(() => {
    deployment.close();
    folder.remove();
  });

  it(`asks the engine at most ${MOST_STATEMENTS} times, a case being open`, async () => {
    const before = deployment.warehouse.statements;
    const { record, events, sent } = await runDate(deployment, "2026-02-12");
    const { files, fired } = record.counts;
    expect({ files, events, sent: sent?.sent }).toEqual({ files: 0, events: [], sent: 0 });
    expect(fired).toBeGreaterThan(0);
    expect(deployment.warehouse.statements - before).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it("in a new process computes all of it anew", async () => {
    deployment.close();
    deployment = await openDeployment(folder.dir);
    const before = deployment.warehouse.statements;
    await runDate(deployment, "2026-02-13");
    expect(deployment.warehouse.statements - before).toBeGreaterThan(MOST_STATEMENTS);
  });

  it("after a failed one computes all of it anew", async () => {
    await runDate(deployment, "2026-02-14");
    const failing: OpenDeployment = {
      ...deployment,
      progress: async (step, _unit, work) => {
        if (step === "tell") throw new Error("the disk is full");
        return work();
      },
    };
    await expect(runDate(failing, "2026-02-15")).rejects.toThrow("the disk is full");
    const before = deployment.warehouse.statements;
    await runDate(deployment, "2026-02-15");
    expect(deployment.warehouse.statements - before).toBeGreaterThan(MOST_STATEMENTS);
  });
});

const NIGHTS = 32;

describe(`nights that carry over what has not changed (seed ${SEED})`, () => {
  const pair = new Pair();
  afterAll(() => pair.remove());

  it("write what nights that compute everything write", { timeout: 240_000 }, async () => {
    const random = stream(SEED, "carried over");
    const history = insuranceTable(BANNERS.slice(0, 6), monthsBefore("2026-03-10", 1, 74), random);
    await put(pair, "inbox/失业保险月报_history.csv", history);
    await pair.night("2026-03-09");
    const happened = new Map<string, number>();
    const names = Object.keys(HAPPENINGS);
    for (let at = 0, date = "2026-03-10"; at < NIGHTS; at++) {
      // Early in a month its tables come before they are due: the period that is judged is then the last reported.
      const later = date.slice(8) < "06" ? "insurance tables" : random.pick([...names, ...OFTEN]);
      const name = names[at] ?? later;
      if (await HAPPENINGS[name]!(pair, random, date)) happened.set(name, (happened.get(name) ?? 0) + 1);
      await pair.night(date);
      date = addDays(date, random.pick([1, 1, 1, 4]));
    }
    expect([...happened.keys()].sort()).toEqual([...names].sort());
    expect(await pair.refused()).toEqual([]);
    expect(pair.statements.following).toBeLessThan(0.75 * pair.statements.fresh);
  });
});
