import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const TEST = resolve(import.meta.dirname, "../..");

/** A situation of nights, mail and clocks that another test proves: its file, its title, and where it is one row of a table, that row. */
interface Proof {
  readonly situation: number;
  readonly about: string;
  readonly file: string;
  readonly title: string;
  readonly row?: string;
}

const PROOFS: readonly Proof[] = [
  {
    situation: 4,
    about: "550 at MAIL FROM is the session's trouble: the messages wait",
    file: "reports/delivery/session.test.ts",
    title: "$name: thirty messages wait untried",
    row: '{ name: "the sender refused", stage: "mail-from", act: "550 5.1.8 sender rejected"',
  },
  {
    situation: 4,
    about: "and are sent when it is mended",
    file: "reports/delivery/session.test.ts",
    title: "after any number of such steps nothing is dead, and all are sent when the server is mended",
  },
  {
    situation: 5,
    about: "each reply at each stage; 552 and 452 wait",
    file: "reports/delivery/misbehaviour.test.ts",
    title: "$act at $stage: that message is $state, all others are sent",
    row: '{ stage: "rcpt-to", act: "552 5.2.2 full", state: "waiting" }',
  },
  {
    situation: 6,
    about: "a server that never greets holds nothing up",
    file: "reports/delivery/session.test.ts",
    title: "$name: thirty messages wait untried",
    row: '{ name: "no greeting", stage: "greeting", act: { silent: true }',
  },
  {
    situation: 6,
    about: "nor do silent addresses",
    file: "reports/delivery/misbehaviour.test.ts",
    title: "seven silent addresses, more than there are places, and forty good after them",
  },
  {
    situation: 15,
    about: "02:30 in a zone with summer time rings once that day",
    file: "pipeline/night/bells.test.ts",
    title: "$name ($zone, $day)",
    row: 'name: "summer time skips its minute: rings when the clocks go on"',
  },
  {
    situation: 19,
    about: "a file still uploading",
    file: "pipeline/intake/failures.test.ts",
    title: "a file still being written waits until it is settled, by the real clock",
  },
  {
    situation: 20,
    about: "the .filepart of WinSCP",
    file: "pipeline/intake/failures.test.ts",
    title: "what programs leave beside reports is passed over without a letter",
    row: '"报表.csv.filepart"',
  },
  {
    situation: 21,
    about: "a file of another owner",
    file: "pipeline/intake/permissions.test.ts",
    title: "sets aside a file that it may not read, and takes in the others",
  },
  {
    situation: 22,
    about: "a file that cannot be removed",
    file: "pipeline/intake/permissions.test.ts",
    title: "reads a copy of a file that it may not move, and remembers it",
  },
  {
    situation: 27,
    about: "the calendar ends: a warning",
    file: "pipeline/night/year-without-calendar.test.ts",
    title: "is warned of for a month",
  },
  {
    situation: 27,
    about: "and a year by the week",
    file: "pipeline/night/year-without-calendar.test.ts",
    title: "runs by the week, says so each night and in each reminder, and nothing fails",
  },
  {
    situation: 28,
    about: "a policy whose Ⅲ lies below its Ⅳ",
    file: "rules/policy/wrong.test.ts",
    title: "%s is refused with its line, the fault and the remedy, and for nothing besides",
  },
  {
    situation: 30,
    about: "an implausible month is asked about the same night",
    file: "rules/findings/implausible-month.test.ts",
    title: "is asked about the same night, and judged all the same",
  },
];

it.each(PROOFS)("$situation, $about: the test that proves it stands in $file", ({ file, title, row }) => {
  const text = readFileSync(join(TEST, file), "utf8");
  const at = text.indexOf(JSON.stringify(title));
  expect(at, title).toBeGreaterThan(0);
  // The call that bears the title: skipped, it would prove nothing.
  const calls = [...text.slice(0, at).matchAll(/\b(?:it|test)(\.\w+)?[(<]/g)];
  expect(calls.at(-1)?.[1] ?? ".each").toBe(".each");
  if (row) expect(text).toContain(row);
});

it("every situation that stood before has its proof", () => {
  expect([...new Set(PROOFS.map(({ situation }) => situation))]).toEqual([
    4, 5, 6, 15, 19, 20, 21, 22, 27, 28, 30,
  ]);
  // Situation 28 is this file of the table of wrong policies.
  expect(readFileSync(join(TEST, "rules/policy/wrong/line-below-a-lighter-one.yaml"), "utf8")).not.toBe("");
});
