import type { SessionTrouble } from "../../reports/delivery/mail-session.ts";
import { translate } from "../../reports/language/index.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { dayIn, timeIn } from "../deployment/clock.ts";
import type { Settings } from "../deployment/settings.ts";
import { lastBell } from "../night/bells.ts";

/** What is known where a silence may stand; null where the warehouse cannot be read. */
export interface Watched {
  readonly lastNight: { readonly date: string } | null;
  readonly trouble: SessionTrouble | null;
  /** Messages that wait, and since when the oldest does. */
  readonly waiting: { readonly count: number; readonly since: string | null };
  readonly lastAccepted: string | null;
  /** Reports that were due on the day of the last night and of which not one came, by kind. */
  readonly silentReports: readonly string[];
}

/** No night by the stated hour, no report on a duty's day, no mail accepted. */
export type SilenceKind = "no-night" | "no-reports" | "no-mail";

/** Something that should have been heard of and was not (静默). */
export interface Silence {
  readonly kind: SilenceKind;
  /** The same silence has the same key at every look. */
  readonly key: string;
  /** Fillings of its text. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** So many messages to different offices do not wait by chance. */
const MANY_WAITING = 5;

/**
 * The silences that stand at an instant. A night is looked for once the hour has come by which it must have ended; mail is silent where
 * messages have waited for the stated hours and the server took none.
 *
 * @param watched null where the warehouse cannot be read
 * @param lastNight the date of the last night that is known, null before the first
 */
export function silencesOf(
  watched: Watched | null,
  lastNight: string | null,
  settings: Settings,
  now: Date,
): Silence[] {
  return [
    ...noNight(lastNight, settings, now),
    ...(watched ? [...noReports(watched, settings), ...noMail(watched, settings, now)] : []),
  ];
}

function noNight(last: string | null, settings: Settings, now: Date): Silence[] {
  const { zone, service } = settings;
  const bell = overdueBell(settings, now);
  if (bell === null) return [];
  const due = addDays(dayIn(zone, bell), -1);
  if (last !== null && last >= due) return [];
  // Before its first night a service owes the night of the last bell alone.
  if (last === null && bell < lastBell(settings.night, zone, now)!) return [];
  return [
    { kind: "no-night", key: "no-night", details: { date: due, last: last ?? "-", by: service.nightBy } },
  ];
}

/**
 * The last bell whose night must have ended by now: at the stated hour of its day, or of the day after where it rings later. Before that hour it
 * is the bell before, so that a silence of several days is one.
 */
function overdueBell({ zone, night, service: { nightBy } }: Settings, now: Date): Date | null {
  const [today, time] = [dayIn(zone, now), timeIn(zone, now)];
  for (let bell = lastBell(night, zone, now); bell !== null; ) {
    const day = dayIn(zone, bell);
    const endsOn = timeIn(zone, bell) < nightBy ? day : addDays(day, 1);
    if (today > endsOn || (today === endsOn && time >= nightBy)) return bell;
    bell = lastBell(night, zone, new Date(bell.getTime() - 1));
  }
  return null;
}

function noReports({ lastNight, silentReports }: Watched, { language }: Settings): Silence[] {
  if (silentReports.length === 0 || lastNight === null) return [];
  const { date } = lastNight;
  return [
    {
      kind: "no-reports",
      key: `no-reports ${date}`,
      details: { date, reports: silentReports.join(translate(language, "list.separator")) },
    },
  ];
}

function noMail({ trouble, waiting, lastAccepted }: Watched, settings: Settings, now: Date): Silence[] {
  if (waiting.count === 0 || waiting.since === null) return [];
  const before = new Date(now.getTime() - settings.service.mailSilence * 3_600_000).toISOString();
  const isSilent = lastAccepted === null || lastAccepted < before;
  const isTroubled = trouble !== null && trouble.since <= before;
  const areMany = waiting.count >= MANY_WAITING && waiting.since <= before;
  if (!isSilent || !(isTroubled || areMany)) return [];
  const { count } = waiting;
  return [{ kind: "no-mail", key: "no-mail", details: { count, cause: trouble?.detail ?? "-" } }];
}
