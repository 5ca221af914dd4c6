import { addDays } from "../engine/days.ts";
import type { RegisteredArea } from "./registered-area.ts";

/** First and last day for open-ended dates of the register. */
export const [EVER_SINCE, FOR_GOOD] = ["0001-01-01", "9999-12-31"];

/**
 * A change of the register, effective from a day on (行政区划变更).
 *
 * - renamed (更名), moved (划转): the same code; `former` is the previous name, or the code of the previous parent
 * - recoded (代码变更): the area with code `former` continues under `code`
 * - merged (合并): the area `former` became part of `code`; one change for each
 * - split (拆分): `code` was formed from part of `former`; its series starts again
 */
export interface AreaChange {
  readonly day: string;
  readonly kind: "renamed" | "moved" | "recoded" | "merged" | "split";
  readonly code: string;
  readonly former: string;
}

/** A span of days in which an area had one name and one parent; both days are included. */
export interface AreaVersion {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly validFrom: string;
  readonly validTo: string;
}

/** The days for which the figures of a former area count for its successor. */
export interface Succession {
  readonly area: string;
  readonly former: string;
  readonly kind: AreaChange["kind"];
  readonly bridged: boolean;
  readonly validFrom: string;
  readonly validTo: string;
}

const dayBefore = (iso: string): string => addDays(iso, -1);

/** Every version of every area: the register gives the current state, and each change the state before it. */
export function versionsOf(areas: readonly RegisteredArea[], changes: readonly AreaChange[]): AreaVersion[] {
  return areas.flatMap(({ code, name, level, parent, validFrom, validTo }) => {
    const areaChanges = changes
      .filter((change) => change.code === code && (change.kind === "renamed" || change.kind === "moved"))
      .sort((a, b) => (a.day < b.day ? 1 : -1));
    const versions: AreaVersion[] = [];
    let [nameThen, parentThen, last] = [name, parent, validTo ?? FOR_GOOD];
    for (const change of areaChanges) {
      if (change.day <= last)
        versions.unshift({
          code,
          name: nameThen,
          level,
          parent: parentThen,
          validFrom: change.day,
          validTo: last,
        });
      last = change.day <= last ? dayBefore(change.day) : last;
      if (change.kind === "renamed") nameThen = change.former;
      else parentThen = change.former;
    }
    const first = validFrom ?? EVER_SINCE;
    return [
      { code, name: nameThen, level, parent: parentThen, validFrom: first, validTo: last },
      ...versions,
    ];
  });
}

/**
 * Successions of areas through any number of changes: where A became B and B became C, the figures of A count for C until the first
 * change, and those of B until the second: from the first where B is A under another code, from its beginning where A became part of it.
 */
export function successionsOf(
  areas: readonly RegisteredArea[],
  changes: readonly AreaChange[],
): Succession[] {
  const begins = new Map(areas.map(({ code, validFrom }) => [code, validFrom ?? EVER_SINCE]));
  const links = changes.filter(({ kind }) => kind !== "renamed" && kind !== "moved");
  const before = (
    code: string,
    until: string,
    bridged: boolean,
    seen: readonly string[],
  ): Omit<Succession, "area">[] =>
    links
      .filter((link) => link.code === code && !seen.includes(link.former))
      .flatMap(({ former, kind, day }) => {
        const end = day < until ? day : until;
        const succession = {
          ...{ former, kind, bridged: bridged && kind !== "split" },
          ...{ validFrom: begins.get(former) ?? EVER_SINCE, validTo: dayBefore(end) },
        };
        const earlier = before(former, end, succession.bridged, [...seen, former]);
        return succession.validFrom <= succession.validTo ? [succession, ...earlier] : earlier;
      });
  return areas.flatMap(({ code }) => {
    const formers = before(code, FOR_GOOD, true, [code]);
    const joined = formers.filter(
      (succession) =>
        succession.kind === "merged" &&
        links.some((link) => link.code === code && link.former === succession.former),
    );
    const until = joined
      .map((succession) => succession.validTo)
      .sort()
      .at(-1);
    const from = begins.get(code)!;
    // The area before a merger is one of the parts of the merged area.
    const self =
      until !== undefined && from <= until
        ? [{ former: code, kind: "merged" as const, bridged: true, validFrom: from, validTo: until }]
        : [];
    return [...self, ...formers].map((succession) => ({ area: code, ...succession }));
  });
}
