import type { Chart } from "../documents/content.ts";

/** The least that is a chart. */
const SMALLEST: Chart = {
  ...{ kind: "line", title: "1", unit: "1", season: [], lines: [], tier: null, fromZero: true, notes: [] },
  points: [
    { label: "1", value: 1 },
    { label: "2", value: 2 },
  ],
  alt: "1",
};

/** Why charts cannot be drawn on this machine; null where they can. A message whose chart cannot be drawn says in words what it shows. */
export async function whyNotDrawn(fonts: readonly string[]): Promise<string | null> {
  try {
    const { chartPng } = await import("../documents/charts/draw-chart.ts");
    chartPng(SMALLEST, fonts);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
