const GOLDEN = (3 - Math.sqrt(5)) / 2;

/**
 * Minimum on an interval (区间极小), by golden sections and parabolas.
 *
 * @when A function of one variable without derivatives and with one valley.
 * @whenNot Several valleys: it finds one of them.
 * @minimumSample none: a numerical method.
 * @units `tolerance` is absolute, in the unit of x.
 * @throws nothing.
 * @source Brent, R. (1973), Algorithms for Minimization without Derivatives, ch. 5.
 * @example
 * Math.round(1e4 * minimiseOnInterval((x) => (x - 0.3) ** 2, 0, 1)) / 1e4 // => 0.3
 */
export function minimiseOnInterval(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = 2 ** -13,
): number {
  let [a, b] = [low, high];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let [last, before] = [0, 0];
  for (let i = 0; i < 500; i++) {
    const middle = (a + b) / 2;
    const near = 1.49e-8 * Math.abs(x) + tolerance / 3;
    if (Math.abs(x - middle) <= 2 * near - (b - a) / 2) break;
    let p = 0;
    let q = 0;
    if (Math.abs(before) > near) {
      const r = (x - w) * (fx - fv);
      q = (x - v) * (fx - fw);
      p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      else q = -q;
    }
    if (q === 0 || Math.abs(p) >= Math.abs(0.5 * q * before) || p <= q * (a - x) || p >= q * (b - x)) {
      before = x < middle ? b - x : a - x;
      last = GOLDEN * before;
    } else {
      before = last;
      last = p / q;
      if (x + last - a < 2 * near || b - (x + last) < 2 * near) last = x < middle ? near : -near;
    }
    const u = x + (Math.abs(last) >= near ? last : Math.sign(last) * near);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        v = u;
        fv = fu;
      }
    }
  }
  return x;
}
