import loadSolver from "highs";

/** A published total: the unknown amounts that it adds up, and what they come to. */
export interface Total {
  readonly of: readonly string[];
  readonly is: number;
}

/** The package's types name the default export of its CommonJS form; what is imported is the function itself. */
const solver = await (loadSolver as unknown as typeof loadSolver.default)();

/**
 * What an intruder learns of a sum of unknown amounts (none below zero) from all published totals, by linear programming: the least and
 * the most that it can be.
 */
export function bounds(totals: readonly Total[], of: readonly string[]): { least: number; most: number } {
  return { least: extreme("Minimize", totals, of), most: extreme("Maximize", totals, of) };
}

/** Totals that are linked to the wanted amounts by shared unknowns; the others say nothing of them. */
function linked(totals: readonly Total[], wanted: readonly string[]): Total[] {
  const reached = new Set(wanted);
  const kept = new Set<Total>();
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const total of totals) {
      if (kept.has(total) || !total.of.some((name) => reached.has(name))) continue;
      kept.add(total);
      for (const name of total.of) reached.add(name);
    }
  }
  return [...kept];
}

function extreme(sense: "Minimize" | "Maximize", totals: readonly Total[], of: readonly string[]): number {
  const near = linked(totals, of);
  const names = [...new Set([...of, ...near.flatMap((total) => total.of)])];
  const short = new Map(names.map((name, at) => [name, `x${at}`]));
  const sum = (all: readonly string[]) => all.map((name) => short.get(name)).join(" + ");
  const rows = near.map(({ of: parts, is }, at) => ` c${at}: ${sum(parts)} = ${is}`);
  const solved = solver.solve(`${sense}\n o: ${sum(of)}\nSubject To\n${rows.join("\n")}\n r: x0 >= 0\nEnd\n`);
  if (solved.Status === "Optimal") return solved.ObjectiveValue;
  if (/unbounded/i.test(solved.Status)) return Number.POSITIVE_INFINITY;
  throw new Error(`the published totals contradict each other: ${solved.Status}`);
}
