import type { Tier } from "../../rules/policy/tiers.ts";

/** The colours of a tier. Colour is never alone: level, name and beacons stand beside it. */
export interface TierColours {
  /** Ground of a band. */
  readonly fill: string;
  /** Text on the band, at least 4.5 to 1. */
  readonly onFill: string;
  /** Text on white. */
  readonly ink: string;
  /** Text on dark ground. */
  readonly darkInk: string;
  /** Ground of a remark that belongs to the band. */
  readonly tint: string;
}

/** The four colours of the law (突发事件应对法第四十二条), told apart by lightness, so that grey print and colour-blind eyes keep their order. */
export const TIER_COLOURS: Readonly<Record<Tier, TierColours>> = {
  I: { fill: "#B3141D", onFill: "#FFFFFF", ink: "#B3141D", darkInk: "#FF8A85", tint: "#FBE9E9" },
  II: { fill: "#F0812B", onFill: "#1C1206", ink: "#A84C00", darkInk: "#FFA45C", tint: "#FDF0E5" },
  III: { fill: "#FFD43B", onFill: "#231C00", ink: "#7A5C00", darkInk: "#FFD43B", tint: "#FFF8DB" },
  IV: { fill: "#1F5FAE", onFill: "#FFFFFF", ink: "#1F5FAE", darkInk: "#8DBBF5", tint: "#E6EFFA" },
};

/** Everything else on a page: text, quieter text, lines, the page around the card, and the ground of what is over or quiet. */
export const PAPER = {
  text: "#1A2027",
  muted: "#55606B",
  line: "#DDE2E6",
  page: "#F3F5F6",
  card: "#FFFFFF",
  quiet: "#F1F3F5",
  /** An area of a map in which nothing is open. */
  tile: "#E4E9ED",
  edge: "#6B7680",
} as const;

/** The same in the dark scheme of readers that keep a style sheet. */
export const DARK = {
  text: "#E8EDF1",
  muted: "#A9B4BE",
  line: "#323C45",
  page: "#0F1317",
  card: "#1B2127",
  quiet: "#242C33",
} as const;
