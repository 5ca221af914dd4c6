import { describe, expect, it, test } from "vitest";
import { atLeast, evenDigits } from "../../../rules/findings/digits.ts";
import { findingKinds } from "../../../rules/findings/index.ts";
import { smallDeployment, smallScenario } from "../../pipeline/simulate/small-deployment.ts";
import { both, names, PLANTS, planted } from "./plants.ts";
import { type Change, yearOfFindings } from "./region.ts";

/** The small region without shocks, with changed reports. */
const found = async (seed: number, change?: Change) =>
  (await yearOfFindings(smallDeployment(smallScenario()).dir, seed, change)).map(
    ({ kind, area, contract, period, evidence, pValue }) => ({
      kind,
      area,
      contract,
      period,
      evidence,
      pValue,
    }),
  );

describe("planted in a simulated region", () => {
  it("an office that copies its table forward", async () => {
    const copied = planted("人力资源市场供求", "990202", (rows) => {
      const july = rows.find((row) => row.报告期 === "2025-07");
      for (const row of rows.filter((candidate) => july && candidate.报告期! > "2025-07"))
        for (const name of ["需求人数", "求职人数", "网络招聘新增职位数"]) row[name] = july![name]!;
    });
    expect(await found(1, copied)).toEqual([
      {
        kind: "copied-forward",
        ...{ area: "990202", contract: "recruitment", period: "2025-11-30", pValue: null },
        evidence: expect.objectContaining({ from: "2025-07-31", to: "2025-11-30", periods: 5 }),
      },
    ]);
  });

  it("an office that rounds to tens", async () => {
    const rounded = planted("人力资源市场供求", "990101", (rows) => {
      for (const row of rows)
        for (const name of ["需求人数", "求职人数", "网络招聘新增职位数"])
          row[name] = String(10 * Math.round(Number(row[name]) / 10));
    });
    const [first, ...others] = await found(2, rounded);
    expect(others.filter(({ area }) => area !== "990101")).toEqual([]);
    expect(first).toMatchObject({ kind: "round-figures", area: "990101", contract: "recruitment" });
    expect(first!.pValue).toBeLessThan(1e-50);
  });

  it("an office whose last digits avoid the zero and favour the five", async () => {
    const invented = planted("人力资源市场供求", "990101", (rows) => {
      for (const row of rows)
        for (const name of ["需求人数", "求职人数", "网络招聘新增职位数"])
          row[name] = row[name]!.replace(/[0-3]$/, "5");
    });
    const [first] = await found(2, invented);
    expect(first).toMatchObject({ kind: "uneven-digits", area: "990101", evidence: { most: 5 } });
  });

  it("a banner whose insured fall by 8% in a month whose statement of layoffs is nil; a league that is 5% above its banners", async () => {
    const shrunk = planted("失业保险月报", "990102", (rows) => {
      const october = rows.find((row) => row.报告期 === "2025-10");
      if (!october) return;
      const loss = Math.round(0.08 * Number(october.期初参保人数));
      const take = (row: Record<string, string>, name: string, by: number) => {
        row[name] = String(Number(row[name]) + by);
      };
      take(october, "本期减少参保人数", loss);
      take(october, "期末参保人数", -loss);
      for (const row of rows.filter((candidate) => candidate.报告期! > "2025-10"))
        for (const name of ["期初参保人数", "期末参保人数"]) take(row, name, -loss);
    });
    const nil: Change = (name, [header = [], ...rows]) =>
      name.startsWith("裁减人员报告")
        ? [
            header,
            ...rows.filter(
              (row) =>
                row[0] !== "990102" || row[2] === "是" || !row.some((cell) => /2025-(0[89]|1)/.test(cell)),
            ),
          ]
        : [header, ...rows];
    const statement: Change = (name, [header = [], ...rows]) => {
      if (!name.startsWith("裁减人员报告") || !name.includes("2025") || !name.includes("990100"))
        return [header, ...rows];
      const stated = rows.some((row) => row[0] === "990102" && row[1] === "2025-10");
      const row = header.map((column) =>
        column === "行政区划代码"
          ? "990102"
          : column === "报送月份"
            ? "2025-10"
            : column === "零报告"
              ? "是"
              : column === "填报日期"
                ? "2025-11-06"
                : "",
      );
      return [header, ...rows, ...(stated ? [] : [row])];
    };
    const above: Change = (name, [header = [], ...rows]) => {
      if (!name.startsWith("失业保险月报")) return [header, ...rows];
      const bannerRows = rows.filter((row) => /^9902/.test(row[0]!) && row[1] === "2025-09");
      if (bannerRows.length < 2) return [header, ...rows];
      const sum = (at: number) => bannerRows.reduce((all, row) => all + Number(row[at]), 0);
      const league = header.map((column, at) =>
        at === 0
          ? "990200"
          : at === 1
            ? "2025-09"
            : column === "填报日期"
              ? "2025-10-20"
              : /参保人数|领取/.test(column)
                ? String(sum(at))
                : "",
      );
      const at = (column: string) => header.indexOf(column);
      const closing = Math.round(1.05 * sum(at("期末参保人数")));
      league[at("期末参保人数")] = String(closing);
      league[at("期初参保人数")] = String(
        closing - sum(at("本期新增参保人数")) + sum(at("本期减少参保人数")),
      );
      return [header, ...rows, league];
    };
    const all = await found(3, both(shrunk, nil, statement, above));
    expect(all.map(({ kind, area, period }) => [kind, area, period])).toEqual([
      ["far-from-past", "990102", "2025-10-31"],
      ["parts-differ", "990200", "2025-09-30"],
      ["drop-without-layoffs", "990102", "2025-10-31"],
    ]);
    const [, apart, fallen] = all;
    expect(apart!.evidence).toMatchObject({
      parts: 2,
      figures: 2,
      figure: { zh: expect.stringMatching(/期.参保人数/) },
    });
    expect(Math.round(Number(apart!.evidence.share))).toBe(5);
    expect(Math.round(Number(fallen!.evidence.fall))).toBe(8);
  });
});

