import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ClockWatch } from "../../../pipeline/service/clock-watch.ts";

const HOUR = 3_600_000;
const NOON = Date.parse("2026-03-12T12:00:00Z");
let folder: string;
let elapsed: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fengsui-clock-"));
  elapsed = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const unkept: unknown[] = [];
const watch = () =>
  new ClockWatch(
    join(folder, "clock.json"),
    () => elapsed,
    (error) => void unkept.push(error),
  );
const at = (instant: number) => new Date(instant);

describe("the watch over the clock", () => {
  it("is silent while the clock runs as time passes", () => {
    const clock = watch();
    clock.look(at(NOON));
    elapsed += HOUR;
    expect(clock.look(at(NOON + HOUR))).toEqual({ moved: 0, setBack: null });
  });

  it("sees a clock set back, until it has passed the instant it stood at before", () => {
    const clock = watch();
    clock.look(at(NOON));
    elapsed += HOUR;
    const back = NOON - 71 * HOUR;
    expect(clock.look(at(back))).toEqual({
      moved: -72 * HOUR,
      setBack: { to: at(back).toISOString(), from: at(NOON).toISOString() },
    });
    elapsed += 70 * HOUR;
    expect(clock.look(at(back + 70 * HOUR)).setBack).not.toBeNull();
    elapsed += 2 * HOUR;
    expect(clock.look(at(back + 72 * HOUR))).toEqual({ moved: 0, setBack: null });
  });

  it("sees a step forward within one process, and none in a restart, which looks the same as time that passed", () => {
    const clock = watch();
    clock.look(at(NOON));
    elapsed += HOUR;
    expect(clock.look(at(NOON + 25 * HOUR)).moved).toBe(24 * HOUR);
    expect(watch().look(at(NOON + 50 * HOUR))).toEqual({ moved: 0, setBack: null });
  });

  it("sees a clock set back over a restart", () => {
    watch().look(at(NOON));
    elapsed = 5;
    expect(watch().look(at(NOON - HOUR)).moved).toBe(-HOUR);
    expect(watch().look(at(NOON - HOUR / 2)).setBack?.from).toBe(at(NOON).toISOString());
  });

  it("begins anew where its file cannot be read", () => {
    writeFileSync(join(folder, "clock.json"), "{half");
    expect(watch().look(at(NOON))).toEqual({ moved: 0, setBack: null });
  });
});
