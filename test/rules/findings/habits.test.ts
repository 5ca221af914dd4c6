import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparedOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { waitingFiles } from "../../../pipeline/intake/inbox.ts";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { updateFindings } from "../../../rules/findings/finding-log.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const SUPPLY = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";
const INSURANCE =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数";
const LAYOFF = "行政区划代码,报告编号,企业名称,报告日期,拟裁减日期,裁减人数,职工总数";
const month = (index: number) => `2025-${String(index).padStart(2, "0")}`;

/** Take files in, each on its day, and search for findings at the end. */
async function foundIn(
  deployment: SmallDeployment,
  files: readonly (readonly [string, string, string])[],
  date: string,
) {
  const opened = await deployment.open();
  for (const [name, day, text] of files) {
    deployment.put(`inbox/${name}`, text);
    for (const file of waitingFiles(opened.path("inbox"))) {
      await takeIn(opened.warehouse, file, settingFor(opened, file, `${day}T10:00:00.000Z`, false));
      deployment.drop(`inbox/${name}`);
    }
  }
  const reports = contracts.map((contract) => comparedOf(contract, contracts));
  const request = { night: 1, date, asOf: `${date}T15:59:59.999Z`, since: 0, monthly: true, reports };
  return (await updateFindings(opened.warehouse, request)).map(({ kind, area, pValue, evidence }) => ({
    ...{ kind, area, pValue, evidence },
  }));
}

describe("corrections", () => {
  const deployment = new SmallDeployment();
  beforeAll(() => deployment.open().then(() => undefined));
  afterAll(() => deployment.remove());

  it("that always help are asked about, by the chance of a coin; those that go either way are not", async () => {
    const files: [string, string, string][] = [];
    for (let index = 1; index <= 9; index++) {
      // 152921 raises its demand nine times of nine; 152922 five of nine.
      const rows = (left: number, right: number) =>
        `${SUPPLY}\n152921,${month(index)},${left},133,41${index}\n152922,${month(index)},${right},77,20${index}\n`;
      files.push([
        `人力资源市场供求_${index}.csv`,
        `2025-${String(index + 1).padStart(2, "0")}-05`,
        rows(280 + index, 150 + index),
      ]);
      files.push([
        `人力资源市场供求_${index}更正.csv`,
        `2025-${String(index + 1).padStart(2, "0")}-09`,
        rows(297 + index, index <= 5 ? 160 + index : 140 + index),
      ]);
    }
    const found = await foundIn(deployment, files, "2025-10-31");
    expect(found).toMatchObject([
      // Nine heads of nine: 1/512.
      { kind: "corrections-that-help", area: "152921", evidence: { corrections: 9, better: 9 } },
    ]);
    expect(found[0]!.pValue).toBeCloseTo(1 / 512, 12);
  });
});

describe("layoffs", () => {
  const deployment = new SmallDeployment();
  beforeAll(() => deployment.open().then(() => undefined));
  afterAll(() => deployment.remove());

  it("that the insured do not show are asked about; those they show are not", async () => {
    const table = (area: string, closings: readonly number[]) =>
      closings.slice(1).map((closing, at) => {
        const [opening, index] = [closings[at]!, at + 1];
        return `${area},${month(index)},${opening},${Math.max(0, closing - opening)},${Math.max(0, opening - closing)},${closing},60,12`;
      });
    const rows = [
      // 300 of 5,000 were to leave in February: four are missing in April, against 260 in the other banner.
      ...table("152921", [5001, 5000, 4998, 4997, 4996, 4999]),
      ...table("152922", [5001, 5000, 4790, 4760, 4740, 4738]),
    ];
    const layoffs = ["152921", "152922"].map(
      (area) => `${area},L${area},样例煤业${area},2025-01-06,2025-02-10,300,900`,
    );
    const found = await foundIn(
      deployment,
      [
        ["裁减人员报告_1.csv", "2025-01-07", `${[LAYOFF, ...layoffs].join("\n")}\n`],
        ["失业保险月报_1.csv", "2025-06-05", `${[INSURANCE, ...rows].join("\n")}\n`],
      ],
      "2025-06-10",
    );
    expect(found).toMatchObject([
      {
        kind: "layoffs-without-drop",
        area: "152921",
        evidence: { persons: 300, before: 5000, insured: 4996, share: 6 },
      },
    ]);
  });
});
