import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NAMING_REPORTS, TABLES_OF_INDICATORS } from "./naming-reports.ts";

/** An indicator whose figures are sums over enterprises that a report names. */
export interface EnterpriseIndicator {
  readonly indicator: string;
  readonly report: string;
  /** Whether its window moves with each night. */
  readonly rolling: boolean;
  /** The tables whose amounts it adds up, besides those of classes; null if that was not said, and then it is never shown. */
  readonly tables: readonly string[] | null;
}

const FOLDER = join(import.meta.dirname, "../measure/indicators");

/** The indicators whose SQL reads a report that names enterprises, so that a new one cannot be forgotten. */
export const ENTERPRISE_INDICATORS: readonly EnterpriseIndicator[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => {
    const text = readFileSync(join(FOLDER, file), "utf8");
    const reads = NAMING_REPORTS.find(({ contract }) =>
      new RegExp(`\\bcurrent_${contract.replaceAll("-", "_")}\\b`).test(text),
    );
    const indicator = file.replace(/\.sql$/, "");
    return reads
      ? [
          {
            indicator,
            report: reads.contract,
            rolling: text.includes("'rolling-30-days'"),
            tables: TABLES_OF_INDICATORS[indicator] ?? null,
          },
        ]
      : [];
  });

const OF_ENTERPRISES = new Set(ENTERPRISE_INDICATORS.map(({ indicator }) => indicator));

/** Whether an indicator adds up what single enterprises reported: in a small area one figure of it is an enterprise. */
export const isOfEnterprises = (indicator: string): boolean => OF_ENTERPRISES.has(indicator);
