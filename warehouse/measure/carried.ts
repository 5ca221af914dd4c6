import type { Known } from "./known.ts";

/**
 * Results that a night leaves in memory for the next night of the same process, each under a name with its dependencies.
 *
 * A pure cache in front of functions that can always compute in full. It starts empty in a new process, after a failed night, and for a
 * date that is not later than the last.
 */
export class Carried {
  readonly #entries = new Map<string, { readonly key: string; readonly value: unknown }>();
  readonly #versions = new Map<string, number>();
  #latest = 0;
  #known: Known | null = null;

  /** What is known tonight; null if not determined, and then nothing is carried over. */
  get known(): Known | null {
    return this.#known;
  }

  /** Begin a night with what is known. */
  begin(known: Known): void {
    this.#known = known;
  }

  /** Dependencies of a result that follows from the register and the reports of these kinds only; without kinds, of all reports. */
  reports(...contracts: readonly string[]): readonly unknown[] {
    const { reports = {}, replaced = null } = this.#known ?? {};
    const kinds = contracts.length > 0 ? contracts : Object.keys(reports).sort();
    return [this.register, replaced, ...kinds.map((contract) => [contract, reports[contract] ?? 0])];
  }

  /** The register of areas and duties. */
  get register(): string | null {
    return this.#known?.register ?? null;
  }

  /** The value stored under a name if its dependencies are unchanged; else the result of `compute`. */
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

  /** Whether a name was stored with the same dependencies; stores it with the new ones. For work whose result is in the database. */
  isSame(name: string, dependsOn: readonly unknown[]): boolean {
    const key = JSON.stringify(dependsOn);
    const same = this.#entries.get(name)?.key === key;
    this.#entries.set(name, { key, value: true });
    return same;
  }

  /** The value stored under a name if its dependencies are unchanged, or undefined. */
  kept<Value>(name: string, dependsOn: readonly unknown[] = []): Value | undefined {
    const entry = this.#entries.get(name);
    return entry?.key === JSON.stringify(dependsOn) ? (entry.value as Value) : undefined;
  }

  /** Store a value under a name. */
  keep(name: string, value: unknown, dependsOn: readonly unknown[] = []): void {
    this.#entries.set(name, { key: JSON.stringify(dependsOn), value });
  }

  /** A number that changes with each call of `changed`, for use as a dependency. */
  version(name: string): number {
    return this.#versions.get(name) ?? 0;
  }

  /** Mark the data behind a name as possibly changed. */
  changed(name: string): void {
    this.#latest++;
    this.#versions.set(name, this.#latest);
  }

  /** Forget everything. Versions continue counting, so that an old version never equals a new one. */
  clear(): void {
    this.#entries.clear();
    this.#known = null;
  }
}

/** Name under which changes of an indicator's series are counted. */
export const seriesOf = (indicator: string): string => `series of ${indicator}`;
