import { adviceOn } from "./advice.ts";
import { byEmployer, firmsOf } from "./by-employer.ts";
import { type Candidate, defineRule, type LayoffEvent, lineFigure } from "./define.ts";
import { departureOf } from "./departure.ts";
import { withLeavingDay } from "./leaving-day.ts";

/** The sentence where no report says when the workers leave. */
const REPORTED = {
  zh: "{group}所属{firms}家企业近30日内报告裁减，合计{persons}人，涉及{places}个地区，最近报告日期{receivedOn}。",
  en: "{firms} enterprises of {group} reported layoffs within the last 30 days, {persons} workers in all in {places} places; latest report {receivedOn}.",
};

/**
 * Several enterprises of one owner lay off within thirty days: sister firms that each stay small, or a group that shrinks everywhere.
 *
 * Enterprises belong together by the credit code of who controls them, else by the name of their group; who controls others is one of them. In
 * an area above, the group must have cut in several places: what one place saw is told there.
 */
export const groupLayoffs = defineRule({
  kind: "event",
  id: "group-layoffs",
  cause: "layoffs",
  title: { zh: "同一集团多家企业裁员", en: "Enterprises of one group lay off" },
  brief: { zh: "集团企业裁员", en: "a group lays off" },
  levels: ["banner", "league", "region"],
  windowDays: 30,
  quantities: {
    persons: { zh: "同一集团合计裁减人数（人）", en: "workers of the group affected" },
    firms: { zh: "同一集团裁减企业数（家）", en: "enterprises of the group that cut" },
    places: { zh: "涉及旗县数（个）", en: "places concerned" },
  },
  parameters: {},
  limits: { persons: { least: 0 }, firms: { least: 0 }, places: { least: 0 } },
  facts: {
    ...{ group: "firm", persons: "counted", firms: "counted", places: "counted", receivedOn: "day" },
    ...{ startsOn: "day", lastStart: "day" },
  },
  message: REPORTED,
  variants: [
    {
      without: "persons",
      message: {
        zh: "近30日内没有同一集团多家企业报告裁减。",
        en: "No two enterprises of one group reported layoffs within the last 30 days.",
      },
    },
    ...withLeavingDay([{ message: REPORTED }], "several"),
  ],
  advice: adviceOn("layoffs", {
    zh: "与集团总部联系，核实整体裁减计划和涉及的各地企业，合并研判。",
    en: "Ask the head office for the whole plan and the places concerned; judge them together.",
  }),
  limitations: {
    zh: "只识别报告中填写了所属集团或控股单位代码的企业；未填写的无法归并。",
    en: "Sees only enterprises whose reports name the group or the code of who controls them.",
  },
  basis: "同一控制下企业合并计算，级别参考单个企业线（试行）",

  measure(events) {
    const groups = [...groupsOf(events).values()].flatMap(groupCandidate);
    groups.sort((a, b) => b.quantities.persons! - a.quantities.persons!);
    return { candidates: groups.length > 0 ? groups : [NO_GROUP] };
  },
});

const NO_GROUP: Candidate = {
  quantities: { persons: 0, firms: 0, places: 0 },
  facts: { persons: 0, firms: 0, places: 0 },
  shown: lineFigure("persons", 0, "persons"),
};

/**
 * The reports of each group. What is linked belongs together: the reports of one enterprise, those that name one controller or one group, and who
 * is named so. A chain of owners is one group.
 */
function groupsOf(events: readonly LayoffEvent[]): Map<string, LayoffEvent[]> {
  const controllers = new Set(events.flatMap(({ controller }) => (controller ? [controller] : [])));
  const names = new Set(events.flatMap(({ groupKey }) => (groupKey ? [groupKey] : [])));
  const links = new Links();
  const firms = [...firmsOf(events)];
  for (const [firm, reports] of firms)
    for (const { controller, groupKey, code, stemKey } of reports) {
      if (controller) links.join(`firm ${firm}`, `code ${controller}`);
      if (groupKey) links.join(`firm ${firm}`, `name ${groupKey}`);
      if (code && controllers.has(code)) links.join(`firm ${firm}`, `code ${code}`);
      if (stemKey && names.has(stemKey)) links.join(`firm ${firm}`, `name ${stemKey}`);
    }
  const groups = new Map<string, LayoffEvent[]>();
  for (const [firm, reports] of firms) {
    const group = links.of(`firm ${firm}`);
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), ...reports]);
  }
  return groups;
}

/** Sets of what is linked, by one of each. */
class Links {
  readonly #to = new Map<string, string>();

  /** The one by which a set is known; null for what was never linked. */
  of(name: string): string | null {
    let at = this.#to.get(name);
    if (at === undefined) return null;
    while (this.#to.get(at) !== at) at = this.#to.get(at)!;
    return at;
  }

  join(name: string, other: string): void {
    const [first, second] = [this.of(name) ?? name, this.of(other) ?? other];
    this.#to.set(name, first).set(other, second);
    this.#to.set(first, first).set(second, first);
  }
}

function groupCandidate(reports: readonly LayoffEvent[]): Candidate[] {
  const firms = firmsOf(reports).size;
  if (firms < 2) return [];
  const largest = byEmployer(reports);
  const persons = largest.reduce((sum, firm) => sum + firm.persons, 0);
  const places = new Set(reports.map(({ area }) => area)).size;
  const named = reports.find(({ groupName }) => groupName)?.groupName ?? null;
  const controlling = new Set(reports.map(({ controller }) => controller));
  const leader = reports.find(({ code }) => code && controlling.has(code))?.employer ?? null;
  const receivedOn = reports
    .map((report) => report.receivedOn)
    .sort()
    .at(-1)!;
  return [
    {
      quantities: { persons, firms, places },
      facts: {
        group: named ?? leader ?? reports.find(({ controller }) => controller)?.controller ?? null,
        persons,
        firms,
        places,
        receivedOn,
        ...departureOf(reports),
      },
      shown: lineFigure("persons", persons, "persons"),
    },
  ];
}
