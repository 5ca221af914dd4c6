import { rank, type Tier } from "../../rules/policy/tiers.ts";
import { escapeHtml } from "./html.ts";
import { mailRow, TABLE } from "./mail.ts";
import { PAPER, TIER_COLOURS } from "./palette.ts";

/** How a change of a case shows in its band (变动样式). */
export type BandStyle = "stands" | "moved" | "over" | "corrected" | "exercise";

/** The band of a notice: what stands, what changed, and in one sentence what it is about. */
export interface Band {
  readonly style: BandStyle;
  /** The tier that stands, or stood last. */
  readonly tier: Tier;
  /** The tier in words. */
  readonly level: string;
  /** The tier before in words; none where it did not change. */
  readonly before: { readonly tier: Tier; readonly level: string } | null;
  /** The change in words. */
  readonly change: string;
  readonly headline: string;
  readonly lead: string;
}

/** Squares (烽): as many lit as the tier is grave. */
export const beacons = (tier: Tier | null): string => "■".repeat(rank(tier)) + "□".repeat(4 - rank(tier));

/**
 * The band (等级条): a solid ground where a tier is new, raised or stands; the old tier struck out beside the new one where it moved down; grey with
 * the tier struck out where nothing stands any more; a dashed outline for a correction, and for an exercise, which is no alarm.
 */
export function mailBand(band: Band): string {
  const { style, tier, level, before, change } = band;
  if (style === "moved" && before) return movedBand(band, before);
  const { fill, onFill, ink } = TIER_COLOURS[tier];
  const [struckOut, squares] = [before ? struck(before.level) : "", beacons(style === "over" ? null : tier)];
  if (style === "over")
    return groundRow(
      `background:${PAPER.quiet};border-top:4px solid ${PAPER.edge}`,
      ["tint", PAPER.quiet],
      `${twoSides(`✓　${escapeHtml(change)}`, `${struckOut}　${squares}`, ON_PAPER)}${heading(band, ON_PAPER)}`,
    );
  const left = `${struckOut ? `${struckOut} → ` : ""}${escapeHtml(level)}`;
  const right = `${squares}　${escapeHtml(change)}`;
  if (style === "corrected" || style === "exercise")
    return groundRow(
      `border:3px dashed ${ink}`,
      ["pap", PAPER.card],
      `${twoSides(left, right, { kind: `ink${tier}`, colour: ink })}${heading(band, ON_PAPER)}`,
    );
  const onBand = { kind: "", colour: onFill };
  const content = `${twoSides(left, right, onBand)}${heading(band, onBand)}`;
  return groundRow(`background:${fill}`, ["", fill], content);
}

/** The colour of a text, and the class by which the dark scheme gives it another. */
interface Ink {
  readonly kind: string;
  readonly colour: string;
}

const ON_PAPER: Ink = { kind: "tx", colour: PAPER.text };

/** The old tier struck out on grey, and beside it the new one. */
function movedBand(band: Band, before: NonNullable<Band["before"]>): string {
  const { tier, level, change } = band;
  const { fill, onFill } = TIER_COLOURS[tier];
  const old = `<td class="tint col px" width="42%" bgcolor="${PAPER.quiet}" style="background:${PAPER.quiet};padding:14px 28px"><span class="ink${before.tier}" style="font-size:18px;line-height:26px;color:${TIER_COLOURS[before.tier].ink}">${struck(before.level)}</span><span class="mu" style="font-size:18px;color:${PAPER.muted}">　→</span></td>`;
  const now = `<td class="col px" bgcolor="${fill}" style="background:${fill};padding:14px 28px;font-size:20px;line-height:28px;font-weight:700;color:${onFill}">${escapeHtml(level)}　<span style="font-size:15px;white-space:nowrap">${beacons(tier)}</span></td>`;
  const boxed = `<div class="tx" style="font-size:15px;line-height:24px;font-weight:700;color:${PAPER.text}"><span class="tx hr" style="border:2px solid ${PAPER.text};padding:1px 8px">▼</span>　${escapeHtml(change)}</div>`;
  return `<tr><td style="padding:0"><table ${TABLE}><tr>${old}${now}</tr></table></td></tr>
${mailRow(`${boxed}${heading(band, ON_PAPER)}`, 16)}`;
}

const groundRow = (style: string, [kind, colour]: readonly [string, string], content: string): string =>
  `<tr><td class="px band ${kind}" bgcolor="${colour}" style="${style};padding:16px 28px 18px">${content}</td></tr>`;

/** The first line of a band, markup on both sides. */
const twoSides = (left: string, right: string, { kind, colour }: Ink): string =>
  `<table ${TABLE}><tr><td class="${kind} col" style="font-size:20px;line-height:28px;font-weight:700;color:${colour}">${left}</td><td class="${kind} col" align="right" style="font-size:15px;line-height:28px;font-weight:700;color:${colour}">${right}</td></tr></table>`;

const heading = ({ headline, lead }: Band, { kind, colour }: Ink): string =>
  `<div class="h1 ${kind}" style="font-size:25px;line-height:35px;font-weight:700;color:${colour};padding-top:8px">${escapeHtml(headline)}</div><div class="${kind}" style="font-size:15px;line-height:25px;color:${colour};padding-top:6px">${escapeHtml(lead)}</div>`;

const struck = (text: string): string =>
  `<span style="text-decoration:line-through;font-weight:400">${escapeHtml(text)}</span>`;
