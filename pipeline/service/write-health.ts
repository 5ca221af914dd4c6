import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import { dayIn } from "../deployment/clock.ts";
import { roomNeeded } from "./disk.ts";
import { type Health, healthOf, healthPath, metricsPath, type RoundEnd } from "./health.ts";
import { serviceMetrics } from "./metrics.ts";
import { openMetricsText } from "./metrics-text.ts";
import { freeAt, type ServicePlace } from "./place.ts";

/**
 * Write the state of the service and its figures, each file whole: `DIR/service/health.json` and `DIR/service/metrics.prom`.
 *
 * @throws what the system answers where the disk takes nothing
 */
export function writeHealth(place: ServicePlace, end: Omit<RoundEnd, "disk">): Health {
  const { dir } = place;
  const database = statSync(join(dir, "fengsui.duckdb"), { throwIfNoEntry: false })?.size ?? 0;
  const health = healthOf({ ...end, disk: { free: freeAt(place), needed: roomNeeded(dir), database } });
  const today = dayIn(end.deployment.settings.zone, end.at);
  mkdirSync(join(dir, "service"), { recursive: true });
  writeWhole(healthPath(dir), `${JSON.stringify(health, null, 1)}\n`);
  writeWhole(metricsPath(dir), openMetricsText(serviceMetrics(health, end.look?.figures ?? null, today)));
  return health;
}
