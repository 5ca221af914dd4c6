import { singleLayoff } from "../../../rules/definitions/single-layoff.ts";
import { layoff, ruleCases } from "../rule-cases.ts";

// Numbers: 劳动合同法第41条 (20 persons, a tenth of the staff), 鲁人社发〔2016〕14号 (200 persons at once), 杭州市2015年
// 征求意见稿 (300 at a firm of 600, closure of 600).
ruleCases(singleLayoff, {
  fires: [
    { name: "20 persons of unknown staff", events: [layoff("甲", 20)], tier: "IV" },
    { name: "10 of 100 staff, a tenth", events: [layoff("甲", 10, 100)], tier: "IV" },
    { name: "19 of 100 staff", events: [layoff("甲", 19, 100)], tier: "IV" },
    { name: "20 of 250 staff", events: [layoff("甲", 20, 250)], tier: "IV" },
    { name: "50 persons", events: [layoff("甲", 50, 5000)], tier: "III" },
    { name: "20 of 66 staff, over three tenths", events: [layoff("甲", 20, 66)], tier: "III" },
    { name: "200 at once", events: [layoff("甲", 200)], tier: "II" },
    { name: "300 of 600", events: [layoff("甲", 300, 600)], tier: "I" },
    { name: "300 of 599 is not yet the gravest", events: [layoff("甲", 300, 599)], tier: "II" },
    {
      name: "a closure of 600, staff unknown",
      events: [layoff("甲", 600, null, { closure: true })],
      tier: "I",
    },
    { name: "a closure of 599", events: [layoff("甲", 599, null, { closure: true })], tier: "II" },
    {
      name: "a cut split into ten reports",
      events: Array.from({ length: 10 }, () => layoff("甲", 20, 900)),
      tier: "II",
    },
    {
      name: "the graver of two enterprises",
      events: [layoff("甲", 30), layoff("乙", 210)],
      tier: "II",
    },
    { name: "although the statement is missing", events: [layoff("甲", 200)], stated: false, tier: "II" },
    {
      name: "the staff total given in one of two reports",
      events: [layoff("甲", 6), layoff("甲", 6, 100)],
      tier: "IV",
    },
  ],
  quiet: [
    { name: "9 of 100 staff", events: [layoff("甲", 9, 100)] },
    { name: "19 of 250 staff, 7.6 %", events: [layoff("甲", 19, 250)] },
    { name: "1 of 8 staff: a tenth, but below ten persons", events: [layoff("甲", 1, 8)] },
    { name: "two enterprises of 19 do not add up", events: [layoff("甲", 19), layoff("乙", 19)] },
    { name: "a nil statement", events: [] },
  ],
  notJudged: [
    { name: "nothing reported and no statement", events: [], stated: false, reason: "no-statement" },
    {
      name: "a small report and no statement",
      events: [layoff("甲", 5)],
      stated: false,
      reason: "no-statement",
    },
  ],
});
