import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { inspectDeployment } from "../../../pipeline/deployment/load.ts";
import { summaryOf } from "../../../pipeline/night/summary.ts";
import type { MailContent, OutlineMap, TileMap } from "../../../reports/documents/content.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { keepTwoLeagues, layoff } from "./two-leagues.ts";

const DESK = "duty.150000@fengsui.example.org";

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

const SQUARE = [
  [104, 38],
  [106, 38],
  [106, 40],
  [104, 40],
  [104, 38],
];
const outlineOf = (code: string) => ({
  ...{ type: "Feature", properties: { code } },
  geometry: { type: "Polygon", coordinates: [SQUARE] },
});

/** The pictures of the letter to the region's desk after a night on which three banners had their first warning, with what the files of maps hold. */
async function picturesWith(files: Readonly<Record<string, string>>) {
  deployment = new SmallDeployment("inner-mongolia");
  keepTwoLeagues(deployment);
  for (const [name, text] of Object.entries(files)) deployment.put(name, text);
  await deployment.night("2026-03-09");
  // So many that the region does not wait for its weekly list.
  for (const area of ["152921", "152922", "150302"])
    deployment.put(`inbox/${area}/裁减人员报告_1.csv`, layoff(area, `L${area}`, "2026-03-10", 25));
  const night = await deployment.night("2026-03-11");
  const [letter] = await deployment.rows<{ content: string }>(
    `SELECT letter.content FROM letter JOIN delivery ON delivery.notice = letter.id
     WHERE letter.kind = 'changes' AND recipient = '${DESK}' AND night = ${night.record.id}`,
  );
  const { charts } = JSON.parse(letter!.content) as MailContent;
  return { charts, summary: await summaryOf(await deployment.open(), night) };
}

/** The messages to the region's desk, as files. */
const messages = (): string[] =>
  readdirSync(join(deployment.dir, "outbox"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".eml"))
    .map((name) => readFileSync(join(deployment.dir, "outbox", name), "utf8"))
    .filter((text) => text.includes(`To: ${DESK}`));

it("the region's letter takes the map of its areas along as a picture", async () => {
  const { charts } = await picturesWith({ "map.csv": "code,column,row\n152900,1,1\n150300,2,2\n" });
  const [map] = charts as readonly [TileMap];
  expect(map.blocks.map(({ name, column, row }) => `${name} ${column} ${row}`)).toEqual([
    "乌海市 2 2",
    "阿拉善盟 1 1",
  ]);
  expect(map.blocks.flatMap(({ tiles }) => tiles)).toHaveLength(7);
  const [message, ...others] = messages();
  expect(others).toEqual([]);
  expect(message).toMatch(
    /Content-Type: image\/png[\s\S]*Content-ID: <chart-1@fengsui>|Content-ID: <chart-1@fengsui>[\s\S]*image\/png/i,
  );
  // The figures of layoffs add up single enterprises: no chart of them goes to the region.
  expect(charts).toHaveLength(1);
});

it("areas are drawn by the outlines that the deployment gives", async () => {
  const { charts, summary } = await picturesWith({
    "map.geojson": JSON.stringify({
      type: "FeatureCollection",
      features: [outlineOf("152921"), outlineOf("152900")],
    }),
  });
  const [map] = charts as readonly [OutlineMap];
  expect(map.kind).toBe("outlines");
  expect(map.areas.filter(({ rings }) => rings.length > 0).map(({ name }) => name)).toEqual([
    "阿拉善盟",
    "阿拉善左旗",
  ]);
  expect(map.areas).toHaveLength(9);
  expect(map.notes.join("\n")).toMatch(/没有轮廓、未画出：海勃湾区、/);
  expect(summary).not.toContain("地图文件有误");
});

it("a file of maps that cannot be read is left out and named, and the letter goes out", async () => {
  const { charts, summary } = await picturesWith({
    "map.csv": "code,column,row\n152900,1,1\n150300,1,1\n",
    "map.geojson": JSON.stringify({
      type: "FeatureCollection",
      features: [{ properties: { code: "152921" } }],
    }),
  });
  const [map] = charts as readonly [TileMap];
  expect(map.blocks.map(({ column, row }) => `${column} ${row}`)).toEqual(["1 1", "2 1"]);
  expect(summary).toContain("地图文件有误，信件按没有该文件绘图：map.csv:3: 第1行第1列已由 152900 占用");
  expect(summary).toContain("map.geojson:1: 第1个要素：152921 的 geometry 应为 Polygon 或 MultiPolygon");
  expect(inspectDeployment(deployment.dir).mapProblems).toHaveLength(2);
});
