/**
 * A figure as it is compared (按小数比较): to twelve significant digits, so that 41 of 1,000 are 4.1 per cent and
 * not 4.1000000000000005.
 */
export const decimal = (value: number): number => Number(value.toPrecision(12));
