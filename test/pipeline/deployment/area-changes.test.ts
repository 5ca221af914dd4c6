import { expect, it } from "vitest";
import { readAreaChanges } from "../../../pipeline/deployment/area-changes.ts";
import { readAreas } from "../../../pipeline/deployment/areas.ts";
import type { Problem } from "../../../pipeline/deployment/problems.ts";

const AREAS = readAreas(
  `code,name,name_en,alias,level,parent,reports_to,weight,valid_from,valid_to
990000,某区,,,region,,,,,
990100,甲盟,,,league,990000,,,,
990101,甲一旗,,,banner,990100,,,,
990102,甲二旗,,,banner,990100,,,,2021-12-31
990103,甲三旗,,,banner,990100,,,2023-01-01,
`,
  "areas.csv",
  [],
);
const read = (rows: string) => {
  const problems: Problem[] = [];
  const changes = readAreaChanges(`day,kind,code,former\n${rows}\n`, "area-changes.csv", AREAS, problems);
  return { changes, problems: problems.map(({ file, line, message }) => `${file}:${line}: ${message.en}`) };
};

it("reads what changed from which day on", () => {
  const rows =
    "2021-05-01,renamed,990101,旧名旗\n2022-01-01,merged,990101,990102\n2023-01-01,split,990103,990101";
  const { changes, problems } = read(rows);
  expect(problems).toEqual([]);
  expect(changes.map((change) => Object.values(change).join())).toEqual(rows.split("\n"));
});

it.each([
  ["2021-13-01,renamed,990101,旧名旗", "day must be a date such as 2022-01-01"],
  ["2021-05-01,sold,990101,旧名旗", "kind must be one of renamed, moved, recoded, merged, split"],
  ["2021-05-01,renamed,990199,旧名旗", "code 990199 is not a code of areas.csv"],
  ["2021-05-01,renamed,990101,", "former must be filled: the name, the parent or the code of before"],
  ["2021-05-01,moved,990101,990900", "former 990900 is not a code of areas.csv"],
  [
    "2021-05-01,merged,990101,990102",
    "990102 must have ended before 2021-05-01: its valid_to in areas.csv is 2021-12-31",
  ],
  [
    "2021-05-01,recoded,990101,990102",
    "990101 cannot have begun before 2021-05-01: its valid_from in areas.csv is blank",
  ],
])("says what is wrong with %s", (row, message) => {
  expect(read(row).problems).toContain(`area-changes.csv:2: ${message}`);
});
