/** Properties of a table that decide with which others it may be judged. */
export interface Placed {
  /** Number of its submission; later submissions have higher numbers. */
  readonly id: number;
  readonly contract: string;
  /** Tables of one layout are read by one statement. */
  readonly layout: string;
  /** Areas that its rows may cover; null where they may cover any. */
  readonly areas: readonly string[] | null;
  /** Key shared by tables with the same bytes and the same reading. */
  readonly duplicateKey: string;
  /** Its rows must sum to those of another report, which is judged before it. */
  readonly isDetail: boolean;
  /** Judged alone: too large for a wave, or suspected of causing a crash. */
  readonly alone: boolean;
  readonly records: number;
  readonly bytes: number;
}

/** Limits of one wave. */
export interface WaveLimits {
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
}

export const WAVE_LIMITS: WaveLimits = { files: 200, records: 50_000, bytes: 48_000_000 };

/** The areas that contain an area, without the area itself. */
export type AncestorsOf = (area: string) => readonly string[];

/**
 * Group tables into waves that are judged one after another (批次).
 *
 * Details are judged after the totals they must sum to, whatever their numbers. Tables of one report kind with equal or nested areas, or
 * with the same bytes, are in different waves in the order of their numbers, because each is judged against what is known before it. A
 * table judged alone comes after all tables of its turn with lower numbers and before the others.
 *
 * @example
 * const file = { contract: "recruitment", layout: "a", isDetail: false, alone: false, records: 1, bytes: 80 };
 * const files = [
 *   { ...file, id: 1, areas: ["990101"], duplicateKey: "x" },
 *   { ...file, id: 2, areas: ["990101"], duplicateKey: "y" },
 *   { ...file, id: 3, areas: ["990102"], duplicateKey: "z" },
 * ];
 * planWaves(files, () => []).map((wave) => wave.map(({ id }) => id)) // [[1, 3], [2]]
 */
export function planWaves<Table extends Placed>(
  tables: readonly Table[],
  ancestorsOf: AncestorsOf,
  limits: WaveLimits = WAVE_LIMITS,
): Table[][] {
  const inOrder = [...tables].sort((a, b) => Number(a.isDetail) - Number(b.isDetail) || a.id - b.id);
  const waves: Wave<Table>[] = [];
  // A table judged alone closes every wave before it.
  let open = 0;
  let details = false;
  for (const table of inOrder) {
    if (table.isDetail && !details) {
      details = true;
      open = waves.length;
    }
    if (table.alone) {
      waves.push(new Wave<Table>(ancestorsOf, limits).with(table));
      open = waves.length;
      continue;
    }
    const after = waves.findLastIndex((wave, at) => at >= open && wave.conflictsWith(table));
    const found = waves.findIndex((wave, at) => at >= open && at > after && wave.hasRoomFor(table));
    if (found >= 0) waves[found]!.with(table);
    else waves.push(new Wave<Table>(ancestorsOf, limits).with(table));
  }
  return waves.map(({ tables: members }) => members);
}

/** Tables of one layout that are judged together. */
class Wave<Table extends Placed> {
  readonly tables: Table[] = [];
  readonly #areas = new Set<string>();
  readonly #containing = new Set<string>();
  readonly #duplicates = new Set<string>();
  #coversAnyArea = false;
  #records = 0;
  #bytes = 0;

  constructor(
    readonly ancestorsOf: AncestorsOf,
    readonly limits: WaveLimits,
  ) {}

  with(table: Table): this {
    this.tables.push(table);
    this.#records += table.records;
    this.#bytes += table.bytes;
    this.#duplicates.add(table.duplicateKey);
    if (table.areas === null) this.#coversAnyArea = true;
    for (const area of table.areas ?? []) {
      this.#areas.add(area);
      for (const above of [area, ...this.ancestorsOf(area)]) this.#containing.add(above);
    }
    return this;
  }

  hasRoomFor(table: Table): boolean {
    const { files, records, bytes } = this.limits;
    return (
      this.tables[0]!.layout === table.layout &&
      this.tables.length < files &&
      this.#records + table.records <= records &&
      this.#bytes + table.bytes <= bytes
    );
  }

  /** Whether a table must be judged after this wave. */
  conflictsWith({ contract, areas, duplicateKey }: Placed): boolean {
    if (this.#duplicates.has(duplicateKey)) return true;
    if (this.tables[0]!.contract !== contract) return false;
    if (areas === null || this.#coversAnyArea) return true;
    return areas.some(
      (area) => this.#containing.has(area) || this.ancestorsOf(area).some((above) => this.#areas.has(above)),
    );
  }
}
