import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { targetsText } from "../../../../pipeline/commands/look/targets.ts";
import { main } from "../../../../pipeline/main.ts";
import type { OpenDeployment } from "../../../../pipeline/night/open-deployment.ts";
import { lastMonthBy, standingOf } from "../../../../reports/views/targets.ts";
import { indicatorById } from "../../../../rules/indicators/index.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const HEADER =
  "行政区划代码,报告期,新增就业口径,城镇新增就业人数,失业人员再就业人数,就业困难人员就业人数,农牧民转移就业人次,期末登记失业人数,期末城镇就业人数\n";
const BANNERS = ["152921", "152922", "152923", "152971", "152921401"];

describe("the example's targets", () => {
  const small = new SmallDeployment();
  let deployment: OpenDeployment;

  beforeAll(async () => {
    deployment = await small.open();
  });
  afterAll(() => small.remove());

  const standings = async (plan: string, date: string) => {
    const { targets, policy } = deployment.deployment;
    const question = {
      ...{ date, asOf: `${date}T15:59:59.999Z`, coverageFloor: policy.coverageFloor },
      sourceName: "本系统指标",
    };
    const rows: [string, Awaited<ReturnType<typeof standingOf>>][] = [];
    for (const target of targets.filter((candidate) => candidate.plan === plan)) {
      const indicator = target.indicator === undefined ? undefined : indicatorById(target.indicator);
      rows.push([target.id, await standingOf(deployment.warehouse, target, indicator, question)]);
    }
    return new Map(rows);
  };
  const percent = (value: number | null | undefined) => value && (100 * value).toFixed(1);

  // ALS22: new jobs 2,770, re-employed 1,811, hardship 659, registered rate 3.46 %; against 专栏2 by hand.
  it("Alxa 2022 against all of its targets", async () => {
    const all = await standings("alxa-14", "2022-12-31");
    const states = [...all].map(([id, { progress }]) =>
      "notJudged" in progress
        ? `${id} ${progress.notJudged}`
        : `${id} ${progress.state} ${progress.actual} ${percent(progress.pace) ?? ""}`.trim(),
    );
    expect(states).toEqual([
      "alxa-14-new-jobs on-pace 2770 110.8",
      "alxa-14-reemployed on-pace 1811 301.8",
      "alxa-14-hardship on-pace 659 188.3",
      "alxa-14-surveyed-rate no-actual",
      "alxa-14-registered-rate met 3.46",
      "alxa-14-urban-share no-actual",
      "alxa-14-graduates no-actual",
      "alxa-14-transfers no-actual",
      "alxa-14-transfers-6-months no-actual",
      "alxa-14-out-of-poverty no-actual",
      "alxa-14-productivity no-actual",
      "alxa-14-labour-share text-only",
      "alxa-14-skilled no-actual",
      "alxa-14-training no-actual",
      "alxa-14-rural-training no-actual",
      "alxa-14-pension-coverage no-actual",
      "alxa-14-schooling text-only",
    ]);
  });

  // 专栏1, target and 2020 actual: the share of each by hand.
  it("Alxa's 13th plan met every target", async () => {
    const all = await standings("alxa-13", "2020-12-31");
    const shares = [...all.values()].map(({ progress }) =>
      "state" in progress ? `${progress.state} ${percent(progress.progress) ?? progress.actual}` : "",
    );
    expect(shares).toEqual([
      ...["met 161.6", "met 135.4", "met 159.3", "met 3.29", "met 128.9", "met 101.7", "met 118.8"],
      ...["met 15047", "met 8925"],
    ]);
    expect(
      [...(await standings("alxa-13", "2019-12-31")).values()].every(
        ({ progress }) => "notJudged" in progress,
      ),
    ).toBe(true);
  });

  it("the region's: 万人 and ≥22万 alike, and the ones nobody has published", async () => {
    const region = (await standings("region-13", "2020-12-31")).get("region-13-new-jobs")!.progress;
    expect("progress" in region && percent(region.progress)).toBe("102.7");
    const standing = await standings("region-2022", "2025-12-31");
    expect([...standing.values()].every(({ progress }) => "notJudged" in progress)).toBe(true);
  });

  it("takes its own indicator's figures for the years it has, and published ones for the others", async () => {
    const row = (area: string, month: string, jobs: number) =>
      `${area},${month},来源口径,${jobs},${jobs},${jobs},${jobs},10,990\n`;
    const month = (period: string, jobs: number) => BANNERS.map((area) => row(area, period, jobs)).join("");
    small.put("inbox/就业统计月报_2024.csv", HEADER + month("2024-11", 400) + month("2024-12", 500));
    small.put("inbox/就业统计月报_2025.csv", HEADER + month("2025-03", 150) + row("152921", "2025-04", 999));
    await small.night("2025-05-09");
    const jobs = (await standings("alxa-14", "2025-05-09")).get("alxa-14-new-jobs")!;
    // Five places: 2,500 in 2024, 750 to March 2025; April came from one of five and is not the league's figure.
    expect(jobs.actuals.map(({ to, value }) => [to, value])).toEqual([
      ["2022-12", 2770],
      ["2024-12", 2500],
      ["2025-03", 750],
    ]);
    expect(jobs.progress).toMatchObject({ actual: 6020, months: 27, elapsed: 52 });
    const rate = (await standings("alxa-14", "2025-05-09")).get("alxa-14-registered-rate")!;
    expect(rate.progress).toMatchObject({ actual: 1, state: "met" });
  });

  it("are printed with progress, pace and why one is not judged, in both languages", async () => {
    const zh = await targetsText(deployment, "2022-12-31");
    expect(zh).toMatch(
      /城镇新增就业.*>〔12500〕 人.*≥2,770.*≥22\.2%.*110\.8%.*进度正常（仅有12个月数据，已过24个月）/,
    );
    expect(zh).toMatch(/劳动报酬占比.*稳步提高 .*未判定：目标为文字表述/);
    small.close();
    const printed: string[] = [];
    const effects = {
      now: () => new Date("2022-12-31T12:00:00Z"),
      out: (text: string) => void printed.push(text),
    };
    expect(await main(["targets", small.dir, "--lang", "en"], { ...effects, err: () => {} })).toBe(0);
    expect(printed.join("\n")).toMatch(
      /New urban jobs.*110\.8%.*on pace \(figures of 12 months, 24 have passed\)/,
    );
    deployment = await small.open();
  });
});

describe("a deployment without plans", () => {
  it("says what is missing", async () => {
    const small = new SmallDeployment("us-states");
    const printed: string[] = [];
    const effects = { now: () => new Date("2022-12-31T12:00:00Z"), out: () => {} };
    expect(await main(["targets", small.dir], { ...effects, err: (text) => void printed.push(text) })).toBe(
      2,
    );
    expect(printed.join()).toMatch(/no targets\.yaml/);
    small.remove();
  });
});

it.each([
  ["2026-03-30", "2026-02"],
  ["2026-03-31", "2026-03"],
  ["2026-01-01", "2025-12"],
])("by %s the last month that has ended is %s", (date, month) => {
  expect(lastMonthBy(date)).toBe(month);
});
