import { splitLayoffs } from "../../../rules/definitions/split-layoffs.ts";
import { layoff, ruleCases } from "../rule-cases.ts";

/** Cuts of one enterprise of 250 on several days of 2026. */
const lots = (persons: number, days: readonly string[]) =>
  days.map((day) => layoff("甲", persons, 250, { receivedOn: `2026-${day}` }));

ruleCases(splitLayoffs, {
  fires: [
    { name: "19 in January and 19 in March", events: lots(19, ["01-12", "03-15"]), tier: "IV" },
    { name: "19, 19 and 19 in three months", events: lots(19, ["01-12", "02-14", "03-15"]), tier: "III" },
    {
      name: "a tenth of a small staff in two lots, each below it",
      events: [layoff("小厂", 9, 110, { receivedOn: "2026-01-20" }), layoff("小厂", 9, 110)],
      tier: "IV",
    },
    {
      name: "once with and once without its code",
      events: [
        layoff("甲公司", 12, 250, {
          employerKey: "C1",
          code: "C1",
          nameKey: "甲公司",
          receivedOn: "2026-01-20",
        }),
        layoff("甲公司", 12, 250, { code: null, nameKey: "甲公司" }),
      ],
      tier: "IV",
    },
    {
      name: "although the statement is missing",
      events: lots(19, ["01-12", "03-15"]),
      stated: false,
      tier: "IV",
    },
  ],
  quiet: [
    { name: "one lot of 19", events: lots(19, ["03-15"]) },
    { name: "19 in January and 19 on 1 March, and nothing new since", events: lots(19, ["01-12", "03-01"]) },
    { name: "a cut of 25 is no small lot", events: [...lots(25, ["01-12"]), ...lots(19, ["03-15"])] },
    {
      name: "two enterprises of 15 are not one",
      events: [layoff("甲", 15, 250), layoff("乙", 15, 250)],
    },
  ],
  notJudged: [
    { name: "one lot and no statement", events: lots(19, ["03-15"]), stated: false, reason: "no-statement" },
  ],
});
