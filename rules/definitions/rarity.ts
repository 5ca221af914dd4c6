/**
 * Number of periods in which chance alone shows such a figure once (重现期): the inverse of its probability, at most a million, beyond
 * which no model of a labour market is credible.
 */
export const rarityOf = (probability: number): number => 1 / Math.max(probability, 1e-6);
