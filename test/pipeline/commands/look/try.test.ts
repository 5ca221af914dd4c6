import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const HEADER = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";

describe("fengsui try", () => {
  const deployment = new SmallDeployment();
  const aside = new SmallDeployment();
  const path = (name: string) => join(aside.dir, name);

  beforeAll(async () => {
    deployment.put("inbox/152921/人力资源市场供求_a.csv", `${HEADER}\n152921,2026-01,282,133,410\n`);
    await deployment.night("2026-03-06");
    deployment.close();
    aside.put("人力资源市场供求_bad.csv", `${HEADER}\n152921,2026-02,约十人,1,5\n`);
    aside.put("人力资源市场供求_good.csv", `${HEADER}\n152921,2026-02,300,1,5\n`);
  });
  afterAll(() => {
    deployment.remove();
    aside.remove();
  });

  const hashes = () =>
    readdirSync(deployment.dir, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => `${file} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`);

  async function tried(...words: string[]) {
    const printed: string[] = [];
    const out = (text: string) => void printed.push(text);
    const code = await main(["try", deployment.dir, ...words], {
      ...{ now: () => new Date("2026-03-09T02:00:00Z"), out, err: out },
    });
    return { code, text: printed.join("\n") };
  }

  it("says what would be refused and what accepted, and changes no file", async () => {
    const before = hashes();
    const bad = await tried(path("人力资源市场供求_bad.csv"), "--office", "152921", "--lang", "zh-CN");
    expect(bad.text).toContain(
      "第2行 第3列“需求人数”：“约十人”不是人数；应为不带小数和单位的非负整数，例如 282",
    );
    const good = await tried(path("人力资源市场供求_good.csv"), "--office", "152921", "--lang", "en");
    expect(good.text).toContain("accepted, 1 rows accepted, 0 refused");
    expect(hashes()).toEqual(before);
  });

  it("explains a file or an office that is not there", async () => {
    expect((await tried(path("none.csv"), "--lang", "en")).text).toContain("is not a file");
    const unknown = await tried(path("人力资源市场供求_good.csv"), "--office", "7", "--lang", "en");
    expect(unknown).toMatchObject({ code: 2, text: expect.stringContaining("has no such office") });
  });
});
