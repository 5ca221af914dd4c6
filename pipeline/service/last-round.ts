import { readFileSync } from "node:fs";
import type { Settings } from "../deployment/settings.ts";
import { type Health, healthPath } from "./health.ts";

/** Rounds that may be missed before the service is taken for stopped. */
export const MISSED_ROUNDS = 3;

/** The state that the last round wrote down; null where there is none, or it cannot be read. */
export function readHealth(dir: string): Health | null {
  try {
    return JSON.parse(readFileSync(healthPath(dir), "utf8")) as Health;
  } catch {
    return null;
  }
}

/** The last round of the service, and whether another should have ended since; null where no service left a record. */
export function lastRoundOf(
  dir: string,
  { service }: Pick<Settings, "service">,
  now: Date,
): { readonly at: string; readonly isLate: boolean; readonly done: readonly string[] } | null {
  const health = readHealth(dir);
  if (health === null) return null;
  const minutes = (now.getTime() - Date.parse(health.at)) / 60_000;
  return {
    at: health.at,
    isLate: minutes > MISSED_ROUNDS * service.every,
    done: health.lastRound.steps.map(({ text }) => text),
  };
}
