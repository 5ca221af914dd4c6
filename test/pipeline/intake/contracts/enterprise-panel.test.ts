import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterprisePanel } from "../../../../pipeline/intake/contracts/enterprise-panel.ts";
import { REDUCTION_REASONS, REDUCTION_TYPES } from "../../../../pipeline/intake/contracts/reduction-words.ts";
import { ContractDeployment, type Row } from "../contract-deployment.ts";

const UNCHANGED: Row = {
  ...{ area: "990101", period: "2026-03", credit_code: "CODEA", employer: "样例甲有限公司" },
  ...{ baseline_staff: 100, baseline_kind: "上期", current_staff: 100 },
};
const WHY: Row = { reduction_type: "经济性裁员", main_reason: "订单不足", main_reason_note: "订单减少三成" };

describe("a row of the enterprise panel", () => {
  let deployment: ContractDeployment;
  beforeAll(async () => {
    deployment = await new ContractDeployment(enterprisePanel).open();
  });
  afterAll(() => deployment.close());

  it.each([
    { name: "as many as at the baseline", row: UNCHANGED },
    { name: "fewer, with type, reason and explanation", row: { ...UNCHANGED, ...WHY, current_staff: 91 } },
    { name: "more, without a reason", row: { ...UNCHANGED, current_staff: 108, hires: 10, cuts: 2 } },
    {
      name: "a baseline of the filing date, which hires and cuts of the month do not explain",
      row: { ...UNCHANGED, ...WHY, baseline_kind: "建档期", current_staff: 90, hires: 3, cuts: 1 },
    },
  ])("$name is accepted", async ({ row }) => {
    expect(await deployment.send([row])).toMatchObject({ state: "accepted", accepted: 1 });
  });

  it.each([
    {
      name: "fewer, and not a word why",
      row: { ...UNCHANGED, current_staff: 99 },
      message: [
        "check:reduction-type-of-a-reduction|reduction_type|",
        "check:main-reason-of-a-reduction|main_reason|",
        "check:main-reason-note-of-a-reduction|main_reason_note|",
      ],
    },
    {
      name: "fewer than the baseline plus hires minus cuts",
      row: { ...UNCHANGED, ...WHY, current_staff: 91, hires: 2, cuts: 12 },
      message: ["check:staff-is-baseline-plus-net|current_staff|91"],
    },
    {
      name: "more idle than employed",
      row: { ...UNCHANGED, hidden_unemployed: 101 },
      message: ["check:hidden-within-staff|hidden_unemployed|101"],
    },
    {
      name: "half of a reason that holds a comma",
      row: { ...UNCHANGED, ...WHY, current_staff: 91, main_reason: "工资" },
      message: ["check:main-reason-of-a-reduction|main_reason|工资"],
    },
    {
      name: "a type by its number",
      row: { ...UNCHANGED, ...WHY, current_staff: 91, reduction_type: "3" },
      message: ["check:reduction-type-of-a-reduction|reduction_type|3"],
    },
  ])("$name is refused", async ({ row, message }) => {
    const answer = await deployment.send([row]);
    expect(answer.rows).toEqual([{ line: 2, reasons: message }]);
  });

  // The ten types and fourteen reasons of the national form (domain 5.1, YN).
  it("knows every type and every reason by its label, commas included", async () => {
    const types = Object.values(REDUCTION_TYPES).flat();
    const reasons = Object.values(REDUCTION_REASONS).map(([label]) => label);
    expect([types.length, reasons.length]).toEqual([10, 14]);
    const rows = reasons.map((main_reason, index) => ({
      ...{ ...UNCHANGED, ...WHY, main_reason, credit_code: `CODE${index}`, current_staff: 99 },
      ...{ reduction_type: types[index % types.length]!, second_reason: reasons[(index + 1) % 14]! },
    }));
    expect(await deployment.send(rows)).toMatchObject({ accepted: 14, refused: 0 });
    const kept = await deployment.warehouse.rows(
      "SELECT DISTINCT main_reason FROM fact_enterprise_panel WHERE main_reason IS NOT NULL",
    );
    expect(kept).toHaveLength(14);
  });

  it("may stand for one enterprise once a month", async () => {
    const answer = await deployment.send([UNCHANGED, { ...UNCHANGED, current_staff: 101 }]);
    expect(answer).toMatchObject({ state: "refused", refused: 2 });
  });
});

