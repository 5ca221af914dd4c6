/** A point on the line: step, value and slope. */
interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

const SUFFICIENT = 1e-3;
const CURVATURE = 0.9;
const NARROW = 0.1;
const STRETCH = 4;
const MOST_TRIALS = 20;

/** Minimum of the cubic through two points with their slopes, as a share of the way from b to a. */
function cubicShare(a: LinePoint, b: LinePoint, allowNone: boolean): { share: number; gamma: number } {
  const theta = (3 * (a.value - b.value)) / (b.step - a.step) + a.slope + b.slope;
  const size = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope));
  const inner = (theta / size) ** 2 - (a.slope / size) * (b.slope / size);
  const root = size * Math.sqrt(allowNone ? Math.max(0, inner) : inner);
  const gamma = b.step > a.step ? -root : root;
  return { share: (gamma - b.slope + theta) / (gamma + (a.slope - b.slope) + gamma), gamma };
}

/** Next trial step from the best point so far, the other end and the newest point. */
function nextStep(
  best: LinePoint,
  end: LinePoint,
  now: LinePoint,
  bracketed: boolean,
  low: number,
  high: number,
) {
  const opposite = now.slope * Math.sign(best.slope) < 0;
  const secant = now.step + (now.slope / (now.slope - best.slope)) * (best.step - now.step);
  if (now.value > best.value) {
    const mirrored = cubicShare(now, best, false);
    const cubic = best.step + mirrored.share * (now.step - best.step);
    const rise = (best.value - now.value) / (now.step - best.step);
    const quadratic = best.step + (best.slope / (rise + best.slope) / 2) * (now.step - best.step);
    const near = Math.abs(cubic - best.step) < Math.abs(quadratic - best.step);
    return near ? cubic : cubic + (quadratic - cubic) / 2;
  }
  if (opposite) {
    const cubic = now.step + cubicShare(best, now, false).share * (best.step - now.step);
    return Math.abs(cubic - now.step) > Math.abs(secant - now.step) ? cubic : secant;
  }
  if (Math.abs(now.slope) < Math.abs(best.slope)) {
    const { share, gamma } = cubicShare(best, now, true);
    const beyond = now.step > best.step ? high : low;
    const cubic = share < 0 && gamma !== 0 ? now.step + share * (best.step - now.step) : beyond;
    const cubicNearer = Math.abs(cubic - now.step) < Math.abs(secant - now.step);
    if (!bracketed) return Math.min(high, Math.max(low, cubicNearer ? secant : cubic));
    const chosen = cubicNearer ? cubic : secant;
    const limit = now.step + 0.66 * (end.step - now.step);
    return now.step > best.step ? Math.min(limit, chosen) : Math.max(limit, chosen);
  }
  if (bracketed) return now.step + cubicShare(end, now, false).share * (end.step - now.step);
  return now.step > best.step ? high : low;
}

/** The interval after the newest point: the best point, the other end, and whether a minimum lies between. */
function narrow(best: LinePoint, end: LinePoint, now: LinePoint, bracketed: boolean) {
  if (now.value > best.value) return { best, end: now, bracketed: true };
  const crossed = now.slope * Math.sign(best.slope) < 0;
  return { best: now, end: crossed ? best : end, bracketed: bracketed || crossed };
}

/** Subtract the wanted decrease from a point, for the first stage of the search. */
const tilted = (p: LinePoint, slope: number): LinePoint => ({
  step: p.step,
  value: p.value - p.step * slope,
  slope: p.slope - slope,
});

/**
 * Step along a downhill line that lowers the function enough and flattens its slope (线搜索).
 *
 * @internal
 */
export function searchLine(
  at: (step: number) => { readonly value: number; readonly slope: number },
  start: { readonly value: number; readonly slope: number },
  most: number,
): LinePoint | null {
  const wanted = SUFFICIENT * start.slope;
  let best: LinePoint = { step: 0, ...start };
  let end = best;
  let bracketed = false;
  let firstStage = true;
  let width = most;
  let lastWidth = 2 * width;
  let step = Math.min(1, most);
  let [low, high] = [0, step + STRETCH * step];
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const now: LinePoint = { step, ...at(step) };
    const line = start.value + step * wanted;
    if (firstStage && now.value <= line && now.slope >= Math.min(SUFFICIENT, CURVATURE) * start.slope)
      firstStage = false;
    if (bracketed && (step <= low || step >= high || high - low <= NARROW * high)) return now;
    if (step === most && now.value <= line && now.slope <= wanted) return now;
    if (now.value <= line && Math.abs(now.slope) <= -CURVATURE * start.slope) return now;
    const lean = firstStage && now.value <= best.value && now.value > line ? wanted : 0;
    const [a, b, c] = [tilted(best, lean), tilted(end, lean), tilted(now, lean)];
    step = nextStep(a, b, c, bracketed, low, high);
    const kept = narrow(a, b, c, bracketed);
    [best, end, bracketed] = [tilted(kept.best, -lean), tilted(kept.end, -lean), kept.bracketed];
    const gap = Math.abs(end.step - best.step);
    if (bracketed) {
      if (gap >= 0.66 * lastWidth) step = best.step + 0.5 * (end.step - best.step);
      [lastWidth, width] = [width, gap];
      [low, high] = [Math.min(best.step, end.step), Math.max(best.step, end.step)];
    } else [low, high] = [best.step, step + STRETCH * (step - best.step)];
    step = Math.min(most, Math.max(0, step));
    if (bracketed && (step <= low || step >= high || high - low <= NARROW * high)) step = best.step;
  }
  return null;
}
