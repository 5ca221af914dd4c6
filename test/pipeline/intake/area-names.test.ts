import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { INSURANCE, insured, LAYOFF, layoff, text } from "./corpus/case.ts";
import { receiptsOf, takeInNow } from "./corpus/receipts.ts";

/** An area recoded at the end of January 2026, which kept its name; and two areas that have one name at the same time. */
const ADDED = [
  "150196,新城区,,旧城,banner,150100,,1,,2026-01-31",
  "150197,回民区,,,banner,150200,,1,,",
  "150198,武川（新）区,,,banner,150100,,1,,",
  "",
].join("\n");

function lookUpByName(small: SmallDeployment, mapping: string): void {
  const path = join(small.dir, "mappings", mapping);
  writeFileSync(path, readFileSync(path, "utf8").replace("by: code", "by: name"));
}

function addAreas(small: SmallDeployment): void {
  const path = join(small.dir, "areas.csv");
  const areas = readFileSync(path, "utf8");
  writeFileSync(path, areas.replace(/^(150102,.*),,$/m, "$1,2026-02-01,"));
  appendFileSync(path, (areas.endsWith("\n") ? "" : "\n") + ADDED);
}

describe("an area named in a report", () => {
  const small = new SmallDeployment();
  beforeAll(() => {
    lookUpByName(small, "social-insurance.yaml");
    lookUpByName(small, "layoff-report.yaml");
    addAreas(small);
  });
  afterAll(() => small.remove());
  let count = 0;
  async function send(kind: string, content: string): Promise<string> {
    count++;
    small.put(`inbox/${kind}_${count}.csv`, content);
    await takeInNow(small, "2026-03-11");
    return (await receiptsOf(small)).get(count) ?? "";
  }
  const insurance = (...rows: string[][]) => send("失业保险月报", text([INSURANCE, ...rows]));
  const areasOf = (kind: string) =>
    small.rows<{ area: string; day: string }>(
      kind === "layoff"
        ? "SELECT area, CAST(received_on AS VARCHAR) AS day FROM fact_layoff_report ORDER BY day"
        : "SELECT area, CAST(period AS VARCHAR) AS day FROM fact_social_insurance ORDER BY day, area",
    );

  it("is the one that had the name on the last day of the period", async () => {
    await insurance(
      insured("新城区", { 1: "2026-01" }),
      insured("新城区", { 1: "2026-02" }),
      insured("新 城 区\u200b", { 1: "2025-12" }),
      insured("武川(新)区"),
    );
    expect(await areasOf("insurance")).toEqual([
      { area: "150196", day: "2025-12-31" },
      { area: "150196", day: "2026-01-31" },
      { area: "150102", day: "2026-02-28" },
      { area: "150198", day: "2026-02-28" },
    ]);
  });

  it("is the one that had the name on the date of an event", async () => {
    const events = ["2026-01-20", "2026-02-20"].map((day, at) =>
      layoff("新城区", { 3: `L${at}`, 7: day, 8: "" }),
    );
    await send("裁减人员报告", text([LAYOFF, ...events]));
    expect(await areasOf("layoff")).toEqual([
      { area: "150196", day: "2026-01-20" },
      { area: "150102", day: "2026-02-20" },
    ]);
  });

  it("is asked about where several have the name, and other rows come in", async () => {
    const receipt = await insurance(insured("回民区"), insured("玉泉区", { 1: "2026-01" }));
    expect(receipt).toMatch(
      /第2行 第1列“行政区划代码”：该名称同时属于多个地区（150103 回民区 \(呼和浩特市\); 150197 回民区 \(包头市\)）/u,
    );
    expect(await areasOf("insurance")).toContainEqual({ area: "150104", day: "2026-01-31" });
  });

  it("that is in no register is refused", async () => {
    expect(await insurance(insured("乌有区"), insured("赛罕区"))).toContain("不是行政区划代码或地区名称");
  });
});

it("an area's code is found in every form", async () => {
  const small = new SmallDeployment();
  const codes = ["１５０１０２", "'150103", "150 104", "150105\u200b"];
  small.put("inbox/失业保险月报_202602.csv", text([INSURANCE, ...codes.map((code) => insured(code))]));
  await takeInNow(small, "2026-03-11");
  const rows = await small.rows("SELECT area FROM fact_social_insurance ORDER BY area");
  expect(rows).toEqual(["150102", "150103", "150104", "150105"].map((area) => ({ area })));
  small.remove();
});
