import { describe, expect, test } from "vitest";
import { Directory } from "../../../reports/delivery/directory.ts";
import { letterContent } from "../../../reports/delivery/letter-content.ts";
import { letterHtml, letterPlain } from "../../../reports/delivery/letter-text.ts";
import { lettersOf } from "../../../reports/delivery/night-letters.ts";
import { withPictures } from "../../../reports/delivery/pictures.ts";
import type { Multiples, OutlineMap, TileMap } from "../../../reports/documents/content.ts";
import { documentFiles, FORMATS } from "../../../reports/documents/document-files.ts";
import { areaMap as areaPicture } from "../../../reports/notices/area-map.ts";
import { changedSeries } from "../../../reports/notices/changed-series.ts";
import { changesBelowLetter } from "../../../reports/notices/changes-below.ts";
import type { NoticeSetting, Story } from "../../../reports/notices/notice-setting.ts";
import type { Trend } from "../../../reports/notices/trends.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory, SMALL_AREAS, SMALL_OFFICES } from "../delivery/directory-of.ts";
import { wordsOf, wordsOfDocx } from "../documents/readers.ts";
import { changeOf } from "./fixtures.ts";

const DIRECTORY = directory();
const SETTING: NoticeSetting = { language: "zh-CN", policy: shippedPolicy, directory: DIRECTORY };
const region = DIRECTORY.office("990000")!;
const league = DIRECTORY.office("990100")!;
const DAY = "2026-03-11";
const areaMap = (...given: Parameters<typeof areaPicture>): TileMap | null =>
  areaPicture(...given) as TileMap | null;
const NONE = { open: [], notJudged: new Set<string>() };

describe("a map of the areas below an office", () => {
  const open = [
    { area: "990101", tier: "IV" as const },
    { area: "990101", tier: "II" as const },
    { area: "990100", tier: "III" as const },
  ];

  test("has a box for each area below the region, with a tile for each area below that", () => {
    const { blocks } = areaMap(region, { open, notJudged: new Set(["990102"]) }, DAY, SETTING)!;
    expect(blocks.map(({ name }) => name)).toEqual(
      DIRECTORY.below("990000").map((area) => DIRECTORY.areaName(area)),
    );
    const [first] = blocks;
    // The box stands for the league by itself: the gravest of its banners has a tile.
    expect(first).toMatchObject({ state: "III", text: "Ⅲ级（黄色）" });
    expect(first!.tiles).toHaveLength(DIRECTORY.below("990100").length);
    expect(first!.tiles.slice(0, 2).map(({ state }) => state)).toEqual(["II", "not-judged"]);
  });

  test("names its areas where none lies below them, and calls none normal that was not judged", () => {
    const map = areaMap(league, { open, notJudged: new Set(["990102"]) }, DAY, SETTING)!;
    expect(map.blocks.every(({ tiles }) => tiles.length === 0)).toBe(true);
    expect(map.notes.at(-1)).toBe("灰色斜线为未判定（报表未到或不足），不表示没有风险：甲二旗。");
    expect(map.notes.at(-2)).toBe("未解除的预警，按其中最重的级别：Ⅱ级（橙色）：甲一旗。");
    expect(map.alt).toContain("Ⅱ级（橙色）1个，未判定1个，其余");
  });

  test("is not drawn where nothing is open and all were judged", () => {
    expect(areaMap(region, NONE, DAY, SETTING)).toBeNull();
  });

  test("leaves out areas that do not exist on the day", () => {
    const areas = [
      ...SMALL_AREAS,
      {
        code: "990198",
        name: "旧旗",
        level: "banner",
        parent: "990100",
        reportsTo: "990100",
        validTo: "2025-12-31",
      },
    ];
    const setting = { ...SETTING, directory: new Directory(areas, SMALL_OFFICES) };
    const names = areaMap(league, { open, notJudged: new Set() }, DAY, setting)!.blocks.map(
      ({ name }) => name,
    );
    expect(names).toContain("甲一旗");
    expect(names).not.toContain("旧旗");
  });

  test("has areas where the deployment has them, and the others in rows below", () => {
    const [first, ...others] = DIRECTORY.below("990000");
    const map = { places: new Map([[first!, { column: 2, row: 1 }]]), outlines: new Map() };
    const { blocks, notes } = areaMap(region, { open, notJudged: new Set() }, DAY, { ...SETTING, map })!;
    expect(blocks[0]).toMatchObject({ column: 2, row: 1 });
    expect(blocks.slice(1).map(({ row }) => row)).toEqual(others.map((_, at) => 2 + Math.floor(at / 2)));
    expect(notes[1]).toContain("不是行政区划图");
  });
});

