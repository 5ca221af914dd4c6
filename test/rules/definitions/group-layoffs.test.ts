import { groupLayoffs } from "../../../rules/definitions/group-layoffs.ts";
import { layoff, ruleCases } from "../rule-cases.ts";

const sister = (employer: string, persons: number, more = {}) =>
  layoff(employer, persons, 500, {
    groupName: "样例能源集团",
    groupKey: "样例能源集团",
    area: "990101",
    ...more,
  });
/** An enterprise that names who controls it. */
const owned = (employer: string, persons: number, more = {}) =>
  layoff(employer, persons, 500, { controller: "C0", area: "990101", ...more });

ruleCases(groupLayoffs, {
  fires: [
    { name: "three sisters of 15", events: ["甲", "乙", "丙"].map((name) => sister(name, 15)), tier: "IV" },
    { name: "one controlling code", events: [owned("甲", 15), owned("乙", 15)], tier: "IV" },
    {
      name: "who controls the others is one of them",
      events: [
        owned("甲", 15),
        layoff("母公司", 15, null, { code: "C0", employerKey: "C0", area: "990101" }),
      ],
      tier: "IV",
    },
    {
      name: "one names the group, the other group and code",
      events: [sister("甲", 15), sister("乙", 15, { controller: "C0" }), owned("丙", 25)],
      tier: "III",
    },
    {
      name: "sisters of 60 and more",
      events: ["甲", "乙", "丙", "丁"].map((name) => sister(name, 60)),
      tier: "II",
    },
  ],
  quiet: [
    { name: "one enterprise of a group alone", events: [sister("甲", 120)] },
    { name: "enterprises without a group", events: [layoff("甲", 40), layoff("乙", 40)] },
    { name: "two sisters of 9", events: [sister("甲", 9), sister("乙", 9)] },
    { name: "one enterprise under two groups of letters", events: [sister("甲", 15), owned("乙", 15)] },
  ],
  notJudged: [
    {
      name: "one sister and no statement",
      events: [sister("甲", 15)],
      stated: false,
      reason: "no-statement",
    },
  ],
});
