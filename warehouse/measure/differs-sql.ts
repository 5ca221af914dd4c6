/**
 * SQL of whether a column differs between two relations beyond rounding: sums may differ in their last digits by the order of addition.
 * An empty value differs from every number.
 */
export const differs = (first: string, second: string, column: string): string =>
  `(${first}.${column} IS DISTINCT FROM ${second}.${column}
    AND coalesce(abs(${first}.${column} - ${second}.${column}) > 1e-9 * greatest(abs(${first}.${column}), abs(${second}.${column})), true))`;