describe("a map by the outlines of the deployment", () => {
  const square = [
    [110, 40],
    [112, 40],
    [112, 41],
    [110, 41],
    [110, 40],
  ] as const;
  const known = { open: [{ area: "990101", tier: "II" as const }], notJudged: new Set(["990102"]) };
  const mapOf = (office: typeof region, ...codes: string[]) => {
    const map = { places: new Map(), outlines: new Map(codes.map((code) => [code, [square]])) };
    return areaPicture(office, known, DAY, { ...SETTING, map }) as OutlineMap;
  };

  test("draws the banners where the deployment has outlines of them, and names those that it has not", () => {
    const { kind, areas, notes, alt } = mapOf(region, "990100", "990101");
    expect(kind).toBe("outlines");
    const drawn = areas.filter(({ rings }) => rings.length > 0);
    expect(drawn.map(({ name, isFrame, state }) => `${name} ${isFrame} ${state}`)).toEqual([
      "甲盟 true quiet",
      "甲一旗 false II",
    ]);
    expect(areas).toHaveLength(
      areaMap(region, known, DAY, SETTING)!.blocks.flatMap((block) => [block, ...block.tiles]).length,
    );
    expect(notes.join("")).toMatch(/没有轮廓、未画出：甲二旗、/);
    expect(notes.join("")).toMatch(/未判定（报表未到或不足），不表示没有风险：甲二旗。/);
    expect(alt).toContain("Ⅱ级（橙色）1个，未判定1个");
  });

  test("draws the leagues, each with the gravest of all within, where it has no others", () => {
    const { areas, notes } = mapOf(region, "990100");
    expect(areas.map(({ state }) => state)).toEqual(["II"]);
    expect(notes[1]).toMatch(/所辖地区中最重的级别/);
    const judged = { open: [], notJudged: new Set(["990102"]) };
    const map = { places: new Map(), outlines: new Map([["990100", [square]]]) };
    // A part that was not judged: the league is not shown as quiet.
    expect((areaPicture(region, judged, DAY, { ...SETTING, map }) as OutlineMap).areas[0]!.state).toBe(
      "not-judged",
    );
  });

  test("has tiles where none of its areas has an outline", () => {
    expect(mapOf(league, "990200").kind).toBe("tiles");
    expect(mapOf(league, "990101").kind).toBe("outlines");
  });
});

