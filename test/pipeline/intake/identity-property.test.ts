import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF, layoff, text } from "./corpus/case.ts";
import { takeInNow } from "./corpus/receipts.ts";

const seed = Number(process.env.SEED ?? 20260311);
const [NUMBER, EMPLOYER, CODE, SITE, WORKERS] = [3, 4, 5, 6, 9];

const fullWidth = (character: string): string =>
  /[!-~]/u.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character;
/** Other characters that people type for the same, by character. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "-": ["－", "—", "–", "―", "−", "‐", "‑", "ー", "﹣"],
  "(": ["（", "〔", "［", "【", "「", "[", "﹙"],
  ")": ["）", "〕", "］", "】", "」", "]", "﹚"],
};
/** Characters that cannot be seen, or mean nothing inside a name. */
const UNSEEN = [
  ...[
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202c",
    "\u2066",
  ],
  ...[
    "\ufe0f",
    "\ufe00",
    "\u061c",
    "\u180e",
    "\u0007",
    " ",
    "\u3000",
    "\u00a0",
    "\u2003",
    "\t",
    "_x000D_",
    "_x200B_",
  ],
];

/** How a character may be written. */
const spelling = (character: string) =>
  fc.constantFrom(
    ...[character, character, fullWidth(character), character.toLowerCase(), character.toUpperCase()],
    ...(OTHERS[character] ?? []),
  );

/** A text as somebody else may have written it. */
const decorated = (plain: string) =>
  fc
    .tuple(
      fc.constantFrom("", "", "'", "\u200b'", "‘", "＇"),
      fc.tuple(
        ...[...plain].map((character) =>
          fc.tuple(fc.constantFrom("", "", "", ...UNSEEN), spelling(character)),
        ),
      ),
      fc.constantFrom("", "", ...UNSEEN),
    )
    .map(([before, characters, after]) => before + characters.flat().join("") + after);

const name = fc
  .array(fc.constantFrom(..."甲乙煤业有限公司银岭aBkZ7()-"), { minLength: 1, maxLength: 10 })
  .map((letters) => `样${letters.join("")}`);
const report = fc
  .record({
    number: fc.oneof(fc.constant(""), fc.stringMatching(/^L[A-Z]?20[0-9]{2}-[0-9]{3}(\([0-9]\))?$/)),
    employer: name,
    code: fc.constantFrom("", "91350200MA2YJ1XR9G"),
    site: fc.oneof(fc.constant(""), name),
    workers: fc.integer({ min: 1, max: 500 }).map(String),
  })
  .chain((plain) =>
    fc.record({
      plain: fc.constant(plain),
      number: plain.number === "" ? fc.constantFrom("", "\u200b", " ") : decorated(plain.number),
      employer: decorated(plain.employer),
      code: plain.code === "" ? fc.constant("") : decorated(plain.code),
      site: plain.site === "" ? fc.constantFrom("", "\u2060") : decorated(plain.site),
    }),
  );

describe(`a layoff report sent again in other characters (seed ${seed})`, () => {
  const small = new SmallDeployment();
  let count = 0;
  beforeAll(() => small.open());
  afterAll(() => small.remove());

  it("is the same event", async () => {
    await fc.assert(
      fc.asyncProperty(report, async ({ plain, ...again }) => {
        // An area of its own for each report would run out; a month apart does as well.
        count++;
        const day = new Date(Date.UTC(2000, count, 2)).toISOString().slice(0, 10);
        const row = ({ number, employer, code, site }: typeof again) =>
          layoff("150102", {
            ...{ [NUMBER]: plain.number === "" ? number : `${number}${count}` },
            ...{ [EMPLOYER]: employer, [CODE]: code, [SITE]: site, 7: day, 8: "", [WORKERS]: plain.workers },
          });
        const send = async (cells: readonly string[], at: number) => {
          small.put(
            `inbox/150102/裁减人员报告_${count}_${at}.csv`,
            text([LAYOFF, cells.map((cell) => `"${cell}"`)]),
          );
          await takeInNow(small, "2026-03-11");
        };
        await send(row(plain), 1);
        await send(row(again), 2);
        const events = await small.rows<{ workers: number }>(
          `SELECT workers_affected AS workers FROM layoff_report_as_of(TIMESTAMP '2030-01-01') WHERE received_on = DATE '${day}'`,
        );
        expect(events).toEqual([{ workers: Number(plain.workers) }]);
        const accepted = await small.rows<{ state: string }>(
          "SELECT DISTINCT state FROM submission ORDER BY id DESC LIMIT 2",
        );
        for (const { state } of accepted) expect(["accepted", "duplicate"]).toContain(state);
      }),
      { seed, numRuns: 60 },
    );
  });
});
