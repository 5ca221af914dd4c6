import type { FactColumn, FactTable } from "../../../warehouse/engine/fact-tables.ts";
import type { ComparedReport } from "../../../warehouse/review/compared-report.ts";
import type { Column, Contract } from "./define.ts";

const SQL_TYPES: Record<Column["type"], FactColumn["sqlType"]> = {
  area: "VARCHAR",
  period: "DATE",
  text: "VARCHAR",
  date: "DATE",
  flag: "BOOLEAN",
  count: "BIGINT",
  amount: "DECIMAL(18,4)",
  word: "VARCHAR",
};

/** Columns that every fact row has, whatever the contract. */
const ROAD = new Set(["area", "period"]);

/** The fact table that a contract's accepted rows go to. */
export function factOf(contract: Contract): FactTable {
  return {
    contract: contract.id,
    grain: contract.grain,
    ...(contract.cumulative ? { cumulative: contract.cumulative } : {}),
    columns: Object.entries(contract.columns)
      .filter(([name]) => !ROAD.has(name))
      .map(([name, column]) => ({
        ...{ name, sqlType: SQL_TYPES[column.type] },
        ...(column.type === "text" ? { varied: true as const } : {}),
      })),
  };
}

/** The parts of a contract that are compared with its own past and with its detail reports. */
export function comparedOf(contract: Contract, all: readonly Contract[]): ComparedReport {
  const isFigure = (column: Column) => column.type === "count" || column.type === "amount";
  const oneRow = contract.keys.every((key) => key.every((name) => ROAD.has(name)));
  return {
    contract: contract.id,
    title: contract.title,
    grain: contract.grain,
    nil: contract.nil ?? null,
    dates: contract.dates ?? null,
    key: contract.keys[0] ?? [],
    columns: Object.entries(contract.columns)
      .filter(([name]) => !ROAD.has(name))
      .map(([name, { title, type }]) => ({ name, title, closed: type !== "text" })),
    doubts: contract.checks.filter(({ doubt }) => doubt),
    figures:
      contract.grain === "period" && oneRow
        ? Object.entries(contract.columns).flatMap(([name, column]) =>
            isFigure(column)
              ? [
                  {
                    ...{ name, title: column.title, whole: column.type === "count" },
                    ...(column.type === "amount" && column.unit ? { unit: column.unit } : {}),
                    grows: contract.cumulative?.includes(name) ?? false,
                    stock: contract.stocks?.some(({ closing }) => closing === name) ?? false,
                    opens: contract.stocks?.find(({ opening }) => opening === name)?.closing ?? null,
                  },
                ]
              : [],
          )
        : [],
    details: all.flatMap(({ id, sumsTo }) =>
      sumsTo?.contract === contract.id ? [{ contract: id, columns: sumsTo.columns }] : [],
    ),
  };
}
