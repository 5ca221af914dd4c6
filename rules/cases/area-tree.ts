import { rules } from "../definitions/index.ts";
import type { JudgedArea } from "../judge/view.ts";
import { type OpenCase, riskKey } from "./case-state.ts";

/** Every cause that a case may have. */
const CAUSES = [...new Set(rules.map(({ cause }) => cause))];

/** The levels that bear a role, the lowest first: the cases of one raise those of the next. */
export const UPWARDS = ["banner", "league", "region"] as const;

/** Areas by level and by what they contain (地区层级). */
export class AreaTree {
  readonly #levels = new Map<string | null, JudgedArea[]>();
  readonly #below = new Map<string, string[]>();
  readonly #parents: ReadonlyMap<string, string | null>;

  constructor(areas: readonly JudgedArea[]) {
    const byCode = new Map(areas.map((area) => [area.code, area]));
    this.#parents = new Map(areas.map(({ code, parent }) => [code, parent]));
    for (const area of areas) {
      const role = UPWARDS.find((level) => level === area.level) ?? null;
      this.#levels.set(role, [...(this.#levels.get(role) ?? []), area]);
      const above = role && nextAbove(area, role, byCode);
      if (above) this.#below.set(above, [...(this.#below.get(above) ?? []), area.code]);
    }
  }

  /** Areas of a level; of no level that bears a role: null. */
  atLevel(level: string | null): readonly JudgedArea[] {
    return this.#levels.get(level) ?? [];
  }

  /** The areas of the next level with a role below an area. */
  below(code: string): readonly string[] {
    return this.#below.get(code) ?? [];
  }

  /** Whether an area lies below another, at any depth. */
  isBelow(area: string, above: string): boolean {
    const seen = new Set<string>([area]);
    for (let at = this.#parents.get(area) ?? null; at !== null && !seen.has(at); ) {
      if (at === above) return true;
      seen.add(at);
      at = this.#parents.get(at) ?? null;
    }
    return false;
  }

  /** The causes of the open cases of an area. */
  openCauses(open: ReadonlyMap<string, OpenCase>, code: string): readonly string[] {
    return CAUSES.filter((cause) => open.has(riskKey(code, cause)));
  }
}

/** The nearest area above that bears the next role. */
function nextAbove(
  { parent }: JudgedArea,
  role: (typeof UPWARDS)[number],
  byCode: ReadonlyMap<string, JudgedArea>,
): string | null {
  const next = UPWARDS[UPWARDS.indexOf(role) + 1];
  const seen = new Set<string>();
  for (let at = parent; at !== null && !seen.has(at); at = byCode.get(at)?.parent ?? null) {
    if (next !== undefined && byCode.get(at)?.level === next) return at;
    seen.add(at);
  }
  return null;
}
