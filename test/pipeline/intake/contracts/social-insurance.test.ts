import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { socialInsurance } from "../../../../pipeline/intake/contracts/social-insurance.ts";
import { ContractDeployment, type Row } from "../contract-deployment.ts";

const BASE_ROW: Row = { area: "990101", period: "2026-03", insured: 4950, new_claims: 12 };

describe("the insurance table", () => {
  let deployment: ContractDeployment;
  beforeEach(async () => {
    deployment = await new ContractDeployment(socialInsurance).open();
  });
  afterEach(() => deployment.close());

  // E14. Opening 5,000, added 40, removed 90: the closing stock is 4,950; 4,960 goes back to the sender.
  it.each([
    { insured: 4950, reasons: [] },
    { insured: 4960, reasons: ["check:closing-is-opening-plus-net|insured|4960"] },
  ])("with 5,000 + 40 − 90 and a closing stock of $insured", async ({ insured, reasons }) => {
    const answer = await deployment.send([
      { ...BASE_ROW, insured, insured_opening: 5000, added: 40, removed: 90 },
    ]);
    expect(answer.rows.flatMap((row) => row.reasons)).toEqual(reasons);
    const kept = await deployment.warehouse.rows("SELECT insured FROM fact_social_insurance");
    expect(kept).toEqual(reasons.length > 0 ? [] : [{ insured: 4950 }]);
  });

  it.each([
    {
      name: "January: drawers carried over, few new claims",
      more: { beneficiaries: 60, claims_ytd: 12, beneficiaries_ytd: 70 },
    },
    { name: "new claims alone", more: { beneficiaries: 60, claims_ytd: 34 } },
  ])("takes cumulative figures of $name", async ({ more }) => {
    expect(await deployment.send([{ ...BASE_ROW, ...more }])).toMatchObject({ state: "accepted" });
  });

  it.each([
    {
      name: "more new claims than in the year",
      more: { claims_ytd: 11 },
      message: "check:claims-within-the-year|claims_ytd|11",
    },
    {
      name: "more persons drawing than in the year",
      more: { beneficiaries: 60, beneficiaries_ytd: 59 },
      message: "check:drawing-within-the-year|beneficiaries_ytd|59",
    },
    {
      name: "more new claims in the year than persons who drew",
      more: { claims_ytd: 80, beneficiaries_ytd: 79 },
      message: "check:drawing-within-the-year|beneficiaries_ytd|79",
    },
  ])("refuses $name", async ({ more, message }) => {
    expect((await deployment.send([{ ...BASE_ROW, ...more }])).rows).toEqual([
      { line: 2, reasons: [message] },
    ]);
  });
});
