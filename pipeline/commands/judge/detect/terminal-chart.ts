import type { DetectOutput } from "./method.ts";

const HEIGHT = 10;
const WIDTH = 72;

type Chart = DetectOutput["chart"];

function shortNumber(x: number): string {
  if (Math.abs(x) >= 1e6 || (x !== 0 && Math.abs(x) < 1e-3)) return x.toExponential(1);
  return Math.abs(x) >= 100 ? x.toFixed(0) : String(Number(x.toPrecision(3)));
}

/** A series as a few lines of text: values, the line they are compared with, and the alarms. */
export function drawChart(chart: Chart, width = WIDTH, height = HEIGHT): string {
  const n = chart.value.length;
  const first = Math.max(0, n - width);
  const at = (column: ArrayLike<number> | undefined, i: number) => column?.[first + i] ?? Number.NaN;
  const shown = Math.min(n, width);
  const all: number[] = [];
  for (let i = 0; i < shown; i++) all.push(at(chart.value, i), at(chart.line, i));
  const finite = all.filter(Number.isFinite);
  if (finite.length === 0) return "(no values to draw)";
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const rowOf = (x: number) => (high === low ? 0 : Math.round(((x - low) / (high - low)) * (height - 1)));
  const grid = Array.from({ length: height }, () => new Array<string>(shown).fill(" "));
  for (let i = 0; i < shown; i++) {
    const [value, line] = [at(chart.value, i), at(chart.line, i)];
    if (Number.isFinite(line)) grid[rowOf(line)]![i] = "-";
    if (Number.isFinite(value)) grid[rowOf(value)]![i] = at(chart.alarm, i) === 1 ? "▲" : "•";
  }
  const labels = grid.map((_, r) => (r === 0 ? shortNumber(low) : r === height - 1 ? shortNumber(high) : ""));
  const margin = Math.max(...labels.map((label) => label.length));
  const rows = grid.map((row, r) => `${labels[r]!.padStart(margin)} │${row.join("").trimEnd()}`).reverse();
  const [from, to] = [chart.from + first, chart.from + n - 1];
  const legend = `${"".padStart(margin)} └ t ${from} to ${to}   • value${chart.line ? "   - line" : ""}${chart.alarm ? "   ▲ alarm" : ""}`;
  return [...rows, legend].join("\n");
}
