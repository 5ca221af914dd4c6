import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dutiesText } from "../../../pipeline/commands/look/duties.ts";
import { waitingFiles } from "../../../pipeline/intake/inbox.ts";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { keepDuties, remindersOf } from "../../../pipeline/night/duties.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { writeLettersOfNight } from "../../../pipeline/night/night-letters.ts";
import { sendWaiting } from "../../../reports/delivery/send.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { dutyBoard } from "../../../warehouse/register/obligations.ts";
import { nightRequest } from "../../night-request.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import {
  deal,
  everythingOwed,
  FIRST,
  HEADERS,
  LAST,
  NAMES,
  type Owed,
  rowOf,
  stepsExpected,
  works,
} from "./owed-year.ts";

/** Every banner owes the statement of layoffs each month, every league a table each quarter, the region a series each month: 116 offices. */
const DUTIES = `duties:
  - { report: layoff-report, from: banner, period: month, due: { workingDay: 5 } }
  - { report: recruitment, from: league, period: quarter, due: { days: 5 } }
  - { report: official-series, from: region, period: month, due: { workingDay: 5 } }
`;

describe("a year of 116 offices", () => {
  const deployment = new SmallDeployment("inner-mongolia", { reminders: true });
  let owed: Owed[] = [];

  beforeAll(async () => {
    const settings = readFileSync(join(deployment.dir, "fengsui.yaml"), "utf8");
    deployment.put("fengsui.yaml", `${settings.replace(/duties:[\s\S]*?(?=\n# Where mail goes)/, DUTIES)}`);
    const areas = readFileSync(join(deployment.dir, "areas.csv"), "utf8").trimEnd().split("\n");
    deployment.put("areas.csv", `${areas.filter((line) => !/^(152971|152921401),/.test(line)).join("\n")}\n`);
    const offices = readFileSync(join(deployment.dir, "offices.yaml"), "utf8");
    deployment.put("offices.yaml", offices.replace(/- id: "(152971|152921401)"\n(?: .*\n)*/g, ""));
    deployment.put(
      "mappings/quarter.yaml",
      `id: recruitment-quarterly\ncontract: recruitment\nfiles: ["季度供求*.csv"]\nperiod: quarter\ncolumns:\n  area: 行政区划代码\n  period: { header: 季度末, formats: ["%Y-%m-%d"] }\n  demand: 需求人数\n  seekers: 求职人数\n`,
    );
    const opened = await deployment.open();
    const codes = (level: string) =>
      opened.deployment.areas.filter((area) => area.level === level).map(({ code }) => code);
    owed = everythingOwed(codes("banner"), codes("league"));
    deal(owed);
    for (let day = FIRST, night = 1; day <= LAST; day = addDays(day, 1), night++) {
      for (const contract of Object.keys(HEADERS)) {
        const rows = [
          ...owed
            .filter((duty) => duty.contract === contract && duty.came === day)
            .map((duty) => rowOf(duty, false)),
          ...owed
            .filter(
              (duty) =>
                duty.contract === contract &&
                duty.fate === "corrected" &&
                duty.came &&
                addDays(duty.came, 3) === day,
            )
            .map((duty) => rowOf(duty, true)),
        ];
        if (rows.length > 0)
          deployment.put(
            `inbox/${NAMES[contract]}_${day}.csv`,
            `${[HEADERS[contract], ...rows].join("\n")}\n`,
          );
      }
      const request = nightRequest(opened, day, new Date(0));
      for (const file of waitingFiles(join(deployment.dir, "inbox"))) {
        await takeIn(opened.warehouse, file, settingFor(opened, file, request.now, false));
        rmSync(file.path);
      }
      await keepDuties(opened, { ...request, date: day });
      const reminders = await remindersOf(opened, request, night);
      const letters = await writeLettersOfNight(opened, request, night, { parts: [], reminders });
      if (letters > 0)
        await sendWaiting(opened.warehouse, opened.transport, "fengsui@fengsui.example.org", request.now);
    }
  }, 180_000);
  afterAll(() => deployment.remove());

  it("has 116 offices and 1,296 duties", async () => {
    expect(new Set(owed.map(({ area }) => area)).size).toBe(116);
    expect(owed).toHaveLength(1296);
    const rows = await deployment.rows("SELECT submission.file_name FROM submission WHERE refused > 0");
    expect(rows).toEqual([]);
  });

  it("the board is the table counted by hand", async () => {
    const opened = await deployment.open();
    const request = { from: FIRST, to: LAST, asOf: "2025-12-31T15:59:59.999Z" };
    const [all] = await dutyBoard(opened.warehouse, { ...request, by: "all" });
    expect(all).toEqual({
      ...{ name: "", expected: 1296, in: 1231, onTime: 972, late: 259, missing: 65, nil: 39, corrected: 26 },
    });
    const offices = await dutyBoard(opened.warehouse, { ...request, by: "office" });
    const count = (office: string, fits: (duty: Owed) => boolean) =>
      owed.filter((duty) => duty.area === office && fits(duty)).length;
    expect(offices).toHaveLength(116);
    for (const { name, ...tally } of offices) {
      expect(tally, name).toEqual({
        expected: count(name, () => true),
        in: count(name, ({ fate }) => fate !== "never"),
        onTime: count(name, ({ fate }) => fate !== "never" && fate !== "late"),
        late: count(name, ({ fate }) => fate === "late"),
        missing: count(name, ({ fate }) => fate === "never"),
        nil: count(name, ({ fate }) => fate === "nil"),
        corrected: count(name, ({ fate }) => fate === "corrected"),
      });
    }
    const text = await dutiesText(opened, { ...request, by: "league" });
    // 1,231 of 1,296 are in, 94.98 %; 972 on time, 75 %: shares are rounded down.
    expect(text).toMatch(/合计 .* 1296 .* 1231 .* 972 .* 259 .* 65 .* 39 .* 26 .* 94\.9% .* 75%/);
  });

  it("every step was taken once, on its working day, and none towards an office whose report was in", async () => {
    const taken = await deployment.rows<{
      contract: string;
      area: string;
      period: string;
      step: string;
      day: string;
    }>("SELECT contract, area, period, step, day FROM reminder WHERE state = 'sent'");
    const reminded = taken
      .map((step) => `${step.contract} ${step.area} ${step.period} ${step.step} ${step.day}`)
      .sort();
    const next = owed
      .filter(({ contract, period }) => contract === "recruitment" && period === "2025-09-30")
      .map((duty): Owed => ({ ...duty, period: "2025-12-31", due: "2026-01-05", came: null }));
    const expected = [...owed, ...next]
      .flatMap((duty) =>
        stepsExpected(duty).map(
          ([step, day]) => `${duty.contract} ${duty.area} ${duty.period} ${step} ${day}`,
        ),
      )
      .sort();
    expect(reminded).toEqual(expected);
    expect(taken.filter(({ day }) => !works(day))).toEqual([]);
    expect(new Set(taken.map(({ step }) => step)).size).toBe(4);
  });

  it("every step is proved by messages that were sent once: to the office, urging to its superior too, the last to all above", async () => {
    const [sent] = await deployment.rows<{ letters: number; messages: number; logged: number }>(
      `SELECT (SELECT count(*) FROM letter) AS letters, (SELECT count(*) FROM delivery) AS messages,
              (SELECT count(*) FROM sent_log) AS logged`,
    );
    expect(sent!.logged).toBe(sent!.messages);
    const files = readdirSync(join(deployment.dir, "outbox"), { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => name.endsWith(".eml"))).toHaveLength(sent!.messages);
    const unproved = await deployment.rows(
      `SELECT step FROM reminder LEFT JOIN (SELECT DISTINCT contract, area, period, step FROM reminder_evidence WHERE sent_at IS NOT NULL)
         AS proof USING (contract, area, period, step) WHERE state = 'sent' AND proof.area IS NULL`,
    );
    expect(unproved).toEqual([]);
    // A banner under a league, Manzhouli which reports to the region itself, a league, and the region.
    const copies = await deployment.rows<{ area: string; step: string; copies: number }>(
      `SELECT area, step, any_value(len(copies)) AS copies FROM reminder
       WHERE state = 'sent' AND area IN ('152921', '150781', '150500', '150000') GROUP BY ALL ORDER BY ALL`,
    );
    const rungs: Readonly<Record<string, number>> = { "before-due": 0, overdue: 0 };
    const above: Readonly<Record<string, readonly [number, number]>> = {
      "152921": [1, 2],
      "150781": [1, 1],
      "150500": [1, 1],
      "150000": [0, 0],
    };
    for (const { area, step, copies: copied } of copies)
      expect(copied, `${area} ${step}`).toBe(rungs[step] ?? above[area]![step === "urged" ? 0 : 1]);
  });

  it("the third quarter's table, due in the holiday, was asked for on the last working day before it", async () => {
    const days = await deployment.rows(
      "SELECT DISTINCT day FROM reminder WHERE contract = 'recruitment' AND period = '2025-09-30' AND step = 'before-due'",
    );
    expect(days).toEqual([{ day: "2025-09-30" }]);
  });
});

