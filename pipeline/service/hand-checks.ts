import { join } from "node:path";
import { leftOver } from "../../reports/delivery/sending-log.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { lastNight } from "../../warehouse/measure/nights.ts";
import { type JobRun, runsSince } from "../../warehouse/operation/job-runs.ts";
import { ActsFolder, instantOf, isActName } from "../acts/acts-folder.ts";
import { calendarWarning, calendarWarningText } from "../deployment/calendar-warning.ts";
import { clockIn, dayIn } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { mailNotes } from "../deployment/mail-notes.ts";
import { mapNotes } from "../deployment/map-notes.ts";
import type { OpenDeployment } from "../night/open-deployment.ts";
import { unreachedNotes } from "../night/unreached-notes.ts";
import { aheadOf, keptClock } from "./clock-watch.ts";
import { freeBytes, roomNeeded } from "./disk.ts";
import { lastRoundOf } from "./last-round.ts";
import { SilenceLog } from "./silence-log.ts";

/** What a person would find who checks a deployment by hand (人工检查项). */
export interface HandCheck {
  readonly text: Text;
  /** Whether somebody must act; else it deserves a look. */
  readonly isTrouble: boolean;
}

/** What the checks use of the outside world. */
export interface CheckEffects {
  now(): Date;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly freeBytes?: (dir: string) => number;
}

const trouble = (text: Text): HandCheck => ({ text, isTrouble: true });
const note = (text: Text): HandCheck => ({ text, isTrouble: false });

/**
 * Check what a person would check by hand, and name what is to be done: clock, disk, calendar, silences, the service itself, acts and
 * ends of sending that wait, nights that failed or were skipped, offices that nobody reaches, an operator that is not named.
 *
 * Mail that did not arrive and the readers' copy are looked at elsewhere (`mailLines`, `copyState`).
 */
export async function handChecks(opened: OpenDeployment, effects: CheckEffects): Promise<HandCheck[]> {
  const { deployment, warehouse } = opened;
  const now = effects.now();
  return [
    ...clockChecks(deployment, await lastNight(warehouse), now),
    ...diskChecks(deployment, effects),
    ...serviceChecks(deployment, now),
    ...waitingChecks(deployment, now),
    ...nightChecks(await runsSince(warehouse, "night", shownSince(now)), deployment),
    ...unreachedNotes(deployment, dayIn(deployment.settings.zone, now)).map(({ message }) =>
      trouble(message),
    ),
    ...mapNotes(deployment).map(({ message }) => note(message)),
    ...mailNotes(deployment.settings, effects.environment).map(note),
  ];
}

/** A clock that is behind by less ran as it should: time servers move it by seconds. */
const TOLERANCE = 120_000;

function clockChecks(
  { dir, settings, calendar }: Deployment,
  last: { readonly asOf: string } | null,
  now: Date,
): HandCheck[] {
  const { zone, rehearsal } = settings;
  const ahead = rehearsal ? null : aheadOf(last, now);
  const kept = keptClock(dir);
  const ends = calendarWarning(calendar, dayIn(zone, now));
  const isBack = kept?.setBack && now.toISOString() < kept.setBack.from;
  const isAhead = kept !== null && Date.parse(kept.at) - now.getTime() > TOLERANCE;
  return [
    ...(isBack
      ? [trouble(bilingual("health.clock", { until: clockIn(zone, new Date(kept.setBack.from)) }))]
      : isAhead
        ? [trouble(bilingual("watch.clock-ahead", { at: clockIn(zone, new Date(kept.at)) }))]
        : ahead
          ? [trouble(bilingual("watch.night-ahead", { at: clockIn(zone, new Date(ahead.from)) }))]
          : []),
    ...(ends ? [note(calendarWarningText(ends))] : []),
  ];
}

const MEGABYTE = 1_000_000;

function diskChecks({ dir }: Deployment, effects: CheckEffects): HandCheck[] {
  const [free, needed] = [(effects.freeBytes ?? freeBytes)(dir), roomNeeded(dir)];
  if (free >= needed) return [];
  const megabytes = { free: Math.floor(free / MEGABYTE), needed: Math.ceil(needed / MEGABYTE) };
  return [trouble(bilingual("health.disk", megabytes))];
}

function serviceChecks({ dir, settings }: Deployment, now: Date): HandCheck[] {
  const { zone } = settings;
  const last = lastRoundOf(dir, settings, now);
  const silences = new SilenceLog(join(dir, "service", "silences.json")).standing();
  return [
    ...(last?.isLate
      ? [trouble(bilingual("watch.service-silent", { at: clockIn(zone, new Date(last.at)) }))]
      : []),
    ...silences.map(({ kind, details, since }) => {
      const local = clockIn(zone, new Date(since));
      const subject = bilingual(`silence.subject-${kind}`, { ...details, since: local });
      return trouble(bilingual("watch.silence", { subject, since: local }));
    }),
  ];
}

/** Minutes after which an act should have been taken: a service does so every few. */
const ACT_MINUTES = 15;

function waitingChecks({ dir }: Deployment, now: Date): HandCheck[] {
  const acts = new ActsFolder(dir).waiting().filter(isActName);
  const minutes = acts[0] === undefined ? 0 : Math.floor((now.getTime() - instantOf(acts[0])) / 60_000);
  const ends = leftOver(dir);
  return [
    ...(minutes > ACT_MINUTES ? [trouble(bilingual("watch.acts", { count: acts.length, minutes }))] : []),
    ...(ends.length > 0 ? [trouble(bilingual("watch.ends", { count: ends.length }))] : []),
  ];
}

/** Days for which a night that failed or was skipped is shown with its reason. */
const SHOWN_DAYS = 31;
const shownSince = (now: Date): string => new Date(now.getTime() - SHOWN_DAYS * 86_400_000).toISOString();

/** Nights that failed and were not made good, and those that were skipped, with their reasons. */
function nightChecks(nights: readonly JobRun[], { settings: { zone } }: Deployment): HandCheck[] {
  const lastDone = nights.find(({ state }) => state === "done")?.dueAt ?? "";
  return [
    ...nights
      .filter(({ state }) => state === "failed")
      .map(({ dueAt, tries, detail }) => ({
        text: bilingual("watch.night-failed", {
          ...{ due: clockIn(zone, new Date(dueAt)), tries, detail: detail ?? "-" },
        }),
        // A later night measures what a failed one left.
        isTrouble: lastDone < dueAt,
      })),
    ...skippedChecks(nights, zone),
  ];
}

/** Nights that were never run, by their reason, which names the stretch. */
function skippedChecks(nights: readonly JobRun[], zone: string): HandCheck[] {
  const skipped = nights.filter(({ state }) => state === "skipped");
  const reasons = new Set(skipped.map(({ detail }) => detail ?? "-"));
  return [...reasons].map((detail) => {
    const due = skipped.filter((run) => (run.detail ?? "-") === detail).map(({ dueAt }) => dueAt);
    const day = (instant: string) => addDays(dayIn(zone, new Date(instant)), -1);
    const stretch = { from: day(due.at(-1)!), to: day(due[0]!), count: due.length };
    return note(bilingual("watch.night-skipped", { ...stretch, detail }));
  });
}
