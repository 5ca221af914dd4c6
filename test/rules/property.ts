import fc from "fast-check";

/** Seed of the random cases: a fixed one, so that a run can be repeated; `SEED=7 npx vitest run` takes another. */
export const SEED = Number(process.env.SEED ?? 20260331);

/** Check a property on random cases; a failure prints the seed and the smallest case that fails. */
export function checkProperty<Case>(
  cases: fc.Arbitrary<Case>,
  holds: (drawn: Case) => void,
  runs = 300,
): void {
  fc.assert(
    fc.property(cases, (drawn) => {
      holds(drawn);
    }),
    { seed: SEED, numRuns: runs },
  );
}

/** Any day of forty years, leap days among them. */
export const anyDay = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2039, 11, 31) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