test("each planted trick is found and named, and little is asked about beside it", async () => {
  const areas = ["990101", "990102", "990201"];
  const changes = PLANTS.map(({ change }, at) => change(areas[at]!));
  const all = await yearOfFindings(
    smallDeployment(smallScenario()).dir,
    5,
    changes.reduce((first, next) => both(first, next)),
  );
  for (const [at, plant] of PLANTS.entries()) expect(names(plant, areas[at]!, all), plant.name).toBe(true);
  expect(all.filter(({ area }) => !areas.includes(area)).length).toBeLessThanOrEqual(1);
});

test("clean regions raise next to nothing: at most one finding in a region and year", async () => {
  for (const seed of [11, 12]) expect((await found(seed)).length, `seed ${seed}`).toBeLessThanOrEqual(1);
});

test("every kind says what else may explain it, asks a question and states its ground", () => {
  for (const kind of findingKinds) {
    for (const text of [kind.title, kind.message, kind.question, kind.limitations]) {
      expect(text.zh.length).toBeGreaterThan(3);
      expect(text.en.length).toBeGreaterThan(3);
    }
    expect(kind.basis).not.toBe("");
  }
  expect(new Set(findingKinds.map(({ id }) => id)).size).toBe(findingKinds.length);
});

describe("chances", () => {
  // pbinom(7, 8, .5, lower = FALSE) and pbinom(19, 60, .1, lower = FALSE) in R; the first is 2^-8.
  it("of round figures are the binomial's upper tail", () => {
    expect(atLeast(8, 8, 0.5)).toBeCloseTo(0.00390625, 12);
    expect(atLeast(0, 8, 0.5)).toBe(1);
    let sum = 0;
    for (let k = 20, choose = 4191844505805495; k <= 60; k++) {
      sum += choose * 0.1 ** k * 0.9 ** (60 - k);
      choose = (choose * (60 - k)) / (k + 1);
    }
    expect(atLeast(20, 60, 0.1) / sum).toBeCloseTo(1, 9);
  });

  it("of uneven digits are Pearson's", () => {
    expect(evenDigits(Array.from({ length: 10 }, () => 6))).toBe(1);
    // Distance (5² + 5²) / 10 = 5 on nine degrees: 0.834308 in printed tables of the chi-squared distribution.
    expect(evenDigits([15, 5, 10, 10, 10, 10, 10, 10, 10, 10])).toBeCloseTo(0.834308, 6);
  });
});
