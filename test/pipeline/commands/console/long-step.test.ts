import { Writable } from "node:stream";
import { expect, it } from "vitest";
import type { Effects } from "../../../../pipeline/commands/console/effects.ts";
import { longStep } from "../../../../pipeline/commands/console/long-step.ts";

const effectsWith = (printed: string[], terminal?: NodeJS.WriteStream): Effects => ({
  now: () => new Date(0),
  out: () => undefined,
  err: (text) => void printed.push(text),
  ...(terminal ? { terminal } : {}),
});

it("writes a plain line for every tenth where nobody watches", () => {
  const printed: string[] = [];
  const step = longStep(effectsWith(printed), "nights", 181);
  for (let night = 1; night <= 181; night++) step.advance(night, `day ${night}`);
  step.end();
  expect(printed).toHaveLength(10);
  expect(printed[0]).toBe("nights day 19 19/181");
  expect(printed.at(-1)).toBe("nights day 181 181/181");
});

it("draws a bar with label, count and time left on a terminal", () => {
  let drawn = "";
  const stream = new Writable({
    write(piece, _encoding, done) {
      drawn += String(piece);
      done();
    },
  });
  const terminal = Object.assign(stream, {
    isTTY: true,
    columns: 100,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  }) as unknown as NodeJS.WriteStream;
  const printed: string[] = [];
  const step = longStep(effectsWith(printed, terminal), "nights", 4);
  step.advance(2, "2026-01-02");
  let cleared = false;
  terminal.clearLine = () => {
    cleared = true;
    return true;
  };
  step.beside(() => expect(cleared).toBe(true));
  step.advance(4, "2026-01-04");
  step.end();
  expect(drawn).toContain("nights");
  expect(drawn).toMatch(/0\/4/);
  expect(printed).toEqual([]);
});

it("a step of nothing says nothing", () => {
  const printed: string[] = [];
  longStep(effectsWith(printed), "history", 0).end();
  expect(printed).toEqual([]);
});
