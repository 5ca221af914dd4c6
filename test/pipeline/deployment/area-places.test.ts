import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readAreaPlaces } from "../../../pipeline/deployment/area-places.ts";
import { type Area, readAreas } from "../../../pipeline/deployment/areas.ts";
import { inspectDeployment, loadDeployment } from "../../../pipeline/deployment/load.ts";
import { problemLine } from "../../../pipeline/deployment/problems.ts";

const AREAS: readonly Area[] = readAreas(
  `code,name,name_en,alias,level,parent,reports_to,weight,valid_from,valid_to
990000,某区,,,region,,,,,
990100,甲盟,,,league,990000,,,,
990200,乙盟,,,league,990000,,,,
990101,甲一旗,,,banner,990100,,,,
`,
  "areas.csv",
  [],
);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fengsui-map-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What is read where a file holds this text. */
function readWith(file: "map.csv" | "map.geojson", text: string) {
  writeFileSync(join(dir, file), text);
  const { map, problems } = readAreaPlaces(dir, AREAS);
  return { map, lines: problems.map((problem) => problemLine(problem).en) };
}

test("without either file, no area has a place", () => {
  const { map, problems } = readAreaPlaces(dir, AREAS);
  expect([map.places.size, map.outlines.size, problems.length]).toEqual([0, 0, 0]);
});

describe("map.csv", () => {
  test("gives an area directly below the region its column and row", () => {
    const { map, lines } = readWith("map.csv", "code,column,row\n990100,2,1\n990200,1,3\n");
    expect(lines).toEqual([]);
    expect([...map.places]).toEqual([
      ["990100", { column: 2, row: 1 }],
      ["990200", { column: 1, row: 3 }],
    ]);
  });

  test.each([
    ["an unknown code", "990900,1,1", "990900 is not a code of areas.csv"],
    ["an area that lies deeper", "990101,1,1", "990101 does not lie directly below 990000"],
    ["a code twice", "990100,1,1\n990100,2,1", "code 990100 stands more than once"],
    ["two areas on one place", "990100,1,1\n990200,1,1", "row 1, column 1 is taken by 990100"],
    ["no whole number", "990100,1.5,1", "column must be a whole number from 1 to 8, not “1.5”"],
    ["zero", "990100,1,0", "row must be a whole number from 1 to 20, not “0”"],
    ["a column too many", "990100,9,1", "column must be a whole number from 1 to 8, not “9”"],
    ["a cell too few", "990100,1", "2 cells where the header has 3"],
  ])("%s is named with its line, and the file is left out", (_, rows, message) => {
    const { map, lines } = readWith("map.csv", `code,column,row\n${rows}\n`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^map\.csv:[23]: /);
    expect(lines[0]).toContain(message);
    expect(map.places.size).toBe(0);
  });

  test("another header is named", () => {
    expect(readWith("map.csv", "code,x,y\n").lines).toEqual([
      "map.csv:1: the header must be code,column,row",
    ]);
  });
});

const SQUARE = [
  [100, 40],
  [101, 40],
  [101, 41],
  [100, 41],
  [100, 40],
];
const HOLE = SQUARE.map(([x, y]) => [100.25 + (x! - 100) / 2, 40.25 + (y! - 40) / 2]);
const feature = (code: unknown, coordinates: unknown, type = "Polygon") => ({
  type: "Feature",
  properties: { code },
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });

describe("map.geojson", () => {
  test("gives areas their outlines, holes turned against them", () => {
    const { map, lines } = readWith(
      "map.geojson",
      collection(feature("990101", [SQUARE, HOLE]), feature(990100, [[SQUARE], [SQUARE]], "MultiPolygon")),
    );
    expect(lines).toEqual([]);
    expect([...map.outlines].map(([code, rings]) => `${code} ${rings.length}`)).toEqual([
      "990101 2",
      "990100 2",
    ]);
    const [outer, hole] = map.outlines.get("990101")!;
    expect(outer).toEqual(SQUARE);
    expect(hole).toEqual([...HOLE].reverse());
  });

  const many = Array.from({ length: 60_000 }, (_, at) => [100 + Math.sin(at), 40]);
  test.each([
    ["no JSON", "{", "not valid JSON"],
    ["another form", "[]", "must be a FeatureCollection of GeoJSON"],
    [
      "features that are no array",
      '{"type":"FeatureCollection","features":{}}',
      "must be a FeatureCollection",
    ],
    ["brackets without end", "[".repeat(200_000), "map.geojson:1: "],
    ["a feature that is none", collection(null), "feature 1: properties.code is missing"],
    ["no code", collection(feature({}, [SQUARE])), "feature 1: properties.code is missing"],
    ["an unknown code", collection(feature("990900", [SQUARE])), "990900 is not a code of areas.csv"],
    [
      "a code twice",
      collection(feature("990101", [SQUARE]), feature("990101", [SQUARE])),
      "feature 2: code 990101 stands more than once",
    ],
    ["a point", collection(feature("990101", [100, 40], "Point")), "must be a Polygon or a MultiPolygon"],
    ["no geometry", collection({ type: "Feature", properties: { code: "990101" } }), "must be a Polygon"],
    ["no lines", collection(feature("990101", [])), "must be closed lines of at least 4 points"],
    ["a line of two points", collection(feature("990101", [SQUARE.slice(0, 2)])), "at least 4 points"],
    ["metres", collection(feature("990101", [SQUARE.map(([x, y]) => [x! * 1e5, y])])), "in degrees"],
    ["huge figures", collection(feature("990101", [SQUARE])).replace("101,", "1e999,"), "in degrees"],
    ["text", collection(feature("990101", [SQUARE.map(() => ["a", "b"])])), "in degrees"],
    [
      "too many points",
      collection(feature("990101", [many]), feature("990100", [many])),
      "more than 100000 points in all",
    ],
    ["too many features", collection(...Array.from({ length: 5001 }, () => ({}))), "more than 5000 features"],
    ["too large", " ".repeat(8 * 1024 * 1024 + 1), "larger than 8 MB"],
  ])("with %s is explained and left out", (_, text, message) => {
    const { map, lines } = readWith("map.geojson", text);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(message);
    expect(map.outlines.size).toBe(0);
  });

  test("with a thousand mistakes names twenty of them", () => {
    expect(
      readWith("map.geojson", collection(...Array.from({ length: 1000 }, () => null))).lines,
    ).toHaveLength(20);
  });

  test("that is a folder is explained", () => {
    mkdirSync(join(dir, "map.geojson"));
    expect(readAreaPlaces(dir, AREAS).problems.map((problem) => problemLine(problem).zh)).toEqual([
      expect.stringMatching(/^map\.geojson:1: 无法读取：/),
    ]);
  });
});

test("a deployment with a wrong map is used without it, and every mistake of it is known", () => {
  cpSync(join(import.meta.dirname, "../../../examples/inner-mongolia"), dir, { recursive: true });
  expect(loadDeployment(dir).map.places.size).toBe(12);
  writeFileSync(join(dir, "map.csv"), "code,column,row\n1,1,1\n2,2,2\n");
  writeFileSync(join(dir, "map.geojson"), "{}");
  const { map, mapProblems } = loadDeployment(dir);
  expect([map.places.size, map.outlines.size]).toEqual([0, 0]);
  expect(mapProblems.map(({ file, line }) => `${file}:${line}`)).toEqual([
    "map.csv:2",
    "map.csv:3",
    "map.geojson:1",
  ]);
  expect(inspectDeployment(dir)).toMatchObject({ problems: [], mapProblems });
});
