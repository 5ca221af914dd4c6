import { beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../reports/notices/render.ts";
import { type Ends, endsOf, firstScreenHolds, hasChromium, WIDTH } from "../reports/documents/boxes.ts";
import { noticeOf } from "../reports/notices/notice-of.ts";
import { SITUATIONS, type Situation } from "../reports/notices/situations.ts";

/** Changes after which something stands and is to be done. */
const standing = SITUATIONS.filter(
  ({ event }) =>
    !["lifted", "closed", "merged"].includes(event.kind) && event.tierTo !== null && !event.drill,
);

describe.skipIf(!hasChromium)("a notice on a telephone (skipped without Chromium)", () => {
  const ends = new Map<string, Ends>();
  beforeAll(() => {
    const measured = endsOf(SITUATIONS.map((situation) => renderHtml(noticeOf(situation))));
    for (const [at, { name }] of SITUATIONS.entries()) ends.set(name, measured[at]!);
  });

  test.each(standing)(
    "$name: the first screen says what, since when, against what, what to do by when, whom to call",
    (situation: Situation) => {
      const { band, language } = noticeOf(situation);
      firstScreenHolds(ends.get(situation.name)!, band.headline, language);
    },
  );

  test.each(SITUATIONS)("$name: nothing is wider than the screen", (situation) => {
    const { wide, screen } = ends.get(situation.name)!;
    expect([wide, screen]).toEqual([WIDTH, WIDTH]);
  });

  test("an enterprise with the longest of names stays within the screen too", () => {
    const mine = SITUATIONS.find(({ name }) => name === "a-mine-closes")!;
    const named = (employer: string): Situation => ({
      ...mine,
      event: {
        ...mine.event,
        facts: { ...mine.event.facts, values: { ...mine.event.facts.values, employer } },
      },
    });
    const names = ["A".repeat(300), "样例".repeat(100), "a-b_c.d".repeat(40)];
    const measured = endsOf(names.map((name) => renderHtml(noticeOf(named(name)))));
    expect(measured.map(({ wide }) => wide)).toEqual(names.map(() => WIDTH));
  });

  test("nor on a desk", () => {
    const { wide, screen } = endsOf([renderHtml(noticeOf(SITUATIONS[0]!))], 760)[0]!;
    expect([wide, screen]).toEqual([760, 760]);
  });
});
