import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labourDisputes } from "../../../../pipeline/intake/contracts/labour-disputes.ts";
import { ContractDeployment } from "../contract-deployment.ts";

describe("labour disputes and wage arrears", () => {
  let deployment: ContractDeployment;
  const row = (more: object = {}) => ({
    ...{ area: "990101", period: "2026-03", dispute_cases: 42, dispute_workers: 88, arrears_cases: 12 },
    ...{ arrears_workers: 65, ...more },
  });
  beforeAll(async () => {
    deployment = await new ContractDeployment(labourDisputes).open();
  });
  afterAll(() => deployment.close());

  it("are taken in, and each half is an indicator", async () => {
    expect(await deployment.send([row()])).toMatchObject({ state: "accepted", accepted: 1 });
    const of = async (id: string) => (await deployment.observed(id, "2026-03-31")).get("990101");
    expect(await of("dispute-workers")).toMatchObject({ numerator: 88 });
    expect(await of("arrears-workers")).toMatchObject({ numerator: 65 });
  });

  it.each([
    ["more disputes than workers", { dispute_cases: 89 }],
    ["more arrears than workers", { arrears_cases: 66 }],
    ["more collective disputes than disputes", { collective_cases: 43, collective_workers: 80 }],
    ["more workers in collective disputes than in all", { collective_cases: 1, collective_workers: 89 }],
  ])("%s are refused", async (_name, more) => {
    expect(await deployment.send([row(more)])).toMatchObject({ accepted: 0 });
  });

  // 劳动争议调解仲裁法第七条: ten workers or more with a joint claim.
  it("a collective dispute of nine is taken in with a remark", async () => {
    expect(await deployment.send([row({ collective_cases: 1, collective_workers: 9 })])).toMatchObject({
      accepted: 1,
    });
  });
});
