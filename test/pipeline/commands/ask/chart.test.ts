import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const VALUES = "SELECT * FROM (VALUES ('甲旗', 40), ('乙旗', 10), ('丙旗', NULL)) AS v(area, claims)";

describe("the chart of a question", () => {
  const small = new SmallDeployment();
  beforeAll(async () => {
    const deployment = await small.open();
    await runNight(deployment, nightRequest(deployment, "2026-03-08", new Date(0)));
    small.close();
  });
  afterAll(() => small.remove());

  async function draw(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const printed = { out: [] as string[], err: [] as string[] };
    const code = await main(["sql", small.dir, VALUES, "--lang", "zh-CN", ...args], {
      now: () => new Date("2026-03-09T01:00:00Z"),
      out: (text) => void printed.out.push(text),
      err: (text) => void printed.err.push(text),
    });
    return { code, out: printed.out.join("\n"), err: printed.err.join("\n") };
  }

  it("stands on the terminal as bars by the size of the figures, and none where there is no figure", async () => {
    const { code, out } = await draw("--chart", "bar");
    expect(code).toBe(0);
    const bars = ["甲旗", "乙旗", "丙旗"].map((area) => out.split("\n").find((line) => line.includes(area))!);
    expect(bars.map((line) => line.match(/█/gu)?.length ?? 0)).toEqual([40, 10, 0]);
    expect(bars[2]).toContain("—");
  });

  it("is written as SVG or PNG, to a new file", async () => {
    const svg = join(small.dir, "a.svg");
    expect((await draw("--chart", "bar", "--out", svg)).code).toBe(0);
    expect(readFileSync(svg, "utf8")).toMatch(/^<svg [\s\S]*甲旗/u);
    const png = join(small.dir, "a.png");
    expect((await draw("--chart", "line", "--out", png)).code).toBe(0);
    expect(readFileSync(png).subarray(1, 4).toString()).toBe("PNG");
    expect((await draw("--chart", "line", "--out", png)).code).toBe(2);
    expect((await draw("--chart", "line", "--out", png, "--force")).code).toBe(0);
  });

  it("of areas is a tile for each, with its figure, hatched where there is none", async () => {
    const map = join(small.dir, "map.svg");
    const areas =
      "SELECT code AS area, CASE name WHEN '额济纳旗' THEN NULL ELSE 7 END AS n FROM area WHERE parent = '152900'";
    const draw = async (sql: string, path: string) =>
      main(["sql", small.dir, sql, "--chart", "map", "--out", path], {
        ...{ now: () => new Date(0), out: () => {}, err: (text) => void refused.push(text) },
      });
    const refused: string[] = [];
    expect(await draw(areas, map)).toBe(0);
    const svg = readFileSync(map, "utf8");
    for (const name of ["阿拉善盟", "阿拉善左旗", "额济纳旗", "—"]) expect(svg).toContain(name);
    expect(await draw(VALUES, join(small.dir, "none.svg"))).toBe(2);
    expect(refused.join()).toMatch(/No row is an area|没有可画的地区/u);
  });

  it.each([
    [["--chart", "pie"], /pie：没有这种图；可用：line、bar、map/u],
    [["--chart", "bar", "--out", "a.csv"], /只能写成 \.svg 或 \.png/u],
  ])("%j is refused, and says what there is", async (args, text) => {
    const { code, err } = await draw(...args);
    expect(code).toBe(2);
    expect(err).toMatch(text);
    expect(existsSync("a.csv")).toBe(false);
  });
});
