import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contract } from "../../../pipeline/intake/contracts/define.ts";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { mappingSchema } from "../../../pipeline/intake/mappings/schema.ts";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { indicators } from "../../../rules/indicators/index.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { observe } from "../../../warehouse/measure/observe.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";

const place = (code: string, level: string, parent: string | null) => ({
  ...{ code, name: `area ${code}`, nameEn: null, alias: null, level, parent, reportsTo: parent },
  ...{ weight: 1, validFrom: null, validTo: null },
});
const REGISTER = [
  place("990000", "region", null),
  ...["990100", "990200"].map((code) => place(code, "league", "990000")),
  ...["990101", "990102"].map((code) => place(code, "banner", "990100")),
];

/** A row by contract column, in the words a sender uses. */
export type Row = Readonly<Record<string, string | number>>;

/** A refused row: its line, and each reason as `code|column|found`. */
export interface Refused {
  readonly line: number;
  readonly reasons: readonly string[];
}

/** One report kind in a separate warehouse; headers are the contract's Chinese titles. */
export class ContractDeployment {
  readonly folder = mkdtempSync(join(tmpdir(), "fengsui-contract-"));
  readonly #contract: Contract;
  readonly #period: string;
  warehouse!: Warehouse;
  #sent = 0;
  #nights = 0;

  constructor(contract: Contract, period = "month") {
    this.#contract = contract;
    this.#period = period;
  }

  async open(from = "banner"): Promise<this> {
    this.warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    await writeRegister(this.warehouse, REGISTER, [
      { report: this.#contract.id, period: this.#period, from },
    ]);
    return this;
  }

  close(): void {
    this.warehouse.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Send rows; returns the state of the file and the reasons of refused rows. */
  async send(rows: readonly Row[]) {
    const columns = Object.entries(this.#contract.columns);
    const lines = [
      columns.map(([, column]) => column.title.zh),
      ...rows.map((row) => columns.map(([name]) => row[name] ?? "")),
    ];
    const name = `${++this.#sent}.csv`;
    const path = join(this.folder, name);
    writeFileSync(path, `${lines.map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n")}\n`);
    const setting = {
      ...{
        archive: join(this.folder, "archive"),
        mappings: [this.#mapping()],
        sender: null,
        senderArea: null,
      },
      ...{
        receivedAt: `2026-04-${String(this.#sent).padStart(2, "0")}T00:00:00.000Z`,
        zone: "Asia/Shanghai",
      },
      ...{ past: false, registerHash: "test", largestBytes: 1e6 },
    };
    const [answer] = await takeIn(this.warehouse, { path, name, folder: null }, setting);
    return { ...answer!, rows: await this.#refused(answer!.id) };
  }

  /** Numerator, denominator and value of an indicator by area, for one period. */
  async observed(indicator: string, period: string) {
    await observe(this.warehouse, {
      ...{ night: ++this.#nights, date: "2026-04-30", asOf: "2026-04-30T15:59:59.999Z" },
      ...{ since: { asOf: null, submission: 0 }, statementDue: {} },
      indicators: indicators.map((indicator) => ({
        ...indicator,
        rolling: indicator.periods.includes("rolling-30-days"),
      })),
    });
    const rows = await this.warehouse.rows<{
      area: string;
      numerator: number;
      denominator: number | null;
      value: number | null;
    }>(
      `SELECT area, numerator, denominator, value FROM observation_now
       WHERE indicator = $indicator AND period = CAST($period AS DATE) ORDER BY area`,
      { indicator, period },
    );
    return new Map(rows.map(({ area, ...observation }) => [area, observation]));
  }

  async #refused(submission: number): Promise<Refused[]> {
    const rows = await this.warehouse.rows<{ line: number; reasons: string }>(
      "SELECT line, reasons FROM rejected_row WHERE submission = $submission ORDER BY line",
      { submission },
    );
    return rows.map(({ line, reasons }) => ({
      line,
      reasons: (JSON.parse(reasons) as { code: string; column: string; found: string | null }[]).map(
        ({ code, column, found }) => `${code}|${column}|${found ?? ""}`,
      ),
    }));
  }

  #mapping() {
    const columns = Object.entries(this.#contract.columns).map(([name, { type, title }]) => {
      const formats = type === "date" ? ["%Y-%m-%d"] : type === "period" ? ["%Y-%m"] : null;
      return [name, formats ? { header: title.zh, formats } : title.zh];
    });
    return mappingSchema.parse({
      ...{ id: "plain", contract: this.#contract.id, files: ["*.csv"], period: this.#period },
      columns: Object.fromEntries(columns),
    });
  }
}