const MONTHS = Array.from({ length: 100 }, (_, at) => {
  const month = `${2018 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  const last = new Date(Date.UTC(2018, at + 1, 0)).toISOString().slice(0, 10);
  return { month, last };
}).filter(({ last }) => last <= "2026-02-28");

const trendOf = (area: string, size: number, indicator = "new-claims"): Trend => ({
  ...{ indicator, kind: "month", first: new Map() },
  series: [
    {
      area,
      figures: new Map(
        MONTHS.map(({ last }, at) => [
          last,
          {
            value: last === "2026-02-28" ? size * 3 : size + (at % 5),
            coverage: last === "2026-02-28" ? 0.83 : 1,
          },
        ]),
      ),
    },
  ],
});

const rule = ruleById("new-claims-surge")!;
const changed = (caseId: string, area: string, kind: "opened" | "raised" | "lowered" = "opened") =>
  changeOf(rule, kind, { caseId, area, tierTo: kind === "raised" ? "II" : "IV", tierFrom: null });
const withTrends = (...trends: readonly (readonly [string, Trend])[]): NoticeSetting => ({
  ...SETTING,
  stories: new Map(
    trends.map(([id, trend]): [string, Story] => [id, { episode: null, openInArea: [], opened: DAY, trend }]),
  ),
});

describe("the figures of areas whose warning is new or was raised", () => {
  const setting = withTrends(
    ["2026-0001", trendOf("990101", 431)],
    ["2026-0002", trendOf("990102", 97)],
    ["2026-0003", trendOf("990100", 528)],
  );
  const changes = [
    { event: changed("2026-0001", "990101"), seesEnterprises: false },
    { event: changed("2026-0002", "990102", "raised"), seesEnterprises: false },
    { event: changed("2026-0003", "990100", "lowered"), seesEnterprises: false },
  ];

  test("stand side by side, the gravest first, each with its season and its last value", () => {
    const { panels, title, notes, alt } = changedSeries(changes, DAY, setting) as Multiples;
    expect(panels.map((panel) => `${panel.title} ${panel.sign} ${panel.what}`)).toEqual([
      "甲二旗 Ⅱ ",
      "甲一旗 Ⅳ ",
    ]);
    expect(title).toBe("新增或上调地区的新增领取失业保险金人数（人，2026年3月11日）");
    expect(panels[0]!.points.at(-1)).toMatchObject({ text: "291", isProvisional: true });
    expect(panels[0]!.season.at(-1)).not.toBeNull();
    expect(notes[0]).toBe("各图纵轴不同；地区名后为本次级别。");
    expect(alt).toContain("291人（初步数），Ⅱ级（橙色）");
    // A total that is not complete is compared with no year.
    expect(alt + notes.join("")).not.toMatch(/上年|同比|%/);
  });

  test("at most six of them, and the others are counted", () => {
    const many = Array.from({ length: 8 }, (_, at) => `2026-01${at}0`);
    const { panels, notes } = changedSeries(
      many.map((id, at) => ({ event: changed(id, `99010${at}`), seesEnterprises: false })),
      DAY,
      withTrends(...many.map((id, at) => [id, trendOf(`99010${at}`, 50 + at)] as const)),
    ) as Multiples;
    expect(panels).toHaveLength(6);
    expect(notes.at(-1)).toBe("只画级别最重、变动最大的6个，其余2个见上文。");
  });

  test("a single one is a chart by itself", () => {
    expect(changedSeries(changes.slice(0, 1), DAY, setting)?.kind).toBe("line");
    expect(changedSeries(changes.slice(2), DAY, setting)).toBeNull();
  });

  test("that add up single enterprises are for who may see these", () => {
    const layoffs = ruleById("layoff-rate")!;
    const event = changeOf(layoffs, "opened", { caseId: "2026-0009", area: "990101" });
    const ofFirms = withTrends(["2026-0009", trendOf("990101", 40, "layoff-rate")]);
    expect(changedSeries([{ event, seesEnterprises: true }], DAY, ofFirms)).not.toBeNull();
    expect(changedSeries([{ event, seesEnterprises: false }], DAY, ofFirms)).toBeNull();
  });
});

describe("the letter with the changes below", () => {
  const setting = withTrends(["2026-0001", trendOf("990101", 431)], ["2026-0002", trendOf("990102", 97)]);
  const known = { open: [{ area: "990101", tier: "IV" as const }], notJudged: new Set(["990102"]) };
  const below = [changed("2026-0001", "990101"), changed("2026-0002", "990102", "raised")];
  const letter = changesBelowLetter(
    { full: [], below, map: areaMap(region, known, DAY, setting) },
    region,
    DAY,
    setting,
  );

  test("has its map and its charts in every format", async () => {
    const content = letterContent(letter, "zh-CN");
    const mail = { content, text: letterPlain(letter, "zh-CN"), html: letterHtml(letter, "zh-CN") };
    const [map, multiples] = letter.charts as [TileMap, Multiples];
    for (const { format, bytes } of await documentFiles(mail, FORMATS, {})) {
      const words = await wordsOf(format, bytes);
      for (const name of ["甲一旗", "甲二旗"]) expect(words, format).toContain(name);
      expect(words, format).toContain("未判定");
      // On paper the figures stand in the picture, and a document has them in words for who does not see it.
      if (format === "docx") expect((await wordsOfDocx(bytes)).alts).toEqual([map.alt, multiples.alt]);
      else if (format !== "pdf") expect(words, format).toMatch(/1,?293/);
      if (format === "xlsx") continue;
      for (const note of [...map.notes, ...multiples.notes])
        expect(words, format).toContain(note.replaceAll(/\s/g, ""));
    }
  });

  test("takes its pictures along, and into the daily letter of who reads more", async () => {
    const { html, pictures } = await withPictures(letterHtml(letter, "zh-CN"), letter.charts!);
    expect(pictures.map(({ cid }) => html.includes(`cid:${cid}`))).toEqual([true, true]);
    const part = {
      kind: "changes",
      matter: "changes",
      office: region,
      recipients: ["a@example.org"],
    } as const;
    const other = { ...letter, charts: [] };
    const [gathered] = lettersOf(
      [
        { ...part, id: "x", text: letter },
        { ...part, id: "y", matter: "law", text: other },
      ],
      [],
      () => false,
      { night: 1, date: DAY, language: "zh-CN" },
    );
    expect(gathered!.letter.kind).toBe("digest");
    expect(gathered!.letter.content!.charts).toEqual(letter.charts);
    for (const { alt } of letter.charts!) expect(gathered!.letter.text).toContain(alt);
  });
});
