import { isWorkday } from "chinese-workday";
import { addDays } from "../../../rules/calendar/periods.ts";
import { stream } from "../../../rules/detectors/random.ts";

/** The days of the simulated year. */
export const [FIRST, LAST] = ["2025-01-01", "2025-12-31"];

type Fate = "on-time" | "late" | "never" | "nil" | "corrected";
export interface Owed {
  readonly contract: string;
  readonly area: string;
  readonly period: string;
  readonly due: string;
  fate: Fate;
  /** Day it came in, null when never. */
  came: string | null;
}

export const works = (day: string) => isWorkday(day);
const workingDay = (after: string, count: number): string => {
  let day = after;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (works(day)) left--;
  }
  return day;
};

/** What everyone owes in the year, written out without the code under test. */
export function everythingOwed(banners: readonly string[], leagues: readonly string[]): Owed[] {
  const owed: Owed[] = [];
  const add = (contract: string, areas: readonly string[], period: string, due: string) => {
    for (const area of areas) owed.push({ contract, area, period, due, fate: "on-time", came: null });
  };
  for (let month = 0; month < 12; month++) {
    const period = addDays(`2025-${String(month + 1).padStart(2, "0")}-01`, -1);
    add("layoff-report", banners, period, workingDay(period, 5));
    add("official-series", ["150000"], period, workingDay(period, 5));
  }
  for (const [period, due] of [
    ["2024-12-31", "2025-01-05"],
    ["2025-03-31", "2025-04-05"],
    ["2025-06-30", "2025-07-05"],
    ["2025-09-30", "2025-10-05"],
  ] as const)
    add("recruitment", leagues, period, due);
  return owed;
}

/** Assign the fates in exact numbers: of 1,296 reports 259 late (20%), 65 never (5%), 39 nil (3%), 26 corrected (2%). */
const QUOTAS: readonly [Fate, number][] = [
  ["nil", 39],
  ["late", 259],
  ["never", 65],
  ["corrected", 26],
];

export function deal(owed: readonly Owed[]): void {
  const random = stream(116, "fates");
  const order = owed.map((duty) => ({ duty, rank: random.uniform() })).sort((a, b) => a.rank - b.rank);
  for (const [fate, quota] of QUOTAS) {
    const fitting = order.filter(
      ({ duty }) => duty.fate === "on-time" && (fate !== "nil" || duty.contract === "layoff-report"),
    );
    for (const { duty } of fitting.slice(0, quota)) duty.fate = fate;
  }
  for (const duty of owed) {
    const early = addDays(duty.due, -random.integer(0, 3));
    if (duty.fate === "late") duty.came = addDays(duty.due, random.integer(1, 15));
    else if (duty.fate !== "never") duty.came = early <= duty.period || early < FIRST ? duty.due : early;
  }
}

/** The steps that must have been taken, by the ladder of the settings: only while the report was not in at the end of the day. */
export function stepsExpected({ due, came }: Owed): [string, string][] {
  let before = addDays(due, -2);
  while (!works(before)) before = addDays(before, -1);
  const steps: [string, string][] = [["before-due", before]];
  let last = due;
  for (const [step, days] of [
    ["overdue", 1],
    ["urged", 3],
    ["escalated", 10],
  ] as const) {
    let day = addDays(due, days);
    while (day <= last || !works(day)) day = addDays(day, 1);
    steps.push([step, day]);
    last = day;
  }
  return steps.filter(([, day]) => FIRST <= day && day <= LAST && (came === null || day < came));
}

export const HEADERS: Readonly<Record<string, string>> = {
  "layoff-report": "行政区划代码,报送月份,零报告,企业名称,报告日期,裁减人数",
  recruitment: "行政区划代码,季度末,需求人数,求职人数",
  "official-series": "行政区划代码,报告期,发布日期,城镇调查失业率",
};
export const NAMES: Readonly<Record<string, string>> = {
  "layoff-report": "裁减人员报告",
  recruitment: "季度供求",
  "official-series": "官方发布数据",
};

export function rowOf({ contract, area, period, fate }: Owed, corrected: boolean): string {
  const month = period.slice(0, 7);
  if (contract === "recruitment") return `${area},${period},${corrected ? 300 : 282},133`;
  if (contract === "official-series")
    return `${area},${month},${addDays(period, 1)},${corrected ? 5.2 : 5.3}`;
  if (fate === "nil") return `${area},${month},是,,,`;
  return `${area},${month},否,样例${area}公司,${period.slice(0, 8)}10,${corrected ? 9 : 12}`;
}
