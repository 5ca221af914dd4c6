import { layoffCluster } from "../../../rules/definitions/layoff-cluster.ts";
import { layoff, ruleCases } from "../rule-cases.ts";

const firms = (count: number, persons: number, staff: number | null = null) =>
  Array.from({ length: count }, (_, at) => layoff(`企业${at + 1}`, persons, staff));

// Numbers: 鲁人社发〔2016〕14号, five enterprises of one county, each above 50 persons or from 30 % of its staff.
ruleCases(layoffCluster, {
  fires: [
    { name: "five firms of 51 in a month", events: firms(5, 51), tier: "II" },
    {
      name: "the fifth firm by its share, 12 of 36",
      events: [...firms(4, 51), layoff("小厂", 12, 36)],
      tier: "II",
    },
    {
      name: "the fifth firm at exactly 30 %",
      events: [...firms(4, 51), layoff("小厂", 12, 40)],
      tier: "II",
    },
    { name: "five firms of 300 make 1,500", events: firms(5, 300), tier: "I" },
    { name: "1,499 by five firms", events: [...firms(4, 300), layoff("末", 299)], tier: "II" },
    { name: "four firms", events: firms(4, 51), tier: "III" },
    { name: "two firms", events: firms(2, 51), tier: "IV" },
    {
      name: "a firm counts once, its reports together",
      events: [layoff("甲", 30), layoff("甲", 30), layoff("乙", 51)],
      tier: "IV",
    },
    { name: "although the statement is missing for five", events: firms(5, 51), stated: false, tier: "II" },
  ],
  quiet: [
    { name: "five firms of 50 below 30 %: not above fifty", events: firms(5, 50, 200) },
    { name: "five firms of 50 without a staff total", events: firms(5, 50) },
    { name: "one firm alone is no cluster", events: firms(1, 900) },
    {
      name: "ten reports of one firm are one firm",
      events: Array.from({ length: 10 }, () => layoff("甲", 60)),
    },
    {
      name: "a fifth firm at 29.7 % and the first below",
      events: [layoff("甲", 51), layoff("小厂", 11, 37)],
    },
  ],
  notJudged: [
    { name: "one firm and no statement", events: firms(1, 51), stated: false, reason: "no-statement" },
  ],
});
