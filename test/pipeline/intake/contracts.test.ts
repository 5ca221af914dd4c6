import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "../../../pipeline/intake/contracts/define.ts";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { mappingSchema } from "../../../pipeline/intake/mappings/schema.ts";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";

const place = (code: string, level: string, parent: string | null) => ({
  code,
  name: `area ${code}`,
  nameEn: null,
  alias: null,
  level,
  parent,
  reportsTo: parent,
  weight: 1,
  validFrom: null,
  validTo: null,
});
/** A register with the one banner that the examples of the contracts name. */
const REGISTER = [
  place("990000", "region", null),
  place("990100", "league", "990000"),
  place("990101", "banner", "990100"),
];

/** A mapping under which a contract's own Chinese titles are the headers. */
const plainMapping = (contract: Contract) =>
  mappingSchema.parse({
    id: "plain",
    contract: contract.id,
    files: ["*.csv"],
    ...(contract.columns.period ? { period: contract.periods.at(-1) } : {}),
    columns: Object.fromEntries(
      Object.entries(contract.columns).map(([name, column]) => [
        name,
        column.type === "date" || column.type === "period"
          ? { header: column.title.zh, formats: [column.type === "date" ? "%Y-%m-%d" : "%Y-%m"] }
          : column.title.zh,
      ]),
    ),
  });

const csv = (rows: readonly (readonly (string | number)[])[]) =>
  `${rows.map((row) => row.join(",")).join("\n")}\n`;

describe.each(contracts.map((contract) => [contract.id, contract] as const))("%s", (_id, contract) => {
  let warehouse: Warehouse;
  const folder = mkdtempSync(join(tmpdir(), "fengsui-contract-"));
  const columns = Object.values(contract.columns);

  beforeAll(async () => {
    warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    await writeRegister(warehouse, REGISTER, []);
  });
  afterAll(() => {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = async (name: string, cells: readonly (string | number)[]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, csv([columns.map((column) => column.title.zh), cells]));
    const [answer] = await takeIn(
      warehouse,
      { path, name: `${name}.csv`, folder: null },
      {
        archive: join(folder, "archive"),
        mappings: [plainMapping(contract)],
        sender: null,
        senderArea: null,
        receivedAt: "2026-04-01T00:00:00.000Z",
        zone: "Asia/Shanghai",
        past: false,
        registerHash: "test",
        largestBytes: 1e6,
      },
    );
    return answer!;
  };
  const examples = columns.map((column) => column.example);

  it("accepts its own example", async () => {
    expect(await send("example", examples)).toMatchObject({ state: "accepted", accepted: 1, refused: 0 });
  });

  it.each(Object.entries(contract.columns).filter(([, column]) => !column.optional))(
    "refuses a blank %s, which is required",
    async (name) => {
      const at = Object.keys(contract.columns).indexOf(name);
      const answer = await send(`blank-${name}`, examples.with(at, ""));
      expect(answer).toMatchObject({ state: "refused", accepted: 0, refused: 1 });
      const [row] = await warehouse.rows<{ reasons: string }>(
        `SELECT reasons FROM rejected_row WHERE submission = ${answer.id}`,
      );
      expect(JSON.parse(row!.reasons)[0]).toMatchObject({
        code: "missing",
        column: name,
        where: { position: at + 1 },
      });
    },
  );

  it.each(contract.checks.map((check) => check.id))("names the columns of its check %s", (id) => {
    const { holds } = contract.checks.find((check) => check.id === id)!;
    const outside = holds.replace(/'[^']*'/g, "");
    const words = outside
      .match(/\b[a-z_]+\b/g)!
      .filter((word) => !["coalesce", "abs", "nullif"].includes(word));
    for (const word of words) expect(Object.keys(contract.columns)).toContain(word);
  });
});