describe("figures of the panel, as published elsewhere", () => {
  let deployment: ContractDeployment;
  beforeAll(async () => {
    deployment = await new ContractDeployment(enterprisePanel).open();
  });
  afterAll(() => deployment.close());
  const firm = (credit_code: string, baseline: number, current: number, more: Row = {}): Row => ({
    ...{ ...UNCHANGED, credit_code, baseline_staff: baseline, current_staff: current, baseline_kind: "上期" },
    ...(current < baseline ? WHY : {}),
    ...more,
  });
  const value = async (indicator: string, area = "990101", period = "2026-03-31") =>
    (await deployment.observed(indicator, period)).get(area);

  // E1. Panzhihua 2024 (PZH24): 76,443 at the baseline, 222 hired, 604 left; 827 on the books without work.
  it("Panzhihua 2024: −382 of 76,443 is 0.50 %, hidden unemployment 1.09 %", async () => {
    const answer = await deployment.send([
      firm("A", 76_443, 76_061, { hires: 222, cuts: 604, hidden_unemployed: 827 }),
    ]);
    expect(answer.state).toBe("accepted");
    const loss = await value("panel-post-loss-rate");
    expect(loss).toMatchObject({ numerator: 382, denominator: 76_443 });
    expect(loss!.value).toBeCloseTo(0.4997, 4);
    expect((await value("hidden-unemployment-rate"))!.value!.toFixed(2)).toBe("1.09");
  });

  // E2. Panzhihua 2022 (PZH22): the whole panel, and its small and middle enterprises.
  it.each([
    { baseline: 84_964, current: 84_472, printed: "0.579" },
    { baseline: 30_184, current: 29_864, printed: "1.060" },
  ])("Panzhihua 2022: $baseline → $current loses $printed %", async ({ baseline, current, printed }) => {
    await deployment.send([firm("A", baseline, current)]);
    expect((await value("panel-post-loss-rate"))!.value!.toFixed(3)).toBe(printed);
  });

  // E3. Bozhou 2021 (BZ21): the text says +1.4 %, its own figures give +1.277 %.
  it("Bozhou 2021: 35,244 → 35,694 is a gain of 1.277 %, not the 1.4 % of the text", async () => {
    await deployment.send([firm("A", 35_244, 35_694)]);
    const gain = -(await value("panel-post-loss-rate"))!.value!;
    expect(gain.toFixed(3)).toBe("1.277");
    expect(gain.toFixed(1)).not.toBe("1.4");
  });

  // Chuxiong 2013 (CX13): of 30 enterprises 8 fell, 8 rose, 14 stayed.
  it("Chuxiong 2013: 8 of 30 enterprises fell", async () => {
    const fell = Array.from({ length: 8 }, (_, at) => firm(`F${at}`, 50, 49));
    const rose = Array.from({ length: 8 }, (_, at) => firm(`R${at}`, 50, 52));
    const same = Array.from({ length: 14 }, (_, at) => firm(`S${at}`, 50, 50));
    await deployment.send([...fell, ...rose, ...same]);
    expect(await value("panel-diffusion")).toMatchObject({ numerator: 8, denominator: 30 });
    expect((await value("panel-diffusion", "990000"))!.value).toBeCloseTo(26.67, 2);
  });

  it("of the posts lost, those by type that bears a risk; normal turnover does not", async () => {
    await deployment.send([
      firm("A", 100, 70, { reduction_type: "经济性裁员" }),
      firm("B", 100, 90, { reduction_type: "自然减员" }),
      firm("C", 100, 140),
    ]);
    expect(await value("panel-risk-share")).toEqual({ numerator: 30, denominator: 40, value: 75 });
    await deployment.send([firm("A", 100, 100)]);
    expect((await value("panel-risk-share"))!.value).toBeNull();
  });

  it("a baseline of the filing date is compared with the month before, over the same enterprises", async () => {
    const filed = (period: string, code: string, current: number) =>
      firm(code, 120, current, { period, baseline_kind: "建档期" });
    await deployment.send([filed("2026-02", "A", 110), filed("2026-02", "GONE", 40)]);
    await deployment.send([filed("2026-03", "A", 99), filed("2026-03", "NEW", 100)]);
    expect(await value("panel-post-loss-rate")).toMatchObject({ numerator: 11, denominator: 110 });
    expect(await value("panel-post-loss-since-filing")).toMatchObject({ numerator: 41, denominator: 240 });
    expect(await value("panel-post-loss-rate", "990101", "2026-02-28")).toBeUndefined();
  });
});
