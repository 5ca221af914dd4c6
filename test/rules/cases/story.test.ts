import { describe, expect, test } from "vitest";
import { addDays } from "../../../rules/calendar/periods.ts";
import { openCases } from "../../../rules/judge/open-cases.ts";
import { changeLine, Nights, smallDeployment, verdict } from "./small-deployment.ts";

const LAYOFF = "single-layoff";

test("a risk from beginning to end: opened, raised, lowered, waiting, lifted", async () => {
  const warehouse = await smallDeployment();
  const nights = new Nights(warehouse);
  expect(await nights.stretch(LAYOFF, "2026-03-01", "2026-03-03", "IV")).toEqual(["2026-03-01 opened IV"]);
  expect(await nights.stretch(LAYOFF, "2026-03-04", "2026-03-10", "II")).toEqual(["2026-03-04 raised II"]);
  // Seven days after it last stood at II.
  expect(await nights.stretch(LAYOFF, "2026-03-11", "2026-03-20", "III")).toEqual(["2026-03-17 lowered III"]);
  // Thirty days after it last stood at any tier.
  expect(await nights.stretch(LAYOFF, "2026-03-21", "2026-04-25", null)).toEqual(["2026-04-19 lifted -"]);
  expect(await openCases(warehouse)).toEqual([]);
  const rows = await warehouse.rows(
    "SELECT seq, kind, tier_from, tier_to, reason, caused_by FROM case_event WHERE case_id = '2026-0001' ORDER BY seq",
  );
  expect(rows).toEqual([
    { seq: 1, kind: "opened", tier_from: null, tier_to: "IV", reason: "first-time", caused_by: "policy" },
    { seq: 2, kind: "raised", tier_from: "IV", tier_to: "II", reason: "tier-rose", caused_by: "policy" },
    { seq: 3, kind: "lowered", tier_from: "II", tier_to: "III", reason: "tier-fell", caused_by: "policy" },
    {
      seq: 4,
      kind: "lifted",
      tier_from: "III",
      tier_to: null,
      reason: "below-every-line",
      caused_by: "policy",
    },
  ]);
});

describe("missing data", () => {
  test("does not lift a case, however long it lasts", async () => {
    const nights = new Nights(await smallDeployment());
    await nights.stretch(LAYOFF, "2026-03-01", "2026-03-01", "III");
    // After twice the days of a lifting it is said, once, that nothing can be said.
    expect(await nights.stretch(LAYOFF, "2026-03-02", "2026-06-30", "no-statement")).toEqual([
      "2026-04-30 held III",
    ]);
    // The thirty quiet days begin when the rule can be judged again.
    expect(await nights.stretch(LAYOFF, "2026-07-01", "2026-08-10", null)).toEqual(["2026-07-30 lifted -"]);
  });

  test("in the middle of calm days neither counts as one nor begins them anew", async () => {
    const nights = new Nights(await smallDeployment());
    await nights.stretch(LAYOFF, "2026-03-01", "2026-03-01", "IV");
    await nights.stretch(LAYOFF, "2026-03-02", "2026-03-25", null);
    await nights.stretch(LAYOFF, "2026-03-26", "2026-03-26", "no-statement");
    expect(await nights.stretch(LAYOFF, "2026-03-27", "2026-04-30", null)).toEqual(["2026-04-01 lifted -"]);
  });

  test("of a rule that never fired in the case keeps nothing up", async () => {
    const nights = new Nights(await smallDeployment());
    await nights.run("2026-03-01", [
      verdict(LAYOFF, "2026-03-01", "IV"),
      verdict("layoff-rate", "2026-03-01", "coverage-below-floor"),
    ]);
    const events: string[] = [];
    for (let date = "2026-03-02"; date <= "2026-04-05"; date = addDays(date, 1)) {
      const changed = await nights.run(date, [
        verdict(LAYOFF, date, null),
        verdict("layoff-rate", date, "coverage-below-floor"),
      ]);
      events.push(...changed.map(changeLine));
    }
    expect(events).toEqual(["2026-03-31 lifted -"]);
  });

  test("of one rule holds a case up although another of its rules is calm", async () => {
    const nights = new Nights(await smallDeployment());
    const both = (
      date: string,
      layoff: Parameters<typeof verdict>[2],
      other: Parameters<typeof verdict>[2],
    ) => nights.run(date, [verdict(LAYOFF, date, layoff), verdict("layoff-rate", date, other)]);
    await both("2026-03-01", "IV", "III");
    expect(await both("2026-04-15", null, "coverage-below-floor")).toEqual([]);
  });
});

