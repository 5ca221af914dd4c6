import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runNight } from "../../../pipeline/night/night.ts";
import { nightRequest } from "../../night-request.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const NAME = "样例不外传矿业有限公司";
const CODE = "91350200MA2YJ1XR9G";
const HEADER =
  "行政区划代码,报告期,统一社会信用代码,企业名称,基期就业人数,基期口径,调查期就业人数,减少类型,主要原因,主要原因说明\n";

const small = new SmallDeployment();
afterAll(() => small.remove());

/** 统计法: nothing that identifies a single respondent may be published; the panel is used for sums only. */
it("a monitored enterprise's name stands in its fact table and the register of enterprises, and nowhere else", async () => {
  const row = `152921,2026-02,${CODE},${NAME},900,上期,300,经济性裁员,订单不足,订单减少\n`;
  small.put("inbox/152921/失业动态监测月报_2026-02.csv", HEADER + row);
  const deployment = await small.open();
  await runNight(deployment, { ...nightRequest(deployment, "2026-03-25", new Date(0)), publish: true });
  expect(await small.rows("SELECT employer FROM fact_enterprise_panel")).toEqual([{ employer: NAME }]);
  const [loss] = await small.rows<{ value: number }>(
    "SELECT value FROM observation WHERE indicator = 'panel-post-loss-rate' AND area = '152921'",
  );
  expect(loss!.value).toBeCloseTo(66.667, 3);

  await deployment.warehouse.run(`ATTACH '${deployment.publishedPath}' AS published (READ_ONLY)`);
  const tables = await small.rows<{ name: string; table_name: string }>(
    `SELECT database_name || '.main.' || table_name AS name, table_name FROM duckdb_tables()
     WHERE NOT temporary AND database_name || '.' || table_name NOT IN ('fengsui.fact_enterprise_panel', 'fengsui.employer')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const found = await small.rows(
      `SELECT 1 FROM ${name} AS entry WHERE contains(CAST(entry AS VARCHAR), '${NAME}') OR contains(CAST(entry AS VARCHAR), '${CODE}')`,
    );
    expect(found, name).toEqual([]);
  }
  await deployment.warehouse.run("DETACH published");
  const sentFiles = ["receipts", "outbox"].flatMap((folder) => filesBelow(join(small.dir, folder)));
  for (const file of sentFiles) expect(readFileSync(file, "utf8"), file).not.toContain(NAME);
});

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
