import { industryLayoffs } from "../../../rules/definitions/industry-layoffs.ts";
import { layoff, ruleCases } from "../rule-cases.ts";

/** Reports of coal mines, one in each of so many places. */
const mines = (places: number, persons: number, perPlace = 1) =>
  Array.from({ length: places * perPlace }, (_, at) =>
    layoff(`矿${at}`, persons, 900, {
      ...{ area: `99010${at % places}`, industry: "煤炭开采和洗选业", industryKey: "煤炭开采和洗选业" },
    }),
  );

ruleCases(industryLayoffs, {
  fires: [
    { name: "a mine in each of four banners, 40 each", events: mines(4, 40), tier: "IV" },
    { name: "two mines in each of four banners, 40 each", events: mines(4, 40, 2), tier: "III" },
    { name: "eight places with 80 each", events: mines(8, 80), tier: "II" },
    { name: "although statements are missing", events: mines(4, 40), stated: false, tier: "IV" },
  ],
  quiet: [
    { name: "two places", events: mines(2, 80) },
    { name: "few workers", events: mines(4, 10) },
    {
      name: "four industries",
      events: mines(4, 40).map((report, at) => ({ ...report, industryKey: `行业${at}` })),
    },
    { name: "no industry named", events: mines(4, 40).map((report) => ({ ...report, industryKey: null })) },
  ],
  notJudged: [
    { name: "two places and no statement", events: mines(2, 40), stated: false, reason: "no-statement" },
  ],
});
