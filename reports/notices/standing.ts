import type { Verdict } from "../../rules/judge/verdict.ts";
import { rank, TIERS, type Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { Cell, Table } from "../documents/content.ts";
import { dateText, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** An open case by its area and tier. */
export interface OpenCase {
  readonly area: string;
  readonly tier: Tier;
}

/** All open cases that are not exercises. */
export const openCases = (warehouse: Warehouse): Promise<OpenCase[]> =>
  warehouse.rows<OpenCase>(
    "SELECT area, tier FROM case_state WHERE state = 'open' AND NOT drill AND tier IS NOT NULL ORDER BY id",
  );

/** Areas of which no rule could judge anything tonight, those among them that no rule looked at. */
export function notJudgedAreas(
  verdicts: readonly Verdict[],
  areas: readonly string[] = [],
): ReadonlySet<string> {
  const judged = new Set(verdicts.filter(({ outcome }) => outcome !== "not-judged").map(({ area }) => area));
  const all = [...verdicts.map(({ area }) => area), ...areas];
  return new Set(all.filter((area) => !judged.has(area)));
}

/**
 * Where the areas of an office stand (各地现状): for each area directly below it the open cases of it and all below, by tier, the gravest first, and
 * how many areas could not be judged. Areas without either are counted, not listed. Null where nothing is open and all were judged.
 */
export function standingTable(
  { area }: DirectoryOffice,
  open: readonly OpenCase[],
  notJudged: ReadonlySet<string>,
  date: string,
  { language, directory }: NoticeSetting,
): Table | null {
  const rows = directory.below(area, date).map((child) => {
    const isWithin = (code: string) => directory.isWithin(code, child);
    const tiers = open.filter((each) => isWithin(each.area)).map(({ tier }) => tier);
    return { child, tiers, unknown: [...notJudged].filter(isWithin).length };
  });
  const listed = rows.filter(({ tiers, unknown }) => tiers.length + unknown > 0).sort(bySeverity);
  if (listed.length === 0) return null;
  const none = translate(language, "compare.none");
  const count = (value: number): Cell => (value === 0 ? { text: none } : { text: String(value), value });
  const rest = rows.length - listed.length;
  return {
    title: translate(language, "standing.title", { date: dateText(date, language) }),
    head: [
      translate(language, "compare.area"),
      translate(language, "standing.gravest"),
      ...GRAVEST_FIRST.map((tier) => translate(language, `tier-numeral.${tier}`)),
      translate(language, "standing.not-judged"),
    ],
    rows: listed.map(({ child, tiers, unknown }) => [
      { text: directory.areaName(child) },
      { text: tiers.length > 0 ? translate(language, `tier.${gravestOf(tiers)}`) : none },
      ...GRAVEST_FIRST.map((tier) => count(tiers.filter((each) => each === tier).length)),
      count(unknown),
    ]),
    notes: [
      translate(language, "standing.note"),
      ...(rest > 0 ? [translate(language, "standing.rest", { count: rest })] : []),
    ],
  };
}

/** The tiers, the gravest first. */
export const GRAVEST_FIRST: readonly Tier[] = [...TIERS].reverse();

const gravestOf = (tiers: readonly Tier[]): Tier =>
  tiers.reduce((gravest, tier) => (rank(tier) > rank(gravest) ? tier : gravest), "IV");

interface Standing {
  readonly tiers: readonly Tier[];
  readonly unknown: number;
}

/** By the gravest tier, then by how many cases of each, then by areas that could not be judged. */
function bySeverity(a: Standing, b: Standing): number {
  for (const tier of GRAVEST_FIRST) {
    const [ofA, ofB] = [a, b].map(({ tiers }) => tiers.filter((each) => each === tier).length);
    if (ofA !== ofB) return ofB! - ofA!;
  }
  return b.unknown - a.unknown;
}
