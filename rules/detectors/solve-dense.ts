/** A pivot this small is rounding: the system has no unique solution. */
const SINGULAR = 1e-10;

/**
 * Solve a dense system (线性方程组) by elimination with row exchange; both arguments are overwritten. Null where it is singular.
 *
 * @internal
 */
export function solveDense(a: Float64Array[], b: Float64Array): Float64Array | null {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(a[r]![i]!) > Math.abs(a[best]![i]!)) best = r;
    [a[i], a[best]] = [a[best]!, a[i]!];
    [b[i], b[best]] = [b[best]!, b[i]!];
    const pivot = a[i]!;
    if (!(Math.abs(pivot[i]!) > SINGULAR)) return null;
    for (let r = i + 1; r < n; r++) {
      const row = a[r]!;
      const factor = row[i]! / pivot[i]!;
      if (factor === 0) continue;
      for (let c = i; c < n; c++) row[c]! -= factor * pivot[c]!;
      b[r]! -= factor * b[i]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let c = i + 1; c < n; c++) rest -= a[i]![c]! * b[c]!;
    b[i] = rest / a[i]![i]!;
  }
  return b;
}
