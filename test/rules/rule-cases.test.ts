import { expect, test } from "vitest";
import { weaknesses } from "./rule-cases.ts";

const row = (name: string) => ({ name });
const silent = (name: string, reason = "no-report") => ({ name, reason });
const good = { fires: [row("a")], quiet: [row("b")], notJudged: [silent("c")] };

test.each([
  { name: "complete cases", cases: good, message: [] },
  { name: "no quiet row", cases: { ...good, quiet: [] }, message: ["no row for quiet"] },
  { name: "two rows of one name", cases: { ...good, quiet: [row("A ")] }, message: ["“a” stands twice"] },
  {
    name: "a name left blank",
    cases: { ...good, fires: [row(" ")] },
    message: ["the name “” is not filled in"],
  },
  {
    name: "a placeholder for a name",
    cases: { ...good, fires: [row("TODO name")] },
    message: ["the name “todo name” is not filled in"],
  },
  {
    name: "a row without a reason",
    cases: { ...good, notJudged: [silent("c", "")] },
    message: ["“c” has no reason"],
  },
])("the harness sees $name", ({ cases, message }) => {
  expect(weaknesses(cases)).toEqual(message);
});
