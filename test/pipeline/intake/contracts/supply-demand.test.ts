import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { supplyDemand } from "../../../../pipeline/intake/contracts/supply-demand.ts";
import { ContractDeployment, type Row } from "../contract-deployment.ts";

const row = (table_no: number, category: string, demand: number, seekers: number, area = "990100"): Row => ({
  ...{ area, period: "2026-03", table_no, category },
  ...{ demand_carried: 0, demand_new: demand, demand, seekers_carried: 0, seekers_new: seekers, seekers },
});

/** A small market that adds up, by hand: 100 posts and 60 seekers. */
const TABLE_1 = [row(1, "全部", 100, 60)];
const TABLE_2 = [row(2, "第一产业", 10, 5), row(2, "第二产业", 40, 25), row(2, "第三产业", 50, 30)];
const TABLE_3 = [
  row(3, "农、林、牧、渔业", 10, 5),
  row(3, "采掘业", 8, 5),
  row(3, "制造业", 22, 12),
  row(3, "电力、煤气及水的生产和供应业", 3, 2),
  row(3, "建筑业", 7, 6),
  row(3, "住宿和餐饮业", 50, 30),
];
const TABLE_4 = [row(4, "国有企业", 30, 0), row(4, "私营企业", 70, 0)].map(
  ({ seekers: _, seekers_new: __, seekers_carried: ___, ...rest }) => rest,
);
const ALL = [...TABLE_1, ...TABLE_2, ...TABLE_3, ...TABLE_4];

const changed = (rows: readonly Row[], table: number, category: string, figures: Row) =>
  rows.map((candidate) =>
    candidate.table_no === table && candidate.category === category
      ? { ...candidate, ...figures }
      : candidate,
  );

describe("the tables of supply and demand must agree", () => {
  let deployment: ContractDeployment;
  beforeAll(async () => {
    deployment = await new ContractDeployment(supplyDemand, "quarter").open("league");
  });
  afterAll(() => deployment.close());

  it("a market that adds up is accepted, older industry names under their section of GB/T 4754", async () => {
    expect(await deployment.send(ALL)).toMatchObject({ state: "accepted", accepted: 12 });
    const sections = await deployment.warehouse.rows<{ category: string }>(
      "SELECT category FROM fact_supply_demand WHERE table_no = 3 ORDER BY 1",
    );
    expect(sections.map(({ category }) => category)).toEqual(["A", "B", "C", "D", "E", "H"]);
  });

  it.each([
    {
      name: "sectors that do not sum to the total: table 2 goes back, with both figures",
      rows: changed(ALL, 2, "第三产业", { demand: 49, demand_new: 49 }),
      refused: [3, 4, 5],
      reasons: [
        "balance:sectors-sum-to-the-total|demand_new|99 ≠ 100",
        "balance:sectors-sum-to-the-total|demand|99 ≠ 100",
      ],
    },
    {
      name: "agriculture that is not the primary sector: table 3 goes back",
      rows: changed(changed(ALL, 3, "农、林、牧、渔业", { demand: 12, demand_new: 12 }), 3, "住宿和餐饮业", {
        ...{ demand: 48, demand_new: 48 },
      }),
      refused: [6, 7, 8, 9, 10, 11],
      reasons: [
        "balance:agriculture-is-the-primary-sector|demand_new|12 ≠ 10",
        "balance:agriculture-is-the-primary-sector|demand|12 ≠ 10",
      ],
    },
    {
      name: "four industries that are not the secondary sector: table 3 goes back",
      rows: changed(changed(ALL, 3, "建筑业", { seekers: 5, seekers_new: 5 }), 3, "住宿和餐饮业", {
        ...{ seekers: 31, seekers_new: 31 },
      }),
      refused: [6, 7, 8, 9, 10, 11],
      reasons: [
        "balance:secondary-industries-sum-to-their-sector|seekers_new|24 ≠ 25",
        "balance:secondary-industries-sum-to-their-sector|seekers|24 ≠ 25",
      ],
    },
    {
      name: "industries that do not sum to the total, without table 2",
      rows: changed([...TABLE_1, ...TABLE_3], 3, "住宿和餐饮业", { demand: 51, demand_new: 51 }),
      refused: [3, 4, 5, 6, 7, 8],
      reasons: [
        "balance:industries-sum-to-the-total|demand_new|101 ≠ 100",
        "balance:industries-sum-to-the-total|demand|101 ≠ 100",
      ],
    },
    {
      name: "employers that do not sum to the total",
      rows: changed(ALL, 4, "国有企业", { demand: 31, demand_new: 31 }),
      refused: [12, 13],
      reasons: [
        "balance:employers-sum-to-the-total|demand_new|101 ≠ 100",
        "balance:employers-sum-to-the-total|demand|101 ≠ 100",
      ],
    },
  ])("$name", async ({ rows, refused, reasons }) => {
    const answer = await deployment.send(rows);
    expect(answer.rows.map(({ line }) => line)).toEqual(refused);
    for (const refusedRow of answer.rows) expect(refusedRow.reasons).toEqual(reasons);
    expect(answer.accepted).toBe(rows.length - refused.length);
  });

  it("a wrong table 2 is no yardstick for table 3", async () => {
    const answer = await deployment.send(changed(ALL, 2, "第一产业", { demand: 11, demand_new: 11 }));
    expect(answer.rows.map(({ line }) => line)).toEqual([3, 4, 5]);
  });

  it("another league's table is another matter, and a row that stands twice counts once", async () => {
    const theirs = [row(1, "全部", 9, 9, "990200"), row(2, "第一产业", 8, 9, "990200")];
    const answer = await deployment.send([...ALL, TABLE_2[0]!, ...theirs]);
    expect(answer.rows.map(({ line }) => line)).toEqual([16]);
    expect(answer).toMatchObject({ accepted: 13, refused: 1 });
  });

  it.each([
    {
      name: "a table that does not exist",
      sent: row(9, "全部", 1, 1),
      message: "check:row-of-its-table|category|全部",
    },
    {
      name: "an industry in table 2",
      sent: row(2, "制造业", 1, 1),
      message: "check:row-of-its-table|category|制造业",
    },
    { name: "an industry nobody knows", sent: row(3, "游牧业", 1, 1), message: "not-word|category|游牧业" },
    {
      name: "a total that is not carried over plus new",
      sent: { ...row(1, "全部", 10, 4), demand_carried: 3 },
      message: "check:demand-is-carried-plus-new|demand|10",
    },
    {
      name: "an occupation without its name",
      sent: row(6, "职业", 1, 1),
      message: "check:occupation-is-named|occupation|",
    },
    {
      name: "table 1 without seekers",
      sent: { ...row(1, "全部", 10, 4), seekers: "" },
      message: "check:seekers-are-given|seekers|",
    },
  ])("$name is refused", async ({ sent, message }) => {
    const answer = await deployment.send([sent]);
    expect(answer.rows[0]?.reasons).toEqual([message]);
  });

  // E4. Guangxi 2020 Q1 (GX20): 282,838 posts for 133,051 seekers, printed as 2.13.
  it("posts over seekers is the ratio that Guangxi printed, 2.13", async () => {
    await deployment.send([row(1, "全部", 282_838, 133_051), row(2, "第一产业", 282_838, 133_051)]);
    const ratio = (await deployment.observed("supply-demand-ratio", "2026-03-31")).get("990100");
    expect(ratio).toMatchObject({ numerator: 282_838, denominator: 133_051 });
    expect(ratio!.value!.toFixed(2)).toBe("2.13");
  });
});
