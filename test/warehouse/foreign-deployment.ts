import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { type Column, type Contract, defineContract } from "../../pipeline/intake/contracts/define.ts";
import { factOf } from "../../pipeline/intake/contracts/facts.ts";
import { decode } from "../../pipeline/intake/decode/decode.ts";
import { LIMITS } from "../../pipeline/intake/decode/limits.ts";
import { recogniserFor } from "../../pipeline/intake/mappings/choose.ts";
import type { Mapping } from "../../pipeline/intake/mappings/schema.ts";
import { numberRecords } from "../../pipeline/intake/number-records.ts";
import { readyTable } from "../../pipeline/intake/prepare.ts";
import { openWarehouse } from "../../warehouse/engine/open.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { fillIncoming, judgeWave } from "../../warehouse/load/judge-wave.ts";
import { type Answer, nextIds } from "../../warehouse/load/submission.ts";
import type { ComputedIndicator } from "../../warehouse/measure/computed-indicator.ts";
import { observe } from "../../warehouse/measure/observe.ts";
import { writeRegister } from "../../warehouse/register/register.ts";
import type { RegisteredArea } from "../../warehouse/register/registered-area.ts";

export const DATA = resolve(import.meta.dirname, "../../../shared/data");
export type Cells = Readonly<Record<string, string>>;

/** A table of the shared data, its rows by header. */
export const readData = (path: string): Cells[] =>
  parse(readFileSync(join(DATA, path), "utf8"), { columns: true, bom: true });

/** An area of a foreign tree. */
export const foreignArea = (
  code: string,
  name: string,
  level: string,
  parent: string | null,
): RegisteredArea => ({
  ...{ code, name, nameEn: name, alias: null, level, parent, reportsTo: parent },
  ...{ weight: 1, validFrom: null, validTo: null },
});

/** A report kind that no deployment has, with its figures: counts, or amounts where they are not whole. */
export function foreignContract(
  id: string,
  {
    period,
    figures,
    type = "count",
  }: { period: "week" | "month" | "year"; figures: readonly string[]; type?: "count" | "amount" },
): Contract {
  const title = (name: string) => ({ zh: name, en: name });
  const columns: Record<string, Column> = {
    area: { type: "area", title: title("area"), example: "1" },
    period: { type: "period", title: title("period"), example: "2020" },
    ...Object.fromEntries(
      figures.map((name, at): [string, Column] => [
        name,
        { type, title: title(name), optional: at > 0, example: 1 },
      ]),
    ),
  };
  return defineContract({
    ...{ id, title: title(id), source: "a test", grain: "period", periods: [period], keys: [["period"]] },
    ...{ columns, checks: [] },
  });
}

/** Another country's reports on the usual path: decoded, bound, judged, stored, rolled up along its area tree. */
export class ForeignDeployment {
  readonly #folder = mkdtempSync(join(tmpdir(), "fengsui-foreign-"));
  #sent = 0;

  private constructor(
    readonly warehouse: Warehouse,
    readonly contract: Contract,
    readonly period: "week" | "month" | "year",
    readonly formats: readonly string[],
  ) {}

  static async open(
    contract: Contract,
    areas: readonly RegisteredArea[],
    { from, formats }: { from: string; formats: readonly string[] },
  ): Promise<ForeignDeployment> {
    const period = contract.periods[0] as "week" | "month" | "year";
    const warehouse = await openWarehouse(":memory:", [factOf(contract)]);
    await writeRegister(warehouse, areas, [{ report: contract.id, period, from }]);
    return new ForeignDeployment(warehouse, contract, period, formats);
  }

  close(): void {
    this.warehouse.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Send rows as a file of the contract's columns; it is known from its arrival on. */
  async send(rows: readonly Cells[], receivedAt: string): Promise<Answer> {
    const names = Object.keys(this.contract.columns);
    const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))];
    const bytes = Buffer.from(`${lines.map((cells) => cells.join(",")).join("\n")}\n`);
    const name = `${++this.#sent}.csv`;
    const mapping = this.#mapping();
    const setting = {
      ...{ archive: this.#folder, mappings: [mapping], sender: null, senderArea: null, receivedAt },
      ...{ zone: "UTC", past: false, registerHash: "", largestBytes: 1e9 },
    };
    const sha256 = String(this.#sent).padStart(64, "0");
    const [found] = await decode({ bytes, name, path: "" }, () => recogniserFor([mapping], name), LIMITS);
    if (!found || "code" in found.table) throw new Error(`${name} cannot be read: ${JSON.stringify(found)}`);
    const arrival = {
      ...{ contract: this.contract.id, mapping: mapping.id, sender: null, fileName: name, sha256 },
      ...{ bytes: bytes.length, receivedAt, arrivedAt: receivedAt, reading: "", part: null, encoding: null },
    };
    const ready = readyTable(arrival, mapping, this.contract, found.table, setting);
    if (ready.kind === "refused") throw new Error(`${name} is refused: ${JSON.stringify(ready.why)}`);
    const [id] = await nextIds(this.warehouse, 1);
    const path = join(this.#folder, name);
    const text = numberRecords(id!, found.table, bytes);
    writeFileSync(path, text.bytes);
    const { delimiter, width, traits } = ready;
    const table = { path, delimiter, width, traits, submission: null, longestLine: text.longest };
    const file = { id: id!, ...ready };
    await fillIncoming(this.warehouse, [file]);
    const [answer] = await judgeWave(this.warehouse, [file], table);
    return answer!;
  }

  /** Compute figures of what was sent. */
  observe(indicators: readonly ComputedIndicator[], date = "2026-11-01"): Promise<number> {
    return observe(this.warehouse, {
      ...{ night: 1, date, asOf: `${date}T23:59:59.999Z`, since: { asOf: null, submission: 0 } },
      ...{ statementDue: {}, indicators },
    });
  }

  #mapping(): Mapping {
    const columns = Object.entries(this.contract.columns).map(([name, { type }]) => [
      name,
      type === "period" || type === "date"
        ? { header: [name], formats: [...this.formats] }
        : { header: [name] },
    ]);
    return {
      ...{ id: "foreign", contract: this.contract.id, files: ["*.csv"], delimiter: ",", period: this.period },
      ...{ columns: Object.fromEntries(columns), constants: {}, require: [], completeMonths: false },
    } as Mapping;
  }
}
