import { readFileSync } from "node:fs";

/** A detector's nominal false-alarm rate (虚警率) beside the rates measured on null series, by mean and dispersion. */
export interface Calibration {
  /** Name within the table. */
  readonly detector: string;
  /** The method of `fengsui detect` that runs it. */
  readonly method: string;
  /** The settings it was measured with, in words. */
  readonly settings: string;
  /** Nominal false alarms for each value judged. */
  readonly nominal: number;
  readonly measured: readonly {
    readonly mean: number;
    /** Variance over mean. */
    readonly dispersion: number;
    /** False alarms for each value judged, and the number of values judged. */
    readonly rate: number;
    readonly judged: number;
  }[];
}

/** Every calibration, as `npm run bench -- calibration` measured and wrote it; `table.json` is never edited by hand. */
export const CALIBRATIONS: readonly Calibration[] = JSON.parse(
  readFileSync(new URL("./table.json", import.meta.url), "utf8"),
);

/** The largest measured rate over the nominal one. */
export const worstRatio = ({ nominal, measured }: Calibration): number =>
  Math.max(...measured.map(({ rate }) => rate / nominal));

/** Whether a measured rate is above twice the nominal one: stated wherever the detector is offered. */
export const exceedsNominal = (calibration: Calibration): boolean => worstRatio(calibration) > 2;

/** The calibrations of a method of `fengsui detect`. */
export const calibrationsOf = (method: string): readonly Calibration[] =>
  CALIBRATIONS.filter((calibration) => calibration.method === method);

/** The calibration of that name, or undefined. */
export const calibrationNamed = (detector: string): Calibration | undefined =>
  CALIBRATIONS.find((calibration) => calibration.detector === detector);

/** One sentence on the nominal and the measured rates of a detector. */
export function calibrationText(calibration: Calibration): { zh: string; en: string } {
  const { detector, settings, nominal, measured } = calibration;
  const worst = measured.reduce((most, figure) => (figure.rate > most.rate ? figure : most));
  const [least, most] = [Math.min(...measured.map(({ rate }) => rate)), worst.rate].map(percent);
  const at = `${worst.mean}`;
  const broken = exceedsNominal(calibration);
  return {
    zh: `${detector}（${settings}）：标称虚警率${percent(nominal)}，模拟${least}至${most}（均值${at}、方差均值比${worst.dispersion}时最高）${broken ? "，超过标称的两倍" : ""}`,
    en: `${detector} (${settings}): nominal false-alarm rate ${percent(nominal)}, measured ${least} to ${most} (most at mean ${at}, variance ${worst.dispersion} times it)${broken ? ": MORE THAN TWICE THE NOMINAL RATE" : ""}`,
  };
}

const percent = (rate: number): string => `${Number((100 * rate).toPrecision(2))}%`;

/** The page of all calibrations, made from the table; a test compares it with `CALIBRATION.md`. */
export function calibrationPage(): string {
  const rows = CALIBRATIONS.flatMap((calibration) => {
    const cells = calibration.measured.map(({ rate }) =>
      rate > 2 * calibration.nominal ? `**${percent(rate)}**` : percent(rate),
    );
    return [
      `| ${calibration.detector} | ${calibration.method ? `\`${calibration.method}\`` : "-"} | ${calibration.settings} | ${percent(calibration.nominal)} | ${cells.join(" | ")} |`,
    ];
  });
  const heads = (CALIBRATIONS[0]?.measured ?? []).map(({ mean, dispersion }) => `${mean} / ${dispersion}`);
  return [
    "# Calibration of the detectors",
    "",
    "False alarms for each value judged on null series (negative binomial, nothing happening), by mean / variance over mean.",
    "Bold: more than twice the nominal rate. Made by `npm run bench -- calibration`.",
    "",
    `| detector | method | settings | nominal | ${heads.join(" | ")} |`,
    `|---|---|---|---${"|---".repeat(heads.length)}|`,
    ...rows,
    "",
  ].join("\n");
}