describe("a night missed and made up", () => {
  const deployment = new SmallDeployment("inner-mongolia", { reminders: true });
  afterAll(() => deployment.remove());

  it("sends no stale reminder; the next night says only what is true then", async () => {
    await deployment.night("2026-03-03");
    const opened = await deployment.open();
    const { runNight } = await import("../../../pipeline/night/night.ts");
    for (const missed of ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"])
      await runNight(opened, {
        ...nightRequest(opened, missed, new Date(0)),
        publish: false,
        isMadeUp: true,
      });
    expect(await deployment.rows("SELECT 1 FROM letter")).toEqual([]);
    await deployment.night("2026-03-09");
    expect(
      await deployment.rows("SELECT step, state, count(*) AS duties FROM reminder GROUP BY ALL ORDER BY ALL"),
    ).toEqual([
      { step: "before-due", state: "overtaken", duties: 525 },
      { step: "overdue", state: "sent", duties: 525 },
    ]);
    const [letter] = await deployment.rows<{ subject: string; body_text: string }>(
      "SELECT subject, body_text FROM letter WHERE office = '152921'",
    );
    expect(letter!.subject).toBe("【逾期提醒】就业统计月报等5份报表最长逾期3日，请补报");
    expect(letter!.body_text).toMatch(
      /《失业保险情况表》 2026年2月　报送期限 2026年3月6日　时限 逾期3日　情况 已逾期/u,
    );
    await deployment.night("2026-03-09");
    expect(await deployment.rows("SELECT count(*) AS letters FROM letter")).toEqual([{ letters: 105 }]);
  });
});
