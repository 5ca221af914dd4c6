import { daysBetween } from "../../rules/calendar/periods.ts";
import type { ServiceFigures, StateCount } from "../../warehouse/health/service-figures.ts";
import type { Health } from "./health.ts";
import type { Metric, Sample } from "./metrics-text.ts";
import type { SilenceKind } from "./silences.ts";

/** The figures of a deployment (监看指标), as a collector reads them. What is not known has no sample. */
export function serviceMetrics(health: Health, figures: ServiceFigures | null, today: string): Metric[] {
  return [
    ...ofRounds(health),
    ...ofMail(health),
    ...ofPlace(health),
    ...(figures ? [...ofCounts(figures), ...ofDuties(figures, today)] : []),
  ];
}

const metric = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name: `fengsui_${name}`,
  help,
  samples,
});
const known = (value: number | null | undefined): Sample[] =>
  value === null || value === undefined ? [] : [{ value }];
const flag = (value: boolean | null): Sample[] => (value === null ? [] : [{ value: value ? 1 : 0 }]);
const seconds = (instant: string): number => Date.parse(instant) / 1000;
/** Seconds from an instant to another, at least none: a clock may be set back. */
const age = (instant: string | null | undefined, at: string): number | null =>
  instant ? Math.max(0, seconds(at) - seconds(instant)) : null;

const SILENCES: readonly SilenceKind[] = ["no-night", "no-reports", "no-mail"];

const ofRounds = ({ at, state, silences, lastNight, copy, acts }: Health): Metric[] => [
  metric("trouble", "Whether a person should see to something: health.json has what.", flag(state !== "ok")),
  metric("last_round_timestamp_seconds", "When the service ended its last round.", [{ value: seconds(at) }]),
  metric("last_night_age_seconds", "Time since the last good night ended.", known(age(lastNight?.ended, at))),
  metric(
    "silence",
    "Whether what should have been heard of was not, by kind.",
    SILENCES.map((kind) => ({
      labels: { kind },
      value: Number(silences.some((silence) => silence.kind === kind)),
    })),
  ),
  metric("copy_stale", "Whether the readers' copy lacks the last night.", flag(copy && copy === "stale")),
  metric("acts_waiting", "Commands that wait in acts/.", known(acts)),
];

const ofMail = ({ at, mail }: Health): Metric[] => [
  metric("messages_waiting", "Messages that wait for a try.", known(mail?.waiting)),
  metric(
    "oldest_waiting_seconds",
    "Age of the oldest message that waits; 0 where none does.",
    known(mail && (age(mail.oldestWaiting, at) ?? 0)),
  ),
  metric(
    "messages_undelivered",
    "Messages refused or given up that nothing has replaced since.",
    known(mail?.undelivered),
  ),
  metric(
    "last_mail_accepted_timestamp_seconds",
    "When a mail server last took a message.",
    known(mail?.lastAccepted ? seconds(mail.lastAccepted) : null),
  ),
  metric("mail_trouble", "Whether the mail server takes nothing.", flag(mail && mail.trouble !== null)),
];

const ofPlace = ({ disk, setBack, calendarDays }: Health): Metric[] => [
  metric("disk_free_bytes", "Bytes free on the deployment's disk.", [{ value: disk.free }]),
  metric("disk_needed_bytes", "Bytes that a night may need.", [{ value: disk.needed }]),
  metric("database_bytes", "Bytes of the database.", [{ value: disk.database }]),
  metric("clock_set_back", "Whether the clock stands set back.", flag(setBack !== null)),
  metric(
    "calendar_left_days",
    "Days that the calendar still covers, below zero once it has ended.",
    known(calendarDays),
  ),
];

const ofCounts = ({ nights, jobs, deliveries, cases, lastNight }: ServiceFigures): Metric[] => [
  metric(
    "nights",
    "Nights by state.",
    nights.map((row) => byState(row)),
  ),
  metric(
    "jobs",
    "Jobs of the service, by job and state.",
    jobs.map(({ kind, ...rest }) => byState(rest, { job: kind })),
  ),
  metric(
    "deliveries",
    "Messages by kind and state.",
    deliveries.map(({ kind, ...rest }) => byState(rest, { kind })),
  ),
  metric(
    "open_cases",
    "Open cases by tier, exercises left out.",
    TIERS.map((tier) => ({
      labels: { tier },
      value: cases.find(({ state }) => state === tier)?.count ?? 0,
    })),
  ),
  metric(
    "last_night_files",
    "Files that the last good night took in, by what became of them.",
    lastNight ? RESULTS.map((result) => ({ labels: { result }, value: lastNight.counts[result] })) : [],
  ),
];

const TIERS = ["I", "II", "III", "IV"] as const;
const RESULTS = ["accepted", "partial", "refused", "duplicate"] as const;

const byState = (
  { state, count }: Pick<StateCount, "state" | "count">,
  labels: Readonly<Record<string, string>> = {},
): Sample => ({ labels: { ...labels, state }, value: count });

const ofDuties = ({ lags }: ServiceFigures, today: string): Metric[] => [
  metric(
    "duty_overdue_areas",
    "Areas that owe an overdue report, by its kind.",
    lags.map(({ contract, areas }) => ({ labels: { report: contract }, value: areas })),
  ),
  metric(
    "duty_oldest_overdue_days",
    "Days since the oldest overdue report was due, by its kind; 0 where none is.",
    lags.map(({ contract, oldestDue }) => ({
      labels: { report: contract },
      value: oldestDue === null ? 0 : Math.max(0, daysBetween(oldestDue, today)),
    })),
  ),
];
