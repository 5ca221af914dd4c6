import { PROMISES } from "./table.ts";

/** What a detector promises and what it keeps: its false-alarm rate (虚警率) on null series, by mean and dispersion. */
export interface DetectorPromise {
  /** Name within the table. */
  readonly detector: string;
  /** The method of `fengsui detect` that runs it. */
  readonly method: string;
  /** The settings it was measured with, in words. */
  readonly settings: string;
  /** False alarms it promises for each value judged. */
  readonly nominal: number;
  readonly measured: readonly {
    readonly mean: number;
    /** Variance over mean. */
    readonly dispersion: number;
    /** False alarms for each value judged, in so many judged values. */
    readonly rate: number;
    readonly judged: number;
  }[];
}

/** The largest measured rate over the promised one. */
export const worstRatio = ({ nominal, measured }: DetectorPromise): number =>
  Math.max(...measured.map(({ rate }) => rate / nominal));

/** Whether its real rate exceeds twice the promised one somewhere: to be said wherever it is offered. */
export const breaksPromise = (promise: DetectorPromise): boolean => worstRatio(promise) > 2;

/** The promises of a method of `fengsui detect`. */
export const promisesOf = (method: string): readonly DetectorPromise[] =>
  PROMISES.filter((own) => own.method === method);

/** The promise of that name, or undefined. */
export const promiseNamed = (detector: string): DetectorPromise | undefined =>
  PROMISES.find((own) => own.detector === detector);

/** One sentence on what a detector promises and keeps. */
export function promiseText(promise: DetectorPromise): { zh: string; en: string } {
  const { detector, settings, nominal, measured } = promise;
  const worst = measured.reduce((most, own) => (own.rate > most.rate ? own : most));
  const [least, most] = [Math.min(...measured.map(({ rate }) => rate)), worst.rate].map(percent);
  const at = `${worst.mean}`;
  const broken = breaksPromise(promise);
  return {
    zh: `${detector}（${settings}）：标称虚警率${percent(nominal)}，模拟${least}至${most}（均值${at}、方差均值比${worst.dispersion}时最高）${broken ? "，超过标称的两倍" : ""}`,
    en: `${detector} (${settings}): promises ${percent(nominal)} false alarms, gives ${least} to ${most} (most at mean ${at}, variance ${worst.dispersion} times it)${broken ? ": MORE THAN TWICE WHAT IT PROMISES" : ""}`,
  };
}

const percent = (rate: number): string => `${Number((100 * rate).toPrecision(2))}%`;

/** The page of all promises, made from the table; a test compares it with `PROMISES.md`. */
export function promisesPage(): string {
  const rows = PROMISES.flatMap((own) => {
    const cells = own.measured.map(({ rate }) =>
      rate > 2 * own.nominal ? `**${percent(rate)}**` : percent(rate),
    );
    return [
      `| ${own.detector} | ${own.method ? `\`${own.method}\`` : "-"} | ${own.settings} | ${percent(own.nominal)} | ${cells.join(" | ")} |`,
    ];
  });
  const heads = (PROMISES[0]?.measured ?? []).map(({ mean, dispersion }) => `${mean} / ${dispersion}`);
  return [
    "# What each detector promises",
    "",
    "False alarms for each value judged on null series (negative binomial, nothing happening), by mean / variance over mean.",
    "Bold: more than twice what it promises. Made by `npm run bench -- promises`.",
    "",
    `| detector | method | settings | promises | ${heads.join(" | ")} |`,
    `|---|---|---|---${"|---".repeat(heads.length)}|`,
    ...rows,
    "",
  ].join("\n");
}
