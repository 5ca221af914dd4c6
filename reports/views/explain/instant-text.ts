/** An instant to the minute in a zone, with the zone's name: `2026-04-20 23:59 Asia/Shanghai`. */
export function instantIn(zone: string, instant: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  return `${format.format(new Date(instant))} ${zone}`;
}
