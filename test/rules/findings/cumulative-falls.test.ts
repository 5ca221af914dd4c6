import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingOf } from "../../../reports/views/targets.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import { parseTarget } from "../../../rules/targets/parse-target.ts";
import { EmploymentBanner, month } from "./employment-banner.ts";

describe("December's cumulative figure, corrected downwards", () => {
  let banner: EmploymentBanner;
  beforeEach(async () => {
    banner = new EmploymentBanner();
    await banner.begin("2025-12");
    expect(await banner.findings()).toEqual([]);
  });
  afterEach(() => banner.remove());

  /** Progress of a target of 1,000 new jobs in 2025, on a day. */
  const standing = async (date: string) => {
    const { warehouse } = await banner.open();
    const span = { from: "2025-01", to: "2025-12" };
    const target = {
      ...{ id: "t", area: "150203", unit: "人", kind: "cumulative" as const, span, published: [] },
      parsed: parseTarget("1000")!,
    };
    const question = { date, asOf: `${date}T15:59:59.999Z`, coverageFloor: 0.8, sourceName: "本系统" };
    const { actuals } = await standingOf(warehouse, target, indicatorById("new-urban-jobs"), question);
    return actuals.map(({ to, value }) => `${to} ${value}`);
  };

  it("is loaded with its row, asked about, and the target follows it", async () => {
    expect(await standing("2025-12-10")).toEqual(["2025-11 1045"]);
    await banner.send("2026-01-12", month("2025-12", { jobs: 990, unemployed: 901 }));
    const [row] = await banner.rows(
      "SELECT accepted, refused, held FROM submission ORDER BY id DESC LIMIT 1",
    );
    expect(row).toEqual({ accepted: 1, refused: 0, held: 0 });
    expect(
      await banner.rows(
        "SELECT registered_unemployed FROM fact_employment_statistics WHERE new_jobs_ytd = 990",
      ),
    ).toEqual([{ registered_unemployed: 901 }]);
    expect(await banner.findings()).toEqual(["cumulative-falls 2025-12 open"]);
    expect(await standing("2026-01-12")).toEqual(["2025-12 990"]);
    const [receipt] = await banner.rows<{ subject: string; body_text: string }>(
      "SELECT subject, body_text FROM letter WHERE kind = 'receipt' ORDER BY night DESC",
    );
    expect(receipt!.subject).toContain("1项待核实");
    expect(receipt!.body_text).toContain("按年末核减更正计入：城镇新增就业人数990（前期为1,045）");
  });

  it("November sent again as it was is accepted; above December by a correction of its own it is not", async () => {
    await banner.send("2026-01-12", month("2025-12", { jobs: 990 }));
    await banner.send("2026-01-13", month("2025-11", { unemployed: 890 }));
    expect(await banner.rows("SELECT count(*) AS refused FROM rejected_row")).toEqual([{ refused: 0 }]);
    await banner.send("2026-01-14", month("2025-11", { jobs: 1050 }));
    const [{ reasons } = { reasons: "" }] = await banner.rows<{ reasons: string }>(
      "SELECT reasons FROM rejected_row",
    );
    expect(reasons).toContain("cumulative-above-next");
  });

  it("a November corrected to match closes the question", async () => {
    await banner.send("2026-01-12", month("2025-12", { jobs: 990 }));
    await banner.send("2026-01-20", month("2025-11", { jobs: 960 }));
    expect(await banner.findings()).toEqual(["cumulative-falls 2025-12 corrected"]);
  });
});

it("a fall in another month is loaded as reported and asked about, not said to be a correction of the year", async () => {
  const banner = new EmploymentBanner();
  await banner.begin("2025-09");
  await banner.send("2025-10-12", month("2025-09", { jobs: 98 }));
  expect(await banner.findings()).toEqual(["cumulative-falls 2025-09 open"]);
  const [letter] = await banner.rows<{ body_text: string }>(
    "SELECT body_text FROM letter WHERE id LIKE 'finding%'",
  );
  expect(letter!.body_text).toContain("已按报送数计入：城镇新增就业人数98（前期为760）");
  banner.remove();
});

it("a fall that its office explains beside it is loaded and not asked about; the receipt repeats the explanation", async () => {
  const banner = new EmploymentBanner();
  await banner.begin("2025-09");
  await banner.explain("2025-10-12", month("2025-09", { jobs: 700 }), "核减重复统计60人");
  expect(await banner.findings()).toEqual([]);
  const [row] = await banner.rows("SELECT accepted, held FROM submission ORDER BY id DESC LIMIT 1");
  expect(row).toEqual({ accepted: 1, held: 0 });
  const [receipt] = await banner.rows<{ body_text: string }>(
    "SELECT body_text FROM letter WHERE kind = 'receipt' ORDER BY night DESC",
  );
  expect(receipt!.body_text).toContain("核减重复统计60人");
  banner.remove();
});
