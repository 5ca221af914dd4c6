import { expect, test } from "vitest";
import { byEmployer } from "../../rules/definitions/by-employer.ts";
import { layoff } from "./rule-cases.ts";

const coded = (code: string | null, persons: number, name = "样例银岭煤业") =>
  layoff(name, persons, 400, { code, employerKey: code ?? name, nameKey: name });

test("one enterprise with and without its credit code is one enterprise", () => {
  const [firm, ...others] = byEmployer([coded("C1", 30), coded(null, 30)]);
  expect(others).toEqual([]);
  expect(firm).toMatchObject({ employerKey: "C1", persons: 60, staff: 400 });
});

test("two codes are two enterprises, and a name they share decides nothing", () => {
  const firms = byEmployer([coded("C1", 30), coded("C2", 31), coded(null, 29)]);
  expect(firms.map(({ persons }) => persons)).toEqual([31, 30, 29]);
});

test("a code reported under two names is one enterprise", () => {
  expect(byEmployer([coded("C1", 30), coded("C1", 20, "样例银岭煤业（原名）")])).toHaveLength(1);
});
