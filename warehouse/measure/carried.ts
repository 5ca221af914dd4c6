import type { Known } from "./known.ts";

/**
 * What a night leaves in memory for the next night of the same process: results, each under a name with all that it depends on.
 *
 * A cache in front of functions that decide by themselves, never a second way to decide. A new process begins with nothing and
 * computes in full; so does the night after a failed one, and a date that is not later than the last.
 */
export class Carried {
  readonly #entries = new Map<string, { readonly key: string; readonly value: unknown }>();
  readonly #versions = new Map<string, number>();
  #latest = 0;
  #known: Known | null = null;

  /** What is known tonight; null where nobody asked, and then nothing is carried from before. */
  get known(): Known | null {
    return this.#known;
  }

  /** Begin a night that knows this. */
  begin(known: Known): void {
    this.#known = known;
  }

  /** What a result depends on that follows from the register and the reports of these kinds alone; from all reports without. */
  reports(...contracts: readonly string[]): readonly unknown[] {
    const { reports = {}, replaced = null } = this.#known ?? {};
    const kinds = contracts.length > 0 ? contracts : Object.keys(reports).sort();
    return [this.register, replaced, ...kinds.map((contract) => [contract, reports[contract] ?? 0])];
  }

  /** The register of areas and duties. */
  get register(): string | null {
    return this.#known?.register ?? null;
  }

  /** The value kept under a name, as long as it was made from the same; else what `compute` gives. */
  async reuse<Value>(
    name: string,
    dependsOn: readonly unknown[],
    compute: () => Promise<Value>,
  ): Promise<Value> {
    const entry = this.#entries.get(name);
    const key = JSON.stringify(dependsOn);
    if (entry?.key === key) return entry.value as Value;
    const value = await compute();
    this.#entries.set(name, { key, value });
    return value;
  }

  /** Whether a name was kept from the same; keeps it from now on. For work whose result stands in the database. */
  isSame(name: string, dependsOn: readonly unknown[]): boolean {
    const key = JSON.stringify(dependsOn);
    const same = this.#entries.get(name)?.key === key;
    this.#entries.set(name, { key, value: true });
    return same;
  }

  /** The value kept under a name if it was made from the same, or undefined. */
  kept<Value>(name: string, dependsOn: readonly unknown[] = []): Value | undefined {
    const entry = this.#entries.get(name);
    return entry?.key === JSON.stringify(dependsOn) ? (entry.value as Value) : undefined;
  }

  /** Keep a value under a name. */
  keep(name: string, value: unknown, dependsOn: readonly unknown[] = []): void {
    this.#entries.set(name, { key: JSON.stringify(dependsOn), value });
  }

  /** A number that is another after each `changed`, to be named among what a result depends on. */
  version(name: string): number {
    return this.#versions.get(name) ?? 0;
  }

  /** Say that what stands behind a name may be another from now on. */
  changed(name: string): void {
    this.#latest++;
    this.#versions.set(name, this.#latest);
  }

  /** Forget everything. Versions go on counting, so that none of before is taken for one of after. */
  clear(): void {
    this.#entries.clear();
    this.#known = null;
  }
}

/** Under which name it is counted that the series of an indicator may have changed. */
export const seriesOf = (indicator: string): string => `series of ${indicator}`;
