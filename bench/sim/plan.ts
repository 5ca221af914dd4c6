import { addDays } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import { BANNERS, OFFICES } from "./small-region.ts";

/** The first night of every simulated run covers this day. */
export const FIRST_DAY = "2026-03-02";
export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 00:00 of the first day in the region's zone. */
export const START = Date.parse(`${FIRST_DAY}T00:00:00+08:00`);

/** A stretch of simulated time, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A report that an office sends. */
export interface SentFile {
  readonly at: number;
  readonly office: string;
  readonly name: string;
  readonly content: string;
}

/** All that happens in a run, drawn from its seed before it begins. */
export interface Plan {
  readonly seed: number;
  readonly days: number;
  readonly files: readonly SentFile[];
  /** The machine is off. */
  readonly outages: readonly Span[];
  /** The mail server takes nothing. */
  readonly mailDown: readonly Span[];
  /** The disk takes nothing. */
  readonly diskFull: readonly Span[];
  /** One address refuses everything. */
  readonly refusing: Span & { readonly address: string };
  /** Rounds at which the process ends, and after how many of its effects; `stop` is a request to end. */
  readonly ends: readonly {
    readonly round: number;
    readonly effects: number;
    readonly kind: "kill" | "stop";
  }[];
  /** Steps of the clock, in milliseconds; only where they are asked for. */
  readonly clockSteps: readonly { readonly at: number; readonly by: number }[];
}

/** Share of messages that a server greylists once, and of those after whose text the connection drops. */
export const GREYLISTED = 0.1;
export const DROPPED = 0.05;

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

/** Draw a run. With `clock`, the clock is set back and forward too. */
export function drawPlan(seed: number, days: number, { clock = false } = {}): Plan {
  const whole = drawer(seed, "faults");
  const span = (longest: number): Span => {
    // The first night is undisturbed: a service that never ran makes nothing up.
    const from = START + (1 + whole(days - 1)) * DAY + whole(24) * HOUR;
    // Every fault is over when the days are, so that what waits can come to its end.
    return { from, to: Math.min(from + HOUR + whole(longest), START + days * DAY) };
  };
  const spans = (count: number, longest: number) => Array.from({ length: count }, () => span(longest));
  const weeks = Math.max(1, Math.round(days / 7));
  return {
    ...{ seed, days },
    files: Array.from({ length: days }, (_, day) => filesOf(seed, day)).flat(),
    outages: spans(weeks, 2.5 * DAY),
    mailDown: spans(weeks, 1.5 * DAY),
    diskFull: spans(Math.ceil(weeks / 2), DAY),
    refusing: { ...span(10 * DAY), address: `head.${OFFICES[whole(OFFICES.length)]}@fengsui.example.org` },
    ends: Array.from({ length: days * 2 }, () => ({
      round: ROUNDS_A_DAY + whole((days - 1) * ROUNDS_A_DAY),
      effects: 1 + whole(whole(2) === 0 ? 40 : 600),
      kind: whole(4) === 0 ? ("stop" as const) : ("kill" as const),
    })),
    clockSteps: clock
      ? Array.from({ length: weeks }, () => ({
          at: span(DAY).from,
          by: (whole(2) === 0 ? -1 : 1) * whole(3 * DAY),
        }))
      : [],
  };
}

/** Draws whole numbers from 0 to below a bound. */
export function drawer(...key: Parameters<typeof stream>): (below: number) => number {
  const random = stream(...key);
  return (below) => Math.floor(random.uniform() * below);
}

/** Rounds of a simulated day: every six hours, and at the bell. */
export const ROUNDS_A_DAY = 5;

/** The reports of a day: layoffs of all sizes, corrections of earlier ones, the same file again, and what is no report. */
function filesOf(seed: number, day: number): SentFile[] {
  const whole = drawer(seed, "files", day);
  const date = addDays(FIRST_DAY, day);
  return Array.from({ length: whole(4) }, (_, at) => {
    const office = BANNERS[whole(BANNERS.length)]!;
    const number = whole(5) === 0 && day > 0 ? `L${office}-${whole(day)}-0` : `L${office}-${day}-${at}`;
    const persons = [12, 25, 60, 130, 260, 700][whole(6)]!;
    const firm = whole(6);
    const row = `${office},,否,${number},样例${office}第${firm}煤业有限公司,,${firm}号矿,${date},${addDays(date, 30)},${persons},${persons * 4},`;
    const isBroken = whole(12) === 0;
    return {
      at: START + day * DAY + whole(24 * 60) * 60_000,
      office,
      name: `裁减人员报告_${day}_${at}.csv`,
      content: isBroken ? `没有表头的文件\n${date}\n` : `${HEADER}\n${row}\n`,
    };
  });
}
