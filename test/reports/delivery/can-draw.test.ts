import { expect, test, vi } from "vitest";
import { whyNotDrawn } from "../../../reports/delivery/can-draw.ts";

test("charts can be drawn here", async () => {
  expect(await whyNotDrawn([])).toBeNull();
});

test("where the engine fails, the reason is said", async () => {
  vi.resetModules();
  vi.doMock("../../../reports/documents/charts/draw-chart.ts", () => ({
    chartPng: () => {
      throw new Error("no such engine");
    },
  }));
  const { whyNotDrawn: again } = await import("../../../reports/delivery/can-draw.ts");
  expect(await again([])).toBe("no such engine");
  vi.doUnmock("../../../reports/documents/charts/draw-chart.ts");
  vi.resetModules();
});
