import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, test } from "vitest";
import { beacons } from "../../../reports/documents/mail-band.ts";
import { DARK, PAPER, TIER_COLOURS } from "../../../reports/documents/palette.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { compose } from "../../../reports/notices/compose.ts";
import { renderHtml } from "../../../reports/notices/render.ts";
import { route } from "../../../reports/notices/route.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { rules } from "../../../rules/definitions/index.ts";
import { TIERS } from "../../../rules/policy/tiers.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";
import { event } from "../event-of.ts";
import { CHANGES, changeOf, EPISODE, limbOf } from "./fixtures.ts";

const DIRECTORY = directory();
const STORY = { episode: EPISODE, openInArea: [limbOf({ caseId: "2026-0041" })], opened: "2026-03-01" };

function noticesOf(change: CaseEvent, language: Language = "zh-CN") {
  return route("I", change.area, ["990102"], DIRECTORY).map((addressee) => {
    const setting = { language, policy: shippedPolicy, directory: DIRECTORY, story: STORY };
    const notice = compose(change, addressee, setting);
    return { notice, html: renderHtml(notice) };
  });
}

/** The words of a page in the order in which they are read, without its head. */
function wordsOf(html: string): string {
  const words: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === "head") return;
    if (node.nodeName === "br") words.push("\n");
    if ("value" in node) words.push(node.value);
    for (const child of "childNodes" in node ? node.childNodes : []) walk(child);
  };
  walk(parse(html));
  return words.join("");
}

describe.each(rules)("the page of a notice of $id", (rule) => {
  test.each(CHANGES)("of $kind ($reason) says what its text says", (of) => {
    const change = changeOf(rule, of.kind, of.reason ? { reason: of.reason } : {});
    for (const language of ["zh-CN", "en"] as const)
      for (const { notice, html } of noticesOf(change, language)) {
        const words = wordsOf(html);
        const { band, head, foot, office, signature } = notice;
        for (const text of [...head, ...foot, office, signature, band.headline, band.lead, band.change])
          expect(words).toContain(text);
        for (const { part, label, text, steps = [] } of notice.paragraphs) {
          if (part === "level") continue;
          expect(words).toContain(label);
          if (steps.length === 0) expect(words).toContain(text);
          for (const step of steps) for (const word of Object.values(step)) expect(words).toContain(word);
        }
        for (const level of [band.level, ...(band.before ? [band.before.level] : [])])
          if (band.style !== "over" || level === band.before?.level) expect(words).toContain(level);
        // Readers on Windows lay out as a word processor does, and Chinese web mail strips what stands in the head.
        const body = html.slice(html.indexOf("<body"));
        expect(body).not.toMatch(
          /<(svg|script|img|style|link|iframe|form)|https?:|url\(|(flex|grid|float|position):/iu,
        );
        expect(Buffer.byteLength(html)).toBeLessThan(60_000);
      }
  });
});

describe("the band", () => {
  const bandOf = (change: CaseEvent) => {
    const { html } = noticesOf(change)[0]!;
    return html.slice(html.indexOf('class="card'), html.indexOf("反馈和联系", html.indexOf('class="card"')));
  };

  test.each(TIERS)(
    "of a new warning of %s has its ground, as many lit squares as it is grave, and no other tier",
    (tier) => {
      const band = bandOf(event({ kind: "opened", tierFrom: null, tierTo: tier, seq: 1 }));
      expect(band).toContain(`bgcolor="${TIER_COLOURS[tier].fill}"`);
      expect(band).toContain(beacons(tier));
      expect(band).not.toContain("line-through");
      expect(band).toContain(translate("zh-CN", `tier.${tier}`));
    },
  );

  test("of a raised one strikes the old tier out on the new one's ground", () => {
    const band = bandOf(event({ kind: "raised", tierFrom: "III", tierTo: "II" }));
    expect(band).toMatch(/line-through[^>]*>Ⅲ级（黄色）<\/span> → Ⅱ级（橙色）/u);
    expect(band).toContain(`bgcolor="${TIER_COLOURS.II.fill}"`);
  });

  test("of a lowered one strikes the old tier out on grey beside the new one, and says that it is not lifted", () => {
    const band = bandOf(event({ kind: "lowered", tierFrom: "II", tierTo: "III" }));
    expect(band).toMatch(/line-through[^>]*>Ⅱ级（橙色）/u);
    expect(band).toContain(`bgcolor="${PAPER.quiet}"`);
    expect(band).toContain(`bgcolor="${TIER_COLOURS.III.fill}"`);
    expect(band).toContain("下调，预警尚未解除");
  });

  test("of a lifted one is grey, with no square lit and no ground of a tier", () => {
    const band = bandOf(event({ kind: "lifted", tierFrom: "II", tierTo: null }));
    expect(band).toMatch(/✓　解除/u);
    expect(band).toMatch(/line-through[^>]*>Ⅱ级（橙色）<\/span>　□□□□/u);
    for (const tier of TIERS) expect(band).not.toContain(`bgcolor="${TIER_COLOURS[tier].fill}"`);
  });

  test("of a correction has a dashed outline", () => {
    const band = bandOf(event({ kind: "corrected", tierFrom: "II", tierTo: "II" }));
    expect(band).toContain(`border:3px dashed ${TIER_COLOURS.II.ink}`);
    expect(band).toContain("更正");
  });
});

/** Contrast of two colours (WCAG 2.2, 1.4.3). */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test("every text stands out from its ground by 4.5 to 1", () => {
  for (const { fill, onFill, ink, darkInk, tint } of Object.values(TIER_COLOURS)) {
    expect(contrast(onFill, fill)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [PAPER.card, PAPER.quiet]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(PAPER.text, tint)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [DARK.card, DARK.quiet])
      expect(contrast(darkInk, ground)).toBeGreaterThanOrEqual(4.5);
  }
  for (const [paper, grounds] of [
    [PAPER, [PAPER.card, PAPER.quiet]],
    [DARK, [DARK.card, DARK.quiet]],
  ] as const)
    for (const ground of grounds)
      for (const text of [paper.text, paper.muted])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});
