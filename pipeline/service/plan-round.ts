import { addDays } from "../../rules/calendar/periods.ts";
import type { Job, JobRun } from "../../warehouse/operation/job-runs.ts";
import { dayIn, endOfDay } from "../deployment/clock.ts";
import { bellsOn, lastBell } from "../night/bells.ts";
import { nightsDue, type Stretch } from "../night/schedule.ts";
import type { SetBack } from "./clock-watch.ts";

/** What a round of the service knows of the deployment before it acts. */
export interface Situation {
  readonly lastNight: { readonly date: string; readonly asOf: string } | null;
  /** The runs of the last weeks, the latest first. */
  readonly runs: readonly JobRun[];
  readonly isCopyStale: boolean;
  /** Messages due for a try, or ends of tries that are not recorded yet. */
  readonly waiting: number;
  /** Commands that wait in acts/. */
  readonly acts: number;
  readonly setBack: SetBack | null;
}

/** A step of a round. `dueAt` is the instant at which its job was due. */
export type RoundStep =
  | { readonly kind: "acts" }
  | { readonly kind: "skip"; readonly stretch: Stretch }
  | { readonly kind: "made-up"; readonly date: string; readonly dueAt: string }
  | { readonly kind: "night"; readonly dueAt: string }
  | { readonly kind: "bridge"; readonly dueAt: string }
  | { readonly kind: "send" }
  | { readonly kind: "publish"; readonly dueAt: string };

/** When the bell rings, and in which zone. */
export interface BellSetting {
  readonly night: string;
  readonly zone: string;
}

/** Minutes to wait after the n-th failed try of a job, at most an hour. */
export const minutesAfter = (tries: number): number => Math.min(60, 5 * 2 ** (tries - 1));

/**
 * The next step of a round (本轮下一步), or null where nothing is left to do. Steps that were tried in this round are not tried again in it.
 *
 * Nights go in order; between two of them waiting messages are sent, so that no warning waits for the nights after it. The readers' copy
 * follows the last of them.
 */
export function nextStep(
  situation: Situation,
  setting: BellSetting,
  now: Date,
  tried: ReadonlySet<RoundStep["kind"]>,
): RoundStep | null {
  if (situation.acts > 0 && !tried.has("acts")) return { kind: "acts" };
  if (situation.waiting > 0 && !tried.has("send")) return { kind: "send" };
  const night =
    tried.has("night") || tried.has("made-up") || tried.has("bridge")
      ? null
      : nightStep(situation, setting, now);
  if (night) return night;
  const { isCopyStale, lastNight } = situation;
  if (!lastNight || tried.has("publish")) return null;
  const run = runAt(situation, "publish", lastNight.asOf);
  // The copy may have its name already and the shared facts not: what was begun is finished.
  const isUnfinished = run?.state === "running" || run?.state === "failed";
  return (isCopyStale || isUnfinished) && mayTry(run, now)
    ? { kind: "publish", dueAt: lastNight.asOf }
    : null;
}

/** The night that is due: the oldest missed one, the one of the last bell, or its repetition while the clock stands set back. */
function nightStep(situation: Situation, setting: BellSetting, now: Date): RoundStep | null {
  const { lastNight, setBack } = situation;
  const bell = lastBell(setting.night, setting.zone, now);
  if (bell === null) return null;
  const dueAt = bell.toISOString();
  const run = runAt(situation, "night", dueAt);
  if (run?.state === "done" || (lastNight !== null && lastNight.asOf >= dueAt)) {
    const bridge = runAt(situation, "bridge", dueAt);
    const isBridged = setBack === null || dueAt < setBack.to || bridge?.state === "done";
    return isBridged || !mayTry(bridge, now) ? null : { kind: "bridge", dueAt };
  }
  const { skipped, missed } = nightsDue(lastNight?.date ?? null, dayIn(setting.zone, bell));
  if (skipped && runAt(situation, "night", bellAfter(skipped.to, setting)) === null)
    return { kind: "skip", stretch: skipped };
  for (const date of missed) {
    const missedRun = runAt(situation, "night", bellAfter(date, setting));
    if (missedRun?.state === "failed" && missedRun.tries >= MOST_TRIES) continue;
    return mayTry(missedRun, now) ? { kind: "made-up", date, dueAt: bellAfter(date, setting) } : null;
  }
  return mayTry(run, now) ? { kind: "night", dueAt } : null;
}

/** A missed night that failed so often is passed over: the nights after it measure its reports. */
const MOST_TRIES = 3;

const runAt = ({ runs }: Situation, job: Job, dueAt: string): JobRun | null =>
  runs.find((run) => run.job === job && run.dueAt === dueAt) ?? null;

/** The bell of the night that covers a day: the first one of the day after it; where none rings then, the end of the day itself. */
export const bellAfter = (date: string, { night, zone }: BellSetting): string =>
  bellsOn(night, zone, addDays(date, 1))[0]?.toISOString() ?? endOfDay(date, zone);

/** Whether a job that failed may be tried again, or was never tried. One that was broken off by the end of the process goes on at once. */
export function mayTry(run: JobRun | null, now: Date): boolean {
  if (run === null || run.state === "running") return true;
  if (run.state !== "failed") return false;
  const after = run.finishedAt ?? run.startedAt ?? run.dueAt;
  const wait = minutesAfter(run.tries) * 60_000;
  // A try made by a clock that was set back since does not hold up the next.
  return now.getTime() >= Date.parse(after) + wait || after > now.toISOString();
}

/** The days of a stretch, in order. */
export const daysOf = ({ from, count }: Stretch): string[] =>
  Array.from({ length: count }, (_, at) => addDays(from, at));
