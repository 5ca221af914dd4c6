import type { Backtest } from "../../../rules/backtest/backtest.ts";
import { falsePerAreaYear } from "../../../rules/backtest/score.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import { rank, type Tier } from "../../../rules/policy/tiers.ts";
import { escapeHtml } from "../../documents/html.ts";
import { inLanguage, type Language, numberText, translate } from "../../language/index.ts";
import type { LevelName } from "./rows.ts";

/** The four colours of the tiers; each mark also prints its tier in words. */
const COLOUR: Readonly<Record<Tier, string>> = { IV: "#2f6fb3", III: "#d9a900", II: "#e07b00", I: "#c02020" };
const WIDTH = 960;
const LEFT = 260;

const svg = (height: number, parts: readonly string[]): string =>
  `<svg viewBox="0 0 ${WIDTH} ${height}" width="100%" role="img" xmlns="http://www.w3.org/2000/svg">${parts.join("")}</svg>`;
const text = (x: number, y: number, words: string, anchor = "start"): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escapeHtml(words)}</text>`;

/** False warnings per area and year: a bar for each rule, level and tier. */
export function falseChart({ scores }: Backtest, levelName: LevelName, language: Language): string {
  const bars = scores.flatMap(({ rule, rows }) =>
    rows.flatMap((row) => {
      const rate = falsePerAreaYear(row) ?? 0;
      const title =
        rule === null ? translate(language, "skill.cases") : inLanguage(ruleById(rule)!.title, language);
      return rate > 0 ? [{ label: `${title} · ${levelName(row.level)}`, tier: row.tier, rate }] : [];
    }),
  );
  const most = Math.max(...bars.map(({ rate }) => rate), 1e-9);
  const wide = WIDTH - LEFT - 190;
  const parts = bars.map(({ label, tier, rate }, index) => {
    const y = 4 + 20 * index;
    const long = Math.max(1, (wide * rate) / most);
    const words = `${translate(language, `tier.${tier}`)} ${numberText(rate, language, 4)}`;
    return [
      text(LEFT - 6, y + 12, label, "end"),
      `<rect x="${LEFT}" y="${y}" width="${long.toFixed(1)}" height="15" fill="${COLOUR[tier]}"/>`,
      text(LEFT + long + 5, y + 12, words),
    ].join("");
  });
  return svg(20 * bars.length + 10, parts);
}

/** Delay of every event, in days: a dot for each area that found it, and the number of areas that missed it. */
export function delayChart({ detections }: Backtest, language: Language): string {
  const events = [...new Map(detections.map(({ event }) => [event.id, event])).values()];
  const delays = detections.flatMap(({ delay }) => (delay === null ? [] : [delay]));
  const [least, most] = [Math.min(0, ...delays), Math.max(1, ...delays)];
  const x = (days: number) => LEFT + ((WIDTH - LEFT - 110) * (days - least)) / (most - least);
  const parts = events.map((event, index) => {
    const y = 20 + 36 * index;
    const eventDetections = detections.filter((detection) => detection.event.id === event.id);
    const missed = eventDetections.filter(({ delay }) => delay === null).length;
    const dots = eventDetections.flatMap(({ delay, area }, at) =>
      delay === null
        ? []
        : `<circle cx="${x(delay).toFixed(1)}" cy="${(y + (at % 5) * 4 - 8).toFixed(1)}" r="3" fill="${COLOUR[event.tier ?? "IV"]}" fill-opacity="0.55"><title>${escapeHtml(`${area}: ${delay}`)}</title></circle>`,
    );
    const line = `<line x1="${LEFT}" x2="${WIDTH - 100}" y1="${y + 14}" y2="${y + 14}" stroke="#ddd"/>`;
    return [
      line,
      text(LEFT - 6, y + 4, inLanguage(event.title, language), "end"),
      ...dots,
      missed > 0 ? text(WIDTH - 95, y + 4, translate(language, "skill.missed", { count: missed })) : "",
    ].join("");
  });
  const end = 36 * events.length + 20;
  const ticks = [least, 0, most / 2, most].map((days) =>
    text(x(days), end + 6, `${Math.round(days)}`, "middle"),
  );
  const zero = `<line x1="${x(0)}" x2="${x(0)}" y1="0" y2="${end - 8}" stroke="#888" stroke-dasharray="3 3"/>`;
  return svg(end + 16, [
    zero,
    ...parts,
    ...ticks,
    text(WIDTH - 60, end + 6, translate(language, "skill.days")),
  ]);
}

/** Number of open cases that have reached Ⅱ over time; known events are shaded. */
export function timeChart({ warnings, stretch, detections }: Backtest): string {
  const height = 160;
  const [from, to] = [Date.parse(stretch.from), Date.parse(stretch.to)];
  const x = (day: string) =>
    40 + ((WIDTH - 60) * (Math.min(Math.max(Date.parse(day), from), to) - from)) / Math.max(to - from, 1);
  const spans = warnings.flatMap(({ steps, lifted }) => {
    const grave = steps.find(({ tier }) => rank(tier) >= rank("II"));
    return grave ? [{ from: grave.date, to: lifted ?? stretch.to }] : [];
  });
  const steps = 240;
  const days = Array.from({ length: steps + 1 }, (_, at) =>
    new Date(from + ((to - from) * at) / steps).toISOString().slice(0, 10),
  );
  const counts = days.map((day) => spans.filter((span) => span.from <= day && day <= span.to).length);
  const most = Math.max(1, ...counts);
  const y = (count: number) => height - 20 - ((height - 30) * count) / most;
  const line = counts.map((count, at) => `${x(days[at]!).toFixed(1)},${y(count).toFixed(1)}`).join(" ");
  const events = [...new Map(detections.map(({ event }) => [event.id, event])).values()];
  const shades = events.map(
    (event) =>
      `<rect x="${x(event.from).toFixed(1)}" y="6" width="${Math.max(2, x(event.by) - x(event.from)).toFixed(1)}" height="${height - 26}" fill="#000" fill-opacity="0.07"/>`,
  );
  const years = TICKS.map((share) => days[Math.round(steps * share)]!);
  return svg(height, [
    ...shades,
    `<polyline points="${line}" fill="none" stroke="${COLOUR.II}" stroke-width="1.5"/>`,
    text(34, y(most) + 4, `${most}`, "end"),
    text(34, y(0) + 4, "0", "end"),
    ...years.map((day) => text(x(day), height - 4, day.slice(0, 7), "middle")),
  ]);
}

const TICKS = [0.03, 0.25, 0.5, 0.75, 0.97];
