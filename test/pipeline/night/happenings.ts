import { addDays } from "../../../rules/calendar/periods.ts";
import type { Random } from "../../../rules/detectors/random.ts";
import type { Pair } from "./pair-of-deployments.ts";
import { BANNERS, insuranceTable, layoff, monthsBefore, nilStatement } from "./two-leagues.ts";

/** Lines of a rule on claims: the shipped ones, and ones so low that nearly every figure reaches them. */
const LINES = { usual: "IV: [{ change: 30, count: 36 }]", low: "IV: [{ change: 1, count: 5 }]" };
/** Changes that are drawn more often than the others. */
export const OFTEN = [
  "nothing",
  "nothing",
  "an answer",
  "insurance tables",
  "insurance tables",
  "a nil statement",
];
const RATE = "falseDiscoveryRate: 0.2\n";

/** Changes that may happen before a night; each returns whether it was made. */
export const HAPPENINGS: Readonly<
  Record<string, (pair: Pair, random: Random, date: string) => Promise<boolean>>
> = {
  nothing: async () => true,
  "a layoff": async (pair, random, date) => {
    const area = random.pick(BANNERS);
    const text = layoff(
      area,
      `L${random.integer(1, 4)}`,
      addDays(date, random.integer(-3, 2)),
      random.integer(5, 400),
    );
    return put(pair, `inbox/${area}/裁减人员报告_${date}.csv`, text);
  },
  "a layoff sent again without its number": async (pair, random, date) => {
    const area = BANNERS[3]!;
    const texts = [0, 1].map((again) =>
      layoff(area, "", addDays(date, again - 2), 60 + again * random.integer(1, 5)),
    );
    texts.forEach((text, at) => void put(pair, `inbox/${area}/裁减人员报告_${at}_${date}.csv`, text));
    return true;
  },
  "a nil statement": async (pair, random, date) => {
    const area = random.pick(BANNERS);
    return put(
      pair,
      `inbox/${area}/裁减人员报告_s_${date}.csv`,
      nilStatement(area, monthsBefore(date, 1, 1)[0]!),
    );
  },
  "insurance tables": async (pair, random, date) => {
    const areas = BANNERS.filter(() => random.chance(0.6));
    const months = monthsBefore(date, random.pick([1, 1, 1, 2]), 1);
    const table = insuranceTable(areas, months, random, random.pick([1, 1, 2]));
    return put(pair, `inbox/失业保险月报_${date}.csv`, table);
  },
  "an answer": (pair, random, date) =>
    pair.answer(random.pick(["amendment", "separate"]), `${date}T08:00:00.000Z`),
  "other lines": (pair) =>
    pair.change("policy.yaml", (policy) =>
      policy.includes(LINES.usual)
        ? policy.replace(LINES.usual, LINES.low)
        : policy.replace(LINES.low, LINES.usual),
    ),
  "another coverage floor": (pair) =>
    pair.change("policy.yaml", (policy) =>
      policy.replace(/coverageFloor: (.*)/, (_, floor) => `coverageFloor: ${floor === "0.8" ? 0.1 : 0.8}`),
    ),
  "a false discovery rate": (pair) =>
    pair.change("policy.yaml", (policy) =>
      policy.startsWith(RATE) ? policy.slice(RATE.length) : `${RATE}${policy}`,
    ),
  "another league": (pair) =>
    pair.change("areas.csv", (areas) =>
      areas.replace(
        /^(150304,.*,banner,)(\d+)/m,
        (_, before, league) => `${before}${league === "150300" ? "152900" : "150300"}`,
      ),
    ),
  "another weight": (pair, random) => {
    const weight = random.integer(1, 60000);
    return pair.change("areas.csv", (areas) =>
      areas.replace(/^(152922,.*banner,152900,,)\d+/m, `$1${weight}`),
    );
  },
};

/** Put a file into both inboxes. */
export async function put(pair: Pair, path: string, text: string): Promise<boolean> {
  pair.both((folder) => folder.put(path, text));
  return true;
}
