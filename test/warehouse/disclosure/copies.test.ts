import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishNight } from "../../../pipeline/night/publish.ts";
import { SEED } from "../../rules/property.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import {
  CopyIntruder,
  complaint,
  complaintOfChange,
  type Learnt,
  rowsOf,
  trueCell,
} from "./copy-intruder.ts";

/** Numbers from a seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = numbers(SEED);
const upTo = (most: number): number => 1 + Math.floor(random() * most);
/** Sizes of enterprises: most are small, some dwarf the others. */
const size = (): number => Math.round(5 * random() ** -0.9);

const BANNERS = [
  "150802",
  "150821",
  "150822",
  "152921",
  "152922",
  "152923",
  "150102",
  "150103",
  "150104",
  "150105",
];
const LAYOFF =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const DETAIL = "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";

let file = 0;
/** Layoffs of some banners, of enterprises that come again in other banners and months. */
function layoffs(deployment: SmallDeployment, month: string, banners: readonly string[]): void {
  for (const area of banners) {
    file++;
    const rows = Array.from({ length: upTo(5) }, (_, at) => {
      const firm = upTo(40);
      return `${area},,否,${area}-${file}-${at},样例第${firm}公司,,,${month}-0${upTo(9)},,${size()},,其他`;
    });
    deployment.put(`inbox/${area}/裁减人员报告_${file}.csv`, `${LAYOFF}\n${rows.join("\n")}\n`);
  }
}

/** The employers of a banner in a month. */
function employers(deployment: SmallDeployment, area: string, month: string, count: number): void {
  file++;
  const rows = Array.from(
    { length: count },
    (_, at) =>
      `${area},${month},F${area}${at},样例${area}第${at}公司,${size()},${random() < 0.3 ? "," : "1,1"}`,
  );
  deployment.put(`inbox/${area}/参保明细_${file}.csv`, `${DETAIL}\n${rows.join("\n")}\n`);
}

/** A verdict or a change of a case by a rule on what enterprises reported. */
interface VerdictFigure {
  readonly rule: string;
  readonly outcome: string;
  readonly hidden: string | null;
  readonly figures: string;
}

/** All that a verdict and a change say in figures, of the rules on layoffs and of totals below which enterprises are named. */
const FIGURES_OF_VERDICTS = `
  SELECT rule, outcome, hidden, len(list_filter([CAST(value AS VARCHAR), CAST(expected AS VARCHAR), base, quantity, CAST(line AS VARCHAR), CAST(margin AS VARCHAR)], x -> x IS NOT NULL)) AS figures
  FROM (SELECT * EXCLUDE (night) FROM verdict
        UNION ALL BY NAME SELECT case_event.* EXCLUDE (kind), kind AS outcome, area FROM case_event JOIN risk_case ON id = case_id) AS v
  JOIN rule_dictionary AS d ON d.id = v.rule
  WHERE d.cause = 'layoffs' AND d.kind <> 'combined'
     OR d.indicator IN ('insured-persons', 'insured-net-change', 'separation-rate')
        AND v.area IN (SELECT area FROM circulation WHERE report = 'insurance-employer')`;

describe("an intruder with the copies of ten nights", () => {
  const deployment = new SmallDeployment();
  const intruder = new CopyIntruder();
  let learnt: Learnt[] = [];
  const told: string[] = [];
  const figuresOfVerdicts: VerdictFigure[] = [];
  afterAll(() => deployment.remove());

  beforeAll(async () => {
    const settings = readFileSync(join(deployment.dir, "fengsui.yaml"), "utf8");
    const duty = "  - { report: insurance-employer, from: banner, period: month, due: { workingDay: 5 } }";
    deployment.put("fengsui.yaml", settings.replace(/^duties:$/m, `duties:\n${duty}`));
    const opened = await deployment.open();
    for (let night = 0; night < 10; night++) {
      if (night === 0) {
        for (const month of ["2025-12", "2026-01", "2026-02", "2026-04"]) layoffs(deployment, month, BANNERS);
        for (const area of BANNERS) employers(deployment, area, "2026-01", upTo(8));
      }
      // Later reports and corrections: of one banner, of a few, of many.
      layoffs(deployment, "2026-02", BANNERS.slice(0, [0, 1, 1, 10, 2, 1, 8, 1, 5, 1][night]));
      if (night % 3 === 2) employers(deployment, BANNERS[night]!, "2026-01", upTo(8));
      await deployment.night(`2026-04-${10 + night}`);
      await publishNight(opened);
      await intruder.read(opened.publishedPath);
      const moved = await rowsOf<{ found: string }>(
        opened.publishedPath,
        `SELECT DISTINCT o.indicator || ' ' || o.area AS found FROM observation AS o JOIN circulation AS c
           ON c.area = o.area AND c.month = o.period AND c.report = 'insurance-employer'
         WHERE o.indicator = 'insured-employer-diffusion' AND c.hidden IS NOT NULL AND o.numerator IS NOT NULL
         UNION SELECT DISTINCT indicator || ' ' || area FROM observation
         WHERE indicator IN ('layoff-persons', 'layoff-rate') AND numerator <> 0`,
      );
      told.push(...moved.map(({ found }) => found));
      figuresOfVerdicts.push(...(await rowsOf<VerdictFigure>(opened.publishedPath, FIGURES_OF_VERDICTS)));
    }
    learnt = intruder.learnt();
  });

  it("finds no hidden cell, and none more closely than the p% rule allows", async () => {
    expect(learnt.length).toBeGreaterThan(30);
    expect(intruder.versions).toBeGreaterThan(5);
    const { warehouse } = await deployment.open();
    const complaints: (string | null)[] = [];
    for (const one of learnt) complaints.push(complaint(one, await trueCell(warehouse, one)));
    for (const one of intruder.differences()) complaints.push(await complaintOfChange(warehouse, one));
    expect(complaints.filter((one) => one !== null)).toEqual([]);
    process.stdout.write(
      `${learnt.length} hidden cells of ${intruder.versions} versions of a month: none worked out, none bounded closer than the p% rule\n`,
    );
  });

  it("finds no figure in a verdict or a change of a case that rests on what single enterprises reported", () => {
    expect(figuresOfVerdicts.filter(({ outcome }) => outcome === "fired").length).toBeGreaterThan(30);
    expect(figuresOfVerdicts.filter(({ outcome }) => outcome === "opened").length).toBeGreaterThan(5);
    expect(figuresOfVerdicts.filter(({ hidden, figures }) => hidden === null || Number(figures) > 0)).toEqual(
      [],
    );
  });

  it("finds no figure of an indicator where the enterprises behind it are hidden", () => {
    expect(told).toEqual([]);
  });
});
