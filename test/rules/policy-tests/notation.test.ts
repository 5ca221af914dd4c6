import { describe, expect, it } from "vitest";
import { readFigure, readPeriod, readSeries } from "../../../rules/policy-tests/notation.ts";

const values = (text: string, isRatio = false) => {
  const read = readSeries(text, "month", isRatio);
  if ("message" in read) return read.message;
  return [...read.series].map(([period, figure]) =>
    figure === null
      ? `${period} _`
      : `${period} ${figure.numerator}${figure.denominator === null ? "" : `/${figure.denominator}`}`,
  );
};

describe("a series in short", () => {
  it.each([
    ["2024-01: 40", ["2024-01-31 40"]],
    ["2024-01: 40x2 _ 110", ["2024-01-31 40", "2024-02-29 40", "2024-03-31 _", "2024-04-30 110"]],
    ["2024-11: 40+2x3", ["2024-11-30 40", "2024-12-31 42", "2025-01-31 44"]],
    ["2024-01: 10-5x3", ["2024-01-31 10", "2024-02-29 5", "2024-03-31 0"]],
    ["2024-01: _x2", ["2024-01-31 _", "2024-02-29 _"]],
  ])("%s", (text, expected) => expect(values(text)).toEqual(expected));

  it("writes a ratio as numerator and denominator", () =>
    expect(values("2024-03: 382/76443x2", true)).toEqual(["2024-03-31 382/76443", "2024-04-30 382/76443"]));

  it.each([
    ["40 50", false, "error.series-start"],
    ["2024-13: 40", false, "error.series-start"],
    ["2024-01: forty", false, "error.series-item"],
    ["2024-01: 40y3", false, "error.series-item"],
    ["2024-01:", false, "error.series-length"],
    ["2024-01: 40x601", false, "error.series-length"],
    ["2024-01: 40", true, "error.series-ratio"],
    ["2024-01: 40/50", false, "error.series-count"],
  ] as const)("%s is refused", (text, isRatio, message) => expect(values(text, isRatio)).toBe(message));

  it("counts quarters and weeks by their last day", () => {
    const read = readSeries("2024-03: 9/10 8/10", "quarter", true);
    expect("series" in read && [...read.series.keys()]).toEqual(["2024-03-31", "2024-06-30"]);
    expect(readPeriod("2024-01", "week")).toBeNull();
    expect(readPeriod("2024-01-06", "week")).toBe("2024-01-06");
  });

  it("reads a single figure", () => {
    expect(readFigure("_", false)).toBeNull();
    expect(readFigure("110", false)).toEqual({ numerator: 110, denominator: null });
    expect(readFigure("40x2", false)).toBeUndefined();
  });
});