describe("one area and one cause make one case", () => {
  test("two rules of one cause open one case at the graver tier, and the lighter is told with it", async () => {
    const warehouse = await smallDeployment();
    const nights = new Nights(warehouse);
    const [event, ...more] = await nights.run("2026-03-01", [
      verdict("layoff-rate", "2026-03-01", "III"),
      verdict(LAYOFF, "2026-03-01", "II"),
      verdict("layoff-cluster", "2026-03-01", null),
    ]);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ kind: "opened", tierTo: "II", rule: LAYOFF, cause: "layoffs" });
    expect(event?.facts.also).toEqual([{ rule: "layoff-rate", tier: "III" }]);
  });

  test("another cause is another case, another area too; the gravest is numbered first", async () => {
    const warehouse = await smallDeployment();
    const events = await new Nights(warehouse).run("2026-03-01", [
      verdict("new-claims-surge", "2026-03-01", "IV"),
      verdict(LAYOFF, "2026-03-01", "III"),
      verdict(LAYOFF, "2026-03-01", "I", "990102"),
    ]);
    expect(events.map(({ caseId, area, cause, tierTo }) => [caseId, area, cause, tierTo])).toEqual([
      ["2026-0001", "990102", "layoffs", "I"],
      ["2026-0002", "990101", "layoffs", "III"],
      ["2026-0003", "990101", "claims", "IV"],
    ]);
  });

  test("a second rule that fires later raises the case of the first", async () => {
    const nights = new Nights(await smallDeployment());
    await nights.stretch(LAYOFF, "2026-03-01", "2026-03-01", "IV");
    const [event] = await nights.run("2026-03-02", [
      verdict(LAYOFF, "2026-03-02", "IV"),
      verdict("layoff-cluster", "2026-03-02", "II"),
    ]);
    expect(event).toMatchObject({ caseId: "2026-0001", seq: 2, kind: "raised", rule: "layoff-cluster" });
  });

  test("a risk that comes back soon after a lifting is the same case, later a new one; the number starts again with the year", async () => {
    const warehouse = await smallDeployment();
    const nights = new Nights(warehouse);
    await nights.stretch(LAYOFF, "2026-08-01", "2026-08-01", "IV");
    expect(await nights.stretch(LAYOFF, "2026-08-02", "2026-09-01", null)).toEqual(["2026-08-31 lifted -"]);
    expect(await nights.stretch(LAYOFF, "2026-09-02", "2026-09-02", "III")).toEqual([
      "2026-09-02 reopened III",
    ]);
    expect((await openCases(warehouse)).map((row) => row.id)).toEqual(["2026-0001"]);
    expect(await nights.stretch(LAYOFF, "2026-09-03", "2026-11-02", null)).toEqual(["2026-10-02 lifted -"]);
    expect(await nights.stretch(LAYOFF, "2026-11-03", "2026-11-03", "III")).toEqual([
      "2026-11-03 opened III",
    ]);
    await nights.stretch(LAYOFF, "2027-01-02", "2027-01-02", "IV", "990102");
    expect((await openCases(warehouse)).map((row) => row.id)).toEqual(["2026-0002", "2027-0001"]);
  });
});

test("the same date run again changes nothing", async () => {
  const warehouse = await smallDeployment();
  const nights = new Nights(warehouse);
  await nights.stretch(LAYOFF, "2026-03-01", "2026-03-05", "II");
  const seen = () => warehouse.rows("SELECT * EXCLUDE (night) FROM case_event ORDER BY ALL");
  const before = await seen();
  expect(await nights.run("2026-03-05", [verdict(LAYOFF, "2026-03-05", "II")])).toEqual([]);
  expect(await seen()).toEqual(before);
  await nights.stretch(LAYOFF, "2026-03-06", "2026-04-04", null);
  expect(await nights.run("2026-04-04", [verdict(LAYOFF, "2026-04-04", null)])).toEqual([]);
  const [count] = await warehouse.rows("SELECT count(*) AS verdicts FROM verdict WHERE date = '2026-04-04'");
  expect(count).toEqual({ verdicts: 1 });
});

test("a verdict that its dwell still holds back opens no case", async () => {
  const nights = new Nights(await smallDeployment());
  const waiting = { ...verdict("insured-decline", "2026-03-01", "II"), steadyTier: null };
  expect(await nights.run("2026-03-01", [waiting])).toEqual([]);
});

test("a case is lowered to the gravest tier that the waiting days saw, not to the lightest of tonight", async () => {
  const nights = new Nights(await smallDeployment());
  await nights.stretch(LAYOFF, "2026-03-01", "2026-03-01", "I");
  expect(await nights.stretch(LAYOFF, "2026-03-02", "2026-03-07", "II")).toEqual([]);
  expect(await nights.stretch(LAYOFF, "2026-03-08", "2026-03-20", "IV")).toEqual([
    "2026-03-08 lowered II",
    "2026-03-14 lowered IV",
  ]);
});
