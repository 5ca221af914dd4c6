import { NO_PEERS, type Peers, type SeriesFigures } from "../calendar/series-view.ts";
import { indicatorsOf, type Rule, type SeriesRule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import { type AsTheyWere, type IndicatorFigures, isUnchanged } from "./figures.ts";
import type { RevisedPeriod } from "./judged-periods.ts";
import type { JudgedArea } from "./view.ts";

/** What a rule reads beside the figures of its indicator in the judged area (旁读数据): further indicators, and the areas beside it. */
export interface Beside {
  further(indicator: string): SeriesFigures | null;
  /** Read for a period: what is computed for all peers together is kept until a figure up to it changes. */
  peers(period: string): Peers;
  /** The figures read, as they are up to a period. */
  upTo(period: string): AsTheyWere;
  /** What a judgement of the area reads beside its indicator, as it is up to a period: of all areas where the rule reads these. */
  readUpTo(period: string): AsTheyWere;
}

/** Where the figures of indicators, and the areas, are read from. */
interface Source {
  readonly areas: readonly JudgedArea[];
  figures(indicator: string): IndicatorFigures | null;
}

const NONE_READ: Beside = {
  further: () => null,
  peers: () => NO_PEERS,
  upTo: () => [],
  readUpTo: () => [],
};

/** What a rule reads beside its indicator in an area; nothing for most rules. */
export function besideOf(rule: SeriesRule, view: Source, area: string): Beside {
  if (!rule.further && !rule.readsPeers) return NONE_READ;
  const read = new Map<string, IndicatorFigures>();
  const first = view.figures(rule.indicator);
  for (const indicator of indicatorsOf(rule)) {
    const figures = view.figures(indicator);
    if (figures && figures.kind === first?.kind) read.set(indicator, figures);
  }
  const all = [...read.values()];
  const upTo = (period: string): AsTheyWere =>
    all.map((figures) => ({ origin: figures.origin, version: figures.upTo(period) }));
  return {
    further: (indicator) => read.get(indicator)?.of(area) ?? null,
    peers: (period) => (rule.readsPeers ? peersAt(rule, view, area, read, upTo(period)) : NO_PEERS),
    upTo,
    readUpTo: (period) =>
      rule.readsPeers
        ? upTo(period)
        : all
            .slice(1)
            .map((figures) => ({ origin: figures.origin, version: figures.of(area)?.version ?? 0 })),
  };
}

/** What was computed for peers, by what it was asked of, with the figures it rests on. */
type Shared = Map<string, { readonly rests: AsTheyWere; readonly value: unknown }>;
const shared = new WeakMap<object, Shared>();
/** Results kept for the figures of an indicator: several years of weeks in every group of areas. */
const MOST_KEPT = 4000;

function peersAt(
  rule: SeriesRule,
  view: Source,
  area: string,
  read: ReadonlyMap<string, IndicatorFigures>,
  rests: AsTheyWere,
): Peers {
  const { group, codes } = peersOf(view.areas, area);
  const [first] = rests;
  const owing = codes.filter((code) => read.get(rule.indicator)?.of(code));
  return {
    areas: owing.map((code) => ({
      area: code,
      figures: (indicator) => read.get(indicator)?.of(code) ?? null,
    })),
    once<Value>(key: string, compute: () => Value): Value {
      if (!first) return compute();
      const kept: Shared = shared.get(first.origin) ?? new Map();
      shared.set(first.origin, kept);
      const name = `${rule.id} ${group} ${key}`;
      const known = kept.get(name);
      if (known && isUnchanged(known.rests, rests)) return known.value as Value;
      const value = compute();
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(name, { rests, value });
      return value;
    },
  };
}

/** Areas that are looked at together, with the area whose parts they are. */
interface Group {
  readonly group: string;
  readonly codes: readonly string[];
}

const groups = new WeakMap<readonly JudgedArea[], Map<string, Group>>();

/** The areas of the level of an area under the same parent, itself included; those directly below an area without a parent. */
export function peersOf(areas: readonly JudgedArea[], area: string): Group {
  const known = groups.get(areas) ?? groupsOf(areas);
  groups.set(areas, known);
  return known.get(area) ?? { group: area, codes: [] };
}

function groupsOf(areas: readonly JudgedArea[]): Map<string, Group> {
  const levels = new Map<string, string[]>();
  for (const { code, level, parent } of areas)
    if (parent !== null)
      levels.set(`${parent} ${level}`, [...(levels.get(`${parent} ${level}`) ?? []), code]);
  const below = new Map<string, string[]>();
  for (const [key, codes] of levels) {
    const parent = key.slice(0, key.lastIndexOf(" "));
    if ((below.get(parent)?.length ?? 0) < codes.length) below.set(parent, codes);
  }
  return new Map(
    areas.map(({ code, level, parent }) => {
      const group = parent ?? code;
      const codes = (parent === null ? below.get(code) : levels.get(`${parent} ${level}`)) ?? [];
      return [code, { group: parent === null ? `below ${code}` : `${group} ${level}`, codes }];
    }),
  );
}

/** The areas whose figures a rule reads when it judges an area. */
export const areasRead = (rule: Rule, areas: readonly JudgedArea[], area: string): readonly string[] =>
  rule.kind === "series" && rule.readsPeers ? [...new Set([area, ...peersOf(areas, area).codes])] : [area];

/** Corrected periods, and those of the areas beside for the rules that read these: one correction reaches all of them. */
export function withPeers(
  revised: readonly RevisedPeriod[],
  areas: readonly JudgedArea[],
): readonly RevisedPeriod[] {
  const beside = revised.flatMap(({ rules, area, period }) => {
    const readers = rules.filter((id) => {
      const rule = ruleById(id);
      return rule?.kind === "series" && rule.readsPeers;
    });
    if (readers.length === 0) return [];
    return peersOf(areas, area).codes.map((peer) => ({ rules: readers, area: peer, period }));
  });
  return beside.length > 0 ? [...revised, ...beside] : revised;
}
