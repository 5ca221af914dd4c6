import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  RULE_CALIBRATIONS,
  ruleCalibrationLines,
} from "../../rules/definitions/calibration/rule-calibration.ts";
import type { Rule } from "../../rules/definitions/define.ts";
import { rules } from "../../rules/definitions/index.ts";
import { indicators } from "../../rules/indicators/index.ts";

const names = (folder: string, ending: string) =>
  readdirSync(new URL(`../../${folder}/`, import.meta.url))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const ids = (defined: readonly { readonly id: string }[]) =>
  defined.map((definition) => definition.id).sort();

/** Definition files are those that define; `index.ts` and what rules share are not. */
const defining = (folder: string, word: string) =>
  names(folder, ".ts").filter((name) => source(`${folder}/${name}.ts`).includes(`${word}({`));

test("every rule has a case file of its id, and every case file a rule", () => {
  expect(names("test/rules/definitions", ".test.ts")).toEqual(ids(rules));
});

test("a case file holds its own rule against cases", () => {
  for (const id of ids(rules)) {
    const text = source(`test/rules/definitions/${id}.test.ts`);
    expect(text, id).toContain(`rules/definitions/${id}.ts"`);
    expect(text, id).toMatch(/^ruleCases\(/m);
  }
});

test("every definition file is listed under its own name", () => {
  expect(defining("rules/definitions", "defineRule")).toEqual(ids(rules));
  for (const id of ids(rules)) expect(source(`rules/definitions/${id}.ts`)).toContain(`id: "${id}"`);
});

test("every indicator has its SQL file, its definition file, and no file is left over", () => {
  expect(names("warehouse/measure/indicators", ".sql")).toEqual(ids(indicators));
  expect(defining("rules/indicators", "defineIndicator")).toEqual(ids(indicators));
});

test("no id stands twice, and every series rule reads an indicator that has its levels", () => {
  expect(new Set(ids(rules)).size).toBe(rules.length);
  expect(new Set(ids(indicators)).size).toBe(indicators.length);
  for (const rule of rules) {
    if (rule.kind !== "series") continue;
    const indicator = indicators.find((candidate) => candidate.id === rule.indicator);
    expect(indicator?.levels, rule.id).toEqual(expect.arrayContaining([...rule.levels]));
  }
});

/** Every measure that a rule advises. */
const measuresOf = ({ advice }: Rule) => [...Object.values(advice.at).flat(), ...advice.after];

test.each(rules)("$id says in both languages what happened, what to do and what it cannot know", (rule) => {
  for (const text of [
    rule.title,
    rule.message,
    ...measuresOf(rule).map((measure) => measure.text),
    rule.limitations,
    ...Object.values(rule.quantities),
  ]) {
    expect(text.zh.trim()).not.toBe("");
    expect(text.en.trim()).not.toBe("");
  }
  const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
  for (const message of [rule.message, ...(rule.variants ?? []).map((variant) => variant.message)]) {
    expect(placeholders(message.en)).toEqual(placeholders(message.zh));
    const known = [...Object.keys(rule.facts ?? {}), "period", "base"];
    expect(placeholders(message.zh).filter((name) => !known.includes(name))).toEqual([]);
    expect(message.en).not.toMatch(/\p{Script=Han}/u);
  }
  const named = (rule.variants ?? []).flatMap(({ when = [], without }) => [...when, without ?? []].flat());
  expect(named.filter((name) => !(name in (rule.facts ?? {})))).toEqual([]);
  expect(rule.basis.trim()).not.toBe("");
});

test.each(rules)("$id has a calibration by level and tier, or says where it was measured", ({ id }) => {
  expect(ruleCalibrationLines(id)).not.toEqual(["not measured"]);
  for (const { areaYears, falseWarnings, shocks, found } of RULE_CALIBRATIONS.filter(
    ({ rule }) => rule === id,
  )) {
    expect(areaYears).toBeGreaterThan(10);
    expect(falseWarnings).toBeGreaterThanOrEqual(0);
    expect(found).toBeLessThanOrEqual(shocks);
  }
});

test.each(rules)(
  "$id advises otherwise at each tier, by the clock of the tier, and the sentence fits every tier",
  ({ id, advice, message }) => {
    const [IV, III, II, I] = (["IV", "III", "II", "I"] as const).map((tier) => advice.at[tier]);
    for (const language of ["zh", "en"] as const) {
      const texts = [IV!, III!, II!, I!].map((measures) => measures.map(({ text }) => text[language]));
      expect(new Set(texts.map((lines) => lines.join(""))).size).toBe(4);
      // What is to be found out first is so at every tier, and is the area's.
      for (const lines of texts) expect(lines[0]).toBe(texts[0]![0]);
      // The rule on areas below speaks of their tiers, whatever its area has.
      if (id !== "warned-below") expect(message[language]).not.toMatch(/[ⅣⅢⅡⅠ]|blue|yellow|orange|\bred\b/);
    }
    expect([IV, III, II, I].map((measures) => measures![0]!.within)).toEqual([
      { days: 3 },
      { days: 0 },
      { hours: 2, from: "detection" },
      { hours: 2, from: "detection" },
    ]);
    const report = [IV, III, II, I].map(
      (measures) => measures!.find(({ by, text }) => by === "area" && /^核实属实/.test(text.zh))?.within,
    );
    expect(report).toEqual([
      { workingDays: 1, from: "confirmation" },
      { hours: 12, from: "confirmation" },
      { hours: 2, from: "confirmation" },
      { hours: 2, from: "confirmation" },
    ]);
    expect(advice.after[0]!.text.zh).toMatch(/？$/);
  },
);

test.each(rules)("$id has a brief name that fits a subject beside the longest area", (rule) => {
  for (const { zh, en } of [rule.brief, rule.briefOfClosure ?? rule.brief]) {
    expect([...zh].length, zh).toBeLessThanOrEqual(6);
    expect(en.length, en).toBeLessThanOrEqual(24);
  }
});
