/** Units of targets as multiples of the unit an indicator counts in. */
const MULTIPLES: Readonly<Record<string, { readonly of: string; readonly times: number }>> = {
  万人: { of: "人", times: 10_000 },
  万人次: { of: "人次", times: 10_000 },
  亿元: { of: "万元", times: 10_000 },
};

/** A unit as a multiple of a plain one: 万人 is 10,000 人. */
export const plainUnit = (unit: string): { readonly of: string; readonly times: number } =>
  MULTIPLES[unit] ?? { of: unit, times: 1 };
