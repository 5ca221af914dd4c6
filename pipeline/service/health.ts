import { join } from "node:path";
import type { SessionTrouble } from "../../reports/delivery/mail-session.ts";
import type { Undelivered } from "../../reports/delivery/undelivered.ts";
import { asItStands, bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { ServiceFigures } from "../../warehouse/health/service-figures.ts";
import type { Job, JobRun } from "../../warehouse/operation/job-runs.ts";
import { calendarDaysLeft } from "../deployment/calendar-warning.ts";
import { clockIn, dayIn } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { nextBell } from "../night/bells.ts";
import type { SetBack } from "./clock-watch.ts";
import type { Situation } from "./plan-round.ts";
import type { StandingSilence } from "./silence-log.ts";
import type { Watched } from "./silences.ts";
import type { TakenStep } from "./taken-step.ts";

/** What a round saw in the look-up copy once nothing more was due. */
export interface LastLook {
  readonly situation: Situation;
  readonly watched: Watched;
  readonly figures: ServiceFigures;
  /** Messages that were refused or given up and that no later success replaced. */
  readonly undelivered: readonly Undelivered[];
}

/** What is known at the end of a round. */
export interface RoundEnd {
  readonly at: Date;
  readonly steps: readonly TakenStep[];
  readonly deployment: Deployment;
  readonly setBack: SetBack | null;
  /** Null where the look-up copy could not be read. */
  readonly look: LastLook | null;
  readonly silences: readonly StandingSilence[];
  /** Bytes free on the deployment's disk, needed by a night, and taken by the database. */
  readonly disk: { readonly free: number; readonly needed: number; readonly database: number };
}

/** The state of the service after a round (运行状况), as `DIR/service/health.json` holds it. Instants are ISO 8601, UTC. */
export interface Health {
  readonly at: string;
  readonly state: "ok" | "trouble";
  /** What a person should see to; empty where the state is ok. */
  readonly reasons: readonly Text[];
  readonly lastNight: { readonly date: string; readonly asOf: string; readonly ended: string | null } | null;
  readonly nextBell: string | null;
  readonly lastRound: { readonly at: string; readonly steps: readonly TakenStep[] };
  /** Whether the readers' copy has the last night; null where it is not known. */
  readonly copy: "current" | "stale" | null;
  readonly mail: {
    readonly waiting: number;
    readonly oldestWaiting: string | null;
    readonly lastAccepted: string | null;
    readonly undelivered: number;
    readonly trouble: SessionTrouble | null;
  } | null;
  /** Acts that wait. */
  readonly acts: number | null;
  readonly silences: readonly StandingSilence[];
  readonly disk: RoundEnd["disk"];
  readonly setBack: SetBack | null;
  /** Days that the calendar still covers, below zero once it has ended; null for a deployment that works by the week. */
  readonly calendarDays: number | null;
}

/** Where the state of the service lies in a deployment. */
export const healthPath = (dir: string): string => join(dir, "service", "health.json");
/** Where its figures lie. */
export const metricsPath = (dir: string): string => join(dir, "service", "metrics.prom");

/** The state of the service at the end of a round. */
export function healthOf(end: RoundEnd): Health {
  const { at, steps, deployment, setBack, look, silences, disk } = end;
  const { night, zone } = deployment.settings;
  const reasons = reasonsOf(end);
  return {
    at: at.toISOString(),
    state: reasons.length === 0 ? "ok" : "trouble",
    reasons,
    lastNight: look?.situation.lastNight
      ? { ...look.situation.lastNight, ended: look.figures.lastNight?.ended ?? null }
      : null,
    nextBell: nextBell(night, zone, at)?.toISOString() ?? null,
    lastRound: { at: at.toISOString(), steps },
    copy: look === null ? null : look.situation.isCopyStale ? "stale" : "current",
    mail: look && {
      waiting: look.watched.waiting.count,
      oldestWaiting: look.watched.waiting.since,
      lastAccepted: look.watched.lastAccepted,
      undelivered: look.undelivered.length,
      trouble: look.watched.trouble,
    },
    acts: look?.situation.acts ?? null,
    ...{ silences, disk, setBack },
    calendarDays: calendarDaysLeft(deployment.calendar, dayIn(zone, at)),
  };
}

const MEGABYTE = 1_000_000;

/** What troubles the service, each as the operator reads it. */
function reasonsOf({ steps, deployment, setBack, look, silences, disk }: RoundEnd): Text[] {
  const { zone } = deployment.settings;
  const local = (instant: string) => clockIn(zone, new Date(instant));
  const failed = steps.filter(({ isDone }) => !isDone);
  const megabytes = { free: Math.floor(disk.free / MEGABYTE), needed: Math.ceil(disk.needed / MEGABYTE) };
  return [
    ...failed.filter(({ kind }) => kind !== "watch").map(({ text }) => asItStands(text)),
    ...(look === null ? [bilingual("health.no-look")] : reasonsSeen(look, local)),
    ...silences.map(({ kind, details, since }) =>
      bilingual(`silence.subject-${kind}`, { ...details, since: local(since) }),
    ),
    ...(disk.free < disk.needed ? [bilingual("health.disk", megabytes)] : []),
    ...(setBack ? [bilingual("health.clock", { until: local(setBack.from) })] : []),
  ];
}

/** Jobs whose last run is looked at: sending is judged by what waits. */
const JUDGED_JOBS: readonly Job[] = ["night", "bridge", "publish"];

/** What troubles the service as the look-up copy shows it. */
function reasonsSeen(
  { situation, watched, undelivered }: LastLook,
  local: (instant: string) => string,
): Text[] {
  const { runs, isCopyStale, lastNight } = situation;
  const { trouble } = watched;
  // A letter of another kind is asked for again or replaced by the next; a notice that nobody there has is a warning lost.
  const lost = undelivered.filter(
    ({ kind, reached }) => reached === null && ["notice", "operations"].includes(kind),
  );
  return [
    ...JUDGED_JOBS.flatMap((job) => failedRun(runs, job) ?? []).map(({ job, tries, dueAt, detail }) =>
      bilingual("health.job-failed", {
        ...{ job: bilingual(`job.${job}`), tries, due: local(dueAt), detail: detail ?? "-" },
      }),
    ),
    ...(isCopyStale && lastNight ? [bilingual("health.copy-stale", { date: lastNight.date })] : []),
    ...(trouble
      ? [bilingual("health.mail-trouble", { since: local(trouble.since), detail: trouble.detail })]
      : []),
    ...(lost.length > 0 ? [bilingual("health.undelivered", { count: lost.length })] : []),
  ];
}

/** The last run of a job, where it failed: it is tried again later, and until then nothing of it stands in a round. */
function failedRun(runs: readonly JobRun[], job: Job): JobRun | null {
  const last = runs.find((run) => run.job === job && run.state !== "skipped");
  return last?.state === "failed" ? last : null;
}
