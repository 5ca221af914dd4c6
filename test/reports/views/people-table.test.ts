import { describe, expect, it } from "vitest";
import { figureText, peopleTable } from "../../../reports/views/people-table.ts";
import { shortTitle } from "../../../reports/views/short-title.ts";
import { OBSERVATION } from "../../../warehouse/published/meanings.ts";

const column = (name: string, type = "VARCHAR", meaning: { zh: string; en: string } | null = null) => ({
  ...{ name, type, meaning },
});
const lines = (table: string): string[] =>
  table.split("\n").map((line) => line.replaceAll(/[│ ]+/g, " ").trim());

describe("an answer as people read it", () => {
  const columns = [
    column("indicator", "VARCHAR", OBSERVATION.indicator),
    column("value", "DOUBLE", OBSERVATION.value),
    column("coverage", "DOUBLE", OBSERVATION.coverage),
    column("known_at", "TIMESTAMP", OBSERVATION.known_at),
  ];
  const rows = [
    ["new-claims", 44, 0.6666666666666666, "2026-03-05 16:30:00"],
    ["layoff-rate", 3.0303030303030303, 1, "2026-03-06 15:59:59.123456"],
    ["no such indicator", 1.23456789012345, 0.000012345678, null],
  ];

  it("has figures with their indicator's decimals, times of the zone, titles over the columns", () => {
    const table = lines(peopleTable({ columns, rows, language: "zh-CN", zone: "Asia/Shanghai" }));
    expect(table[1]).toBe("指标 数值 数据完整性 收到时间");
    expect(table[3]).toBe("new-claims 44 0.666667 2026-03-06 00:30:00");
    expect(table[4]).toBe("layoff-rate 3.03 1 2026-03-06 23:59:59");
    expect(table[5]).toBe("no such indicator 1.234568 0.0000123457");
    expect(table.at(-1)).toBe("收到时间：Asia/Shanghai 时间（导出文件中为 UTC）");
  });

  it("has the names of the copy in English, and says the zone in English", () => {
    const table = lines(peopleTable({ columns, rows, language: "en", zone: "America/New_York" }));
    expect(table[1]).toBe("indicator value coverage known_at");
    expect(table[3]).toBe("new-claims 44 0.666667 2026-03-05 11:30:00");
    expect(table.at(-1)).toBe("known_at: times of America/New_York (UTC in exported files)");
  });

  it("keeps the names of two columns of one title, and of columns without a short one", () => {
    const twice = [
      column("value", "DOUBLE", { zh: "数值", en: "a" }),
      column("v2", "DOUBLE", { zh: "数值：另", en: "b" }),
      column("kind", "VARCHAR", { zh: "limb 属于、base 基准", en: "c" }),
    ];
    expect(
      lines(peopleTable({ columns: twice, rows: [[1, 2, "x"]], language: "zh-CN", zone: "UTC" }))[1],
    ).toBe("value v2 kind");
  });

  it("rounds what a summary and a pivot on indicators give", () => {
    const summary = ["column_name", "column_type", "min", "max", "avg", "std", "null_percentage"].map(
      (name) => column(name),
    );
    const rows = [
      ["value", "DOUBLE", "0.30000000000000004", "1e2", "0.3333333333333333", null, "0.00"],
      ["area", "VARCHAR", "00150100", "1e5", null, null, "0.00"],
      ["parts", "INTEGER", "7", "9", "8.123456789", "1", "0.00"],
    ];
    const table = lines(peopleTable({ columns: summary, rows, language: "zh-CN", zone: "UTC" }));
    expect(table.slice(3, 6)).toEqual([
      "value DOUBLE 0.3 100 0.333333 0.00",
      "area VARCHAR 00150100 1e5 0.00",
      "parts INTEGER 7 9 8.123457 1 0.00",
    ]);
    const pivot = [column("area"), column("layoff-rate", "DOUBLE"), column("new-claims", "DOUBLE")];
    expect(
      lines(peopleTable({ columns: pivot, rows: [["甲", 1 / 3, 44.4]], language: "zh-CN", zone: "UTC" }))[3],
    ).toBe("甲 0.33 44");
  });

  it("leaves whole numbers, days, midnights of every row and infinity as they are", () => {
    const table = peopleTable({
      columns: [
        column("n", "BIGINT"),
        column("d", "DATE"),
        column("m", "TIMESTAMP"),
        column("t", "TIMESTAMP WITH TIME ZONE"),
      ],
      rows: [
        ["9007199254740993", "2026-03-05", "2026-03-05 00:00:00", "2026-03-05 16:00:00+00"],
        [null, null, null, "infinity"],
      ],
      ...{ language: "zh-CN", zone: "Asia/Shanghai" },
    });
    expect(lines(table).slice(3, 5)).toEqual([
      "9007199254740993 2026-03-05 2026-03-05 00:00:00 2026-03-06 00:00:00",
      "infinity",
    ]);
    expect(table).toMatch(/\nt：Asia/);
  });

  it.each([
    [0.1 + 0.2, null, "0.3"],
    [1 / 3, null, "0.333333"],
    [-1 / 3, null, "-0.333333"],
    [1234567.123456789, null, "1234567.123457"],
    [1e-9, null, "0.000000001"],
    [100, null, "100"],
    [-0.0000000001, 2, "0.00"],
    [-0, null, "0"],
    ["1.500", null, "1.5"],
    ["12345678901234567890.123456", null, "12345678901234567890.123456"],
    [3, 2, "3.00"],
    [null, 2, null],
    ["NaN", 2, "NaN"],
    ["", 2, ""],
    [1e21, 2, 1e21],
  ])("%j with %j decimals is %j", (cell, decimals, expected) =>
    expect(figureText(cell, decimals)).toBe(expected),
  );

  it.each([
    ["指标，见 indicator_dictionary", "指标"],
    ["分子（下级之和）", "分子"],
    ["状态：open 达标、quiet 平稳待解除", "状态"],
    ["series 数列、event 事件", null],
    ["截至某一时点的数列中由原地区衔接而来的数值", null],
    ["", null],
  ])("the short title of %j is %j", (description, title) => expect(shortTitle(description)).toBe(title));
});
