import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publish } from "../../../warehouse/published/publish.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER = "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";
const row = (code: string, name: string, period = "2026-02") => `150102,${period},${code},${name},5,0,0`;
/** GB 32100-2015, domain facts E15: the region's labour department as printed, its last letter changed, and an early pilot code. */
const [RIGHT, WRONG, PILOT] = ["11150000011512968L", "11150000011512968M", "91350100M0001TGQXM"];

describe("unified social credit codes (统一社会信用代码)", () => {
  const deployment = new SmallDeployment();
  afterAll(() => deployment.remove());
  const remarks = () =>
    deployment.rows<{ state: string; warnings: string }>(
      "SELECT state, warnings FROM submission ORDER BY id",
    );

  beforeAll(async () => {
    const rows = [row(RIGHT, "甲"), row(WRONG, "乙"), row(PILOT, "丙"), row("13812345678", "丁")];
    deployment.put("inbox/参保明细_02.csv", `${[HEADER, ...rows].join("\n")}\n`);
    await deployment.night("2026-03-09");
    const later = [
      row(WRONG, "乙", "2026-03"),
      row(RIGHT, "甲", "2026-03"),
      row(`${PILOT}1`, "戊", "2026-03"),
    ];
    deployment.put("inbox/参保明细_03.csv", `${[HEADER, ...later].join("\n")}\n`);
    await deployment.night("2026-04-09");
  });

  it("that do not check are accepted and asked about; a person's number in their place is refused", async () => {
    const [first] = await remarks();
    expect(first!.state).toBe("partial");
    expect(JSON.parse(first!.warnings)).toEqual([
      {
        code: "credit-codes-doubtful",
        details: { count: 2, lines: ["3", "4"], codes: [WRONG, PILOT] },
      },
    ]);
    expect(await deployment.status()).toContain(
      `2个统一社会信用代码的格式或校验位不符（如第3、4行：${WRONG}、${PILOT}）`,
    );
  });

  it("are asked about once: the register knows them then", async () => {
    const [, second] = await remarks();
    expect(JSON.parse(second!.warnings)).toEqual([
      { code: "credit-codes-doubtful", details: { count: 1, lines: ["4"], codes: [`${PILOT}1`] } },
    ]);
    expect(await deployment.rows("SELECT name, first_submission FROM employer ORDER BY name")).toEqual(
      ["丙", "乙", "戊", "甲"].map((name) => ({ name, first_submission: name === "戊" ? 2 : 1 })),
    );
  });

  it("and the names with them are not published", async () => {
    const { warehouse, path } = await deployment.open();
    await publish(warehouse, path("published", "copy.duckdb"));
    await warehouse.run(`ATTACH '${path("published", "copy.duckdb")}' AS copy`);
    const tables = await deployment.rows<{ name: string }>(
      "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'copy'",
    );
    expect(tables.length).toBeGreaterThan(3);
    expect(tables.map(({ name }) => name)).not.toContain("employer");
  });
});
