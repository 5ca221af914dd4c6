/** Warning tiers (预警等级), from the lightest: Ⅳ blue, Ⅲ yellow, Ⅱ orange, Ⅰ red. */
export const TIERS = ["IV", "III", "II", "I"] as const;
export type Tier = (typeof TIERS)[number];

/** 0 for no tier, 1 for Ⅳ … 4 for Ⅰ: higher is graver. */
export const rank = (tier: Tier | null): number => (tier === null ? 0 : TIERS.indexOf(tier) + 1);

/** The tier of a rank; null for 0 and below. */
export const tierOfRank = (value: number): Tier | null => TIERS[value - 1] ?? null;

/** The graver of two tiers. */
export const graver = (a: Tier | null, b: Tier | null): Tier | null => (rank(a) >= rank(b) ? a : b);

/** The lighter of two tiers. */
export const lighter = (a: Tier | null, b: Tier | null): Tier | null => (rank(a) <= rank(b) ? a : b);
