import type { Area } from "../deployment/areas.ts";
import { monthEnd } from "./months.ts";
import type { Scenario } from "./scenario.ts";

/** One planted layoff report. */
export interface PlantedReport {
  readonly area: string;
  readonly employer: string;
  readonly received: string;
  readonly persons: number;
  readonly staff: number;
  readonly closure: boolean;
  /** The day on which it is corrected, and the workers that it was first sent with. */
  readonly corrected?: { readonly on: string; readonly first: number } | undefined;
}

/** The planted shocks of a scenario, by area and month (its last day). */
export interface Planted {
  /** Factor on the usual new claims. */
  claimsFactor(area: string, month: string): number;
  /** Additional new claims. */
  extraClaims(area: string, month: string): number;
  /** Additional persons removed from insurance. */
  leaves(area: string, month: string): number;
  /** Share of the stock lost in the month. */
  decline(area: string, month: string): number;
  readonly reports: readonly PlantedReport[];
  /** Closing enterprises by area; they are in its detail by employer. */
  readonly closures: readonly PlantedReport[];
}

/** The areas of a list and all areas below them. */
export function withDescendants(codes: readonly string[], areas: readonly Area[]): Set<string> {
  const all = new Set(codes);
  for (let size = -1; size !== all.size; ) {
    size = all.size;
    for (const area of areas) if (area.parent !== null && all.has(area.parent)) all.add(area.code);
  }
  return all;
}

/** Index a scenario's shocks by area and month. */
export function plant(shocks: Scenario["shocks"], areas: readonly Area[]): Planted {
  const factor = new Map<string, number>();
  const extra = new Map<string, number>();
  const leaves = new Map<string, number>();
  const declines: { areas: Set<string>; from: string; to: string; perMonth: number }[] = [];
  const reports: PlantedReport[] = [];
  const key = (area: string, month: string) => `${area} ${month}`;
  const add = (to: Map<string, number>, area: string, byMonth: Readonly<Record<string, number>>) => {
    for (const [month, persons] of Object.entries(byMonth)) {
      const at = key(area, monthEnd(month));
      to.set(at, (to.get(at) ?? 0) + persons);
    }
  };
  for (const shock of shocks) {
    if (shock.kind === "closure") {
      reports.push({ ...shock, closure: true });
      add(leaves, shock.area, shock.leaves);
      add(extra, shock.area, shock.claims);
    } else if (shock.kind === "layoff-wave") {
      reports.push(...shock.reports.map((report) => ({ ...report, closure: false })));
    } else if (shock.kind === "claims-surge") {
      for (const area of withDescendants(shock.areas, areas))
        for (const month of shock.months) {
          const at = key(area, monthEnd(month));
          factor.set(at, (factor.get(at) ?? 1) * shock.factor);
        }
    } else {
      declines.push({
        areas: withDescendants(shock.areas, areas),
        from: monthEnd(shock.from),
        to: shock.to ? monthEnd(shock.to) : "9999-12-31",
        perMonth: shock.perMonth,
      });
    }
  }
  return {
    claimsFactor: (area, month) => factor.get(key(area, month)) ?? 1,
    extraClaims: (area, month) => extra.get(key(area, month)) ?? 0,
    leaves: (area, month) => leaves.get(key(area, month)) ?? 0,
    decline: (area, month) =>
      declines
        .filter((decline) => decline.areas.has(area) && decline.from <= month && month <= decline.to)
        .reduce((sum, decline) => sum + decline.perMonth, 0),
    reports,
    closures: reports.filter((report) => report.closure),
  };
}
