/** The instant at which a day ends in a zone, as the last millisecond before the next midnight, in ISO 8601. */
export function endOfDay(day: string, zone: string): string {
  const nextMidnight = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  // The zone's offset near that midnight; taken twice, so that a change of offset on the day itself is met.
  let instant = nextMidnight - offsetAt(nextMidnight, zone);
  instant = nextMidnight - offsetAt(instant, zone);
  return new Date(instant - 1).toISOString();
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(instant);
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}
