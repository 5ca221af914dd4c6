import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import type { Random } from "../../../rules/detectors/random.ts";
import type { SmallDeployment } from "../../small-deployment.ts";

/** Seven banners in two leagues: few enough for a fast night. */
export const BANNERS = ["150302", "150303", "150304", "152921", "152922", "152923", "152971"];
const AREAS = ["code", "150000", "150300", "152900", ...BANNERS];

/** Leave only the two leagues in a deployment's folder. */
export function keepTwoLeagues(deployment: SmallDeployment): void {
  const areas = readFileSync(join(deployment.dir, "areas.csv"), "utf8").trimEnd().split("\n");
  deployment.put("areas.csv", `${areas.filter((line) => AREAS.includes(line.split(",")[0]!)).join("\n")}\n`);
  const offices = readFileSync(join(deployment.dir, "offices.yaml"), "utf8").split(/^(?=- id:)/m);
  const kept = offices.filter((text) => AREAS.includes(/^- id: "?(\w+)"?/.exec(text)?.[1] ?? "code"));
  deployment.put("offices.yaml", kept.join(""));
  deployment.drop("targets.yaml");
  // It has places for the other leagues too.
  deployment.drop("map.csv");
}

const INSURANCE =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数";
const LAYOFFS =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

/** An insurance table of banners and months, its claims drawn around forty, times a factor. */
export function insuranceTable(
  banners: readonly string[],
  months: readonly string[],
  random: Random,
  times = 1,
): string {
  const rows = banners.flatMap((area) =>
    months.map((month) =>
      [area, month.slice(0, 7), 30000, 100, 100, 30000, 300 * times, random.poisson(40 * times)].join(","),
    ),
  );
  return `${[INSURANCE, ...rows].join("\n")}\n`;
}

/** The months before a day; the last one is the given number of months before it. */
export const monthsBefore = (day: string, last: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => shiftPeriod(day, "month", -last - at)).reverse();

/** One layoff report of a banner, with or without its number. */
export const layoff = (area: string, number: string, receivedOn: string, persons: number): string =>
  `${LAYOFFS}\n${area},,否,${number},样例${area}煤业有限公司,,一号矿,${receivedOn},${addDays(receivedOn, 30)},${persons},2000,\n`;

/** The nil statement of a month. */
export const nilStatement = (area: string, month: string): string =>
  `${LAYOFFS}\n${area},${month.slice(0, 7)},是,,,,,,,,,\n`;
