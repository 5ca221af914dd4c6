import type { Finding } from "../../../rules/findings/finding-log.ts";
import type { Change } from "./region.ts";

/** Change the cells of one area's rows of one kind, in the order of their months. */
export function planted(
  kind: string,
  area: string,
  change: (rows: Record<string, string>[]) => void,
): Change {
  return (fileName, [header = [], ...rows]) => {
    if (!fileName.startsWith(kind)) return [header, ...rows];
    const areaRows = rows
      .filter((row) => row[0] === area)
      .map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
    change(areaRows.sort((a, b) => (a.报告期! < b.报告期! ? -1 : 1)));
    return [
      header,
      ...rows.filter((row) => row[0] !== area),
      ...areaRows.map((cells) => header.map((name) => cells[name]!)),
    ];
  };
}

/** Several changes, one after the other. */
export const both =
  (...changes: readonly Change[]): Change =>
  (name, rows) =>
    changes.reduce((sofar, change) => change(name, sofar), rows);

/** Add to a number in a cell. */
const add = (row: Record<string, string>, name: string, by: number): void => {
  row[name] = String(Math.round(Number(row[name]) + by));
};

/** A trick planted in an area's reports, and the finding that must name it. */
export interface Plant {
  readonly name: string;
  readonly change: (area: string) => Change;
  readonly kind: string;
  readonly period: string;
}

/** Tricks of which a search in the year 2025 must find each. */
export const PLANTS: readonly Plant[] = [
  {
    name: "June with removals ninefold and claims tenfold, not joined on to May",
    ...{ kind: "implausible-month", period: "2025-06-30" },
    change: (area) =>
      planted("失业保险月报", area, (rows) => {
        for (const row of rows.filter(({ 报告期 }) => 报告期 === "2025-06")) {
          add(row, "期初参保人数", 8 * Number(row.本期减少参保人数));
          add(row, "本期减少参保人数", 8 * Number(row.本期减少参保人数));
          add(row, "本期新增领取人数", 9 * Math.max(1, Number(row.本期新增领取人数)));
        }
      }),
  },
  {
    name: "the insured fall by 8 % and no layoff is reported",
    ...{ kind: "drop-without-layoffs", period: "2025-09-30" },
    change: (area) =>
      planted("失业保险月报", area, (rows) => {
        const september = rows.find(({ 报告期 }) => 报告期 === "2025-09");
        if (!september) return;
        const loss = Math.round(0.08 * Number(september.期初参保人数));
        add(september, "本期减少参保人数", loss);
        add(september, "期末参保人数", -loss);
        for (const row of rows.filter(({ 报告期 }) => 报告期! > "2025-09"))
          for (const name of ["期初参保人数", "期末参保人数"]) add(row, name, -loss);
      }),
  },
  {
    name: "the employed jump by 30 % at the change of the year",
    ...{ kind: "stock-jumps", period: "2025-01-31" },
    change: (area) =>
      planted("就业统计月报", area, (rows) => {
        for (const row of rows.filter(({ 报告期 }) => 报告期! >= "2025-01"))
          add(row, "期末城镇就业人数", 0.3 * Number(row.期末城镇就业人数));
      }),
  },
];

/** Whether a finding names a trick planted in an area. */
export const names = ({ kind, period }: Plant, area: string, found: readonly Finding[]): boolean =>
  found.some((finding) => finding.kind === kind && finding.area === area && finding.period === period);
