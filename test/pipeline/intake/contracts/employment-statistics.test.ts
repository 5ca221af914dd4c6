import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { employmentStatistics } from "../../../../pipeline/intake/contracts/employment-statistics.ts";
import { ContractDeployment, type Row } from "../contract-deployment.ts";

const row = (area: string, more: Row = {}): Row => ({
  ...{ area, period: "2026-03", definition: "来源口径", new_jobs_ytd: 660, reemployed_ytd: 210 },
  ...{ hardship_ytd: 90, transferred_ytd: 1240, registered_unemployed: 400, urban_employed: 9600 },
  ...more,
});

describe("the monthly employment statistics", () => {
  let deployment: ContractDeployment;
  beforeEach(async () => {
    deployment = await new ContractDeployment(employmentStatistics).open();
  });
  afterEach(() => deployment.close());

  it.each([
    {
      name: "long-term unemployed without their cut-off",
      more: { long_term_unemployed: 60 },
      message: "check:long-term-says-its-cut-off|long_term_from|",
    },
    {
      name: "more long-term unemployed than registered ones",
      more: { long_term_unemployed: 401, long_term_from: "6个月以上" },
      message: "check:long-term-within-registered|long_term_unemployed|401",
    },
    { name: "an unknown definition", more: { definition: "估计" }, message: "not-word|definition|估计" },
  ])("$name is refused", async ({ more, message }) => {
    expect((await deployment.send([row("990101", more)])).rows).toEqual([{ line: 2, reasons: [message] }]);
  });

  // By hand: (400 + 200) / (9,600 + 400 + 4,800 + 200) = 4 %.
  it("gives the registered rate to league and region, and the count to banners", async () => {
    const other = { registered_unemployed: 200, urban_employed: 4800 };
    await deployment.send([row("990101"), row("990102", other)]);
    const rate = await deployment.observed("registered-unemployment-rate", "2026-03-31");
    expect(rate.get("990100")).toEqual({ numerator: 600, denominator: 15_000, value: 4 });
    expect(rate.get("990000")?.value).toBe(4);
    expect(rate.get("990101")).toEqual({ numerator: 400, denominator: 10_000, value: null });
    expect((await deployment.observed("registered-unemployed", "2026-03-31")).get("990102")?.value).toBe(200);
  });

  it("gives that rate for the last month of a quarter alone, and not without the employed", async () => {
    await deployment.send([row("990101", { period: "2026-02" }), row("990102", { urban_employed: "" })]);
    expect((await deployment.observed("registered-unemployment-rate", "2026-02-28")).size).toBe(0);
    expect((await deployment.observed("registered-unemployment-rate", "2026-03-31")).size).toBe(0);
    expect((await deployment.observed("registered-unemployed", "2026-02-28")).get("990101")?.value).toBe(400);
  });

  it("never adds new employment of different definitions", async () => {
    await deployment.send([
      row("990101", { definition: "扣除自然减员" }),
      row("990102", { definition: "不扣除自然减员", new_jobs_ytd: 900 }),
    ]);
    const league = async (id: string) => (await deployment.observed(id, "2026-03-31")).get("990100")?.value;
    expect(await league("new-urban-jobs-net")).toBe(660);
    expect(await league("new-urban-jobs-gross")).toBe(900);
    expect(await league("new-urban-jobs")).toBeUndefined();
    expect(await league("reemployed")).toBe(420);
  });
});
