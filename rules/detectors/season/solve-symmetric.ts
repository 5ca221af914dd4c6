/**
 * Solve a small symmetric positive system (小型对称正定方程组) by elimination; null where it is singular.
 *
 * @internal
 */
export function solveSymmetric(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    const pivot = rows[i]![i]!;
    if (!(Math.abs(pivot) > 1e-10)) return null;
    for (let r = i + 1; r < n; r++) {
      const factor = rows[r]![i]! / pivot;
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let c = i + 1; c < n; c++) sum -= rows[i]![c]! * solution[c]!;
    solution[i] = sum / rows[i]![i]!;
  }
  return solution;
}
