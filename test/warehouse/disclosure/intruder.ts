import loadSolver from "highs";

/** A published total: the unknown amounts that it adds up, and what they come to. */
export interface Total {
  readonly of: readonly string[];
  readonly is: number;
}

/** The package's types name the default export of its CommonJS form; what is imported is the function itself. */
const solver = await (loadSolver as unknown as typeof loadSolver.default)();

/** All published totals, to learn from. */
export class Intruder {
  readonly #totals: readonly Total[];
  /** The totals in which each unknown amount stands. */
  readonly #of = new Map<string, Total[]>();

  constructor(totals: readonly Total[]) {
    this.#totals = totals;
    for (const total of this.#totals)
      for (const name of total.of) {
        const known = this.#of.get(name);
        if (known) known.push(total);
        else this.#of.set(name, [total]);
      }
  }

  /**
   * What is learnt of a sum of unknown amounts (none below zero) from all totals, by linear programming: the least and the most that it can be.
   */
  bounds(of: readonly string[]): { least: number; most: number } {
    const near = this.#linked(of);
    return { least: extreme("Minimize", near, of), most: extreme("Maximize", near, of) };
  }

  /** Totals that are linked to the wanted amounts by shared unknowns; the others say nothing of them. */
  #linked(wanted: readonly string[]): Total[] {
    const kept = new Set<Total>();
    const reached = new Set(wanted);
    for (const name of reached)
      for (const total of this.#of.get(name) ?? []) {
        if (kept.has(total)) continue;
        kept.add(total);
        for (const other of total.of) reached.add(other);
      }
    return [...kept];
  }
}

/** The same for one question. */
export const bounds = (totals: readonly Total[], of: readonly string[]) => new Intruder(totals).bounds(of);

function extreme(sense: "Minimize" | "Maximize", near: readonly Total[], of: readonly string[]): number {
  const names = [...new Set([...of, ...near.flatMap((total) => total.of)])];
  const short = new Map(names.map((name, at) => [name, `x${at}`]));
  const sum = (all: readonly string[]) => all.map((name) => short.get(name)).join(" + ");
  const rows = near.map(({ of: parts, is }, at) => ` c${at}: ${sum(parts)} = ${is}`);
  const solved = solver.solve(`${sense}\n o: ${sum(of)}\nSubject To\n${rows.join("\n")}\n r: x0 >= 0\nEnd\n`);
  if (solved.Status === "Optimal") return solved.ObjectiveValue;
  if (/unbounded/i.test(solved.Status)) return Number.POSITIVE_INFINITY;
  throw new Error(`the published totals contradict each other: ${solved.Status}`);
}
