/**
 * SQL of whether a column differs between two relations beyond rounding: sums may differ in their last digits by the order of addition.
 * An empty value differs from every number.
 */
export const differs = (one: string, other: string, column: string): string =>
  `(${one}.${column} IS DISTINCT FROM ${other}.${column}
    AND coalesce(abs(${one}.${column} - ${other}.${column}) > 1e-9 * greatest(abs(${one}.${column}), abs(${other}.${column})), true))`;
