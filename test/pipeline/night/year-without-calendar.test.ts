import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../pipeline/main.ts";
import { summaryOf } from "../../../pipeline/night/summary.ts";
import { SmallDeployment } from "../../small-deployment.ts";

/** Situation 27: the calendar of the example ends with 2026. */
describe("the year after the calendar's last", () => {
  let deployment: SmallDeployment;
  beforeEach(() => {
    deployment = new SmallDeployment("inner-mongolia", { reminders: true });
  });
  afterEach(() => deployment.remove());

  const summary = async (date: string) => summaryOf(await deployment.open(), await deployment.night(date));
  const due = async () =>
    (
      await deployment.rows<{ due: string; due_at: string }>(
        "SELECT DISTINCT due, due_at FROM obligation WHERE contract = 'social-insurance' AND period = '2026-12-31'",
      )
    )[0];
  const all = async () =>
    new Map(
      (
        await deployment.rows<{ key: string; due: string }>(
          "SELECT DISTINCT contract || ' ' || CAST(period AS VARCHAR) AS key, due FROM obligation",
        )
      ).map(({ key, due }) => [key, due]),
    );
  /** Add the New Year of 2027 to the calendar. */
  const addYear = () => {
    deployment.close();
    const text = readFileSync(join(deployment.dir, "calendar.csv"), "utf8").trimEnd();
    deployment.put("calendar.csv", `${text}\n2027-01-01,holiday,元旦\n`);
  };

  it("is warned of for a month", async () => {
    const warning = "calendar.csv 到2026-12-31为止：请补充2027年";
    expect(await summary("2026-11-29")).not.toContain("calendar.csv");
    expect(await summary("2026-11-30")).toContain(warning);
    const check = async (day: string) => {
      const lines: string[] = [];
      const print = (text: string) => void lines.push(text);
      await main(["check", deployment.dir], {
        now: () => new Date(`${day}T04:00:00Z`),
        out: print,
        err: print,
      });
      return lines.join("\n");
    };
    expect(await check("2026-11-29")).not.toContain("calendar.csv");
    expect(await check("2026-11-30")).toContain(warning);
    expect(await check("2027-02-01")).toContain("calendar.csv 到2026-12-31已经用尽");
  });

  it("runs by the week, says so each night and in each reminder, and nothing fails", async () => {
    expect(await summary("2026-12-20")).toContain("缺少2027年");
    expect(await due()).toEqual({ due: "2027-01-07", due_at: "2027-01-07T15:59:59.999Z" });
    for (const day of ["2027-01-02", "2027-01-05", "2027-01-08"]) {
      const result = await deployment.night(day);
      expect(result.record.counts.yearsWithoutCalendar).toEqual(["2027"]);
    }
    const letters = await deployment.rows<{ body_text: string; body_html: string }>(
      "SELECT body_text, body_html FROM letter WHERE kind = 'reminder' AND office = '152921'",
    );
    expect(letters.length).toBeGreaterThan(0);
    const by = "2027年1月7日（节假日安排尚未录入，按周推算）";
    for (const { body_text, body_html } of letters) {
      expect(body_text).toContain(by);
      expect(body_html).toContain(by);
    }
    expect(await deployment.rows("SELECT 1 FROM reminder WHERE dayofweek(day) IN (0, 6)")).toEqual([]);
  });

  it("moves due dates that are still to come when it is added, and no others", async () => {
    await deployment.night("2026-12-20");
    const before = await all();
    addYear();
    expect(await summary("2026-12-21")).not.toContain("缺少2027年");
    expect(await due()).toEqual({ due: "2027-01-08", due_at: "2027-01-08T15:59:59.999Z" });
    const moved = [...(await all())].filter(([key, day]) => before.has(key) && before.get(key) !== day);
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.filter(([key]) => !key.endsWith("2026-12-31"))).toEqual([]);
  });

  it("leaves due dates that have passed as they were told", async () => {
    await deployment.night("2026-12-20");
    await deployment.night("2027-01-08");
    addYear();
    await deployment.night("2027-01-09");
    expect(await due()).toMatchObject({ due: "2027-01-07" });
  });
});
