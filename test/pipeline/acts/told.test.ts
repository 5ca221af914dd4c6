import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callsOf } from "../../../warehouse/register/call-log.ts";
import type { SmallDeployment } from "../../small-deployment.ts";
import { deploymentWithFinding, run } from "./acting.ts";

let deployment: SmallDeployment;
beforeEach(async () => {
  deployment = await deploymentWithFinding();
});
afterEach(() => deployment.remove());

const call = (caseId: string, at: string, ...more: string[]) =>
  run(["told", deployment.dir, caseId, "--by", "值班 王某", "--to", "旗局 李某", "--at", at, ...more]);

describe("fengsui told", () => {
  it("records a call about a case with its people, its instant by the deployment's clocks, and a note", async () => {
    const { out, code } = await call("2026-0001", "2026-03-13T08:30", "--note", "已核实人数");
    expect([code, out]).toEqual([
      0,
      "recorded: 值班 王某 called 旗局 李某 about case 2026-0001 at 2026-03-13 08:30.",
    ]);
    const { warehouse } = await deployment.open();
    expect(await callsOf(warehouse, "2026-0001")).toEqual([
      {
        ...{ caseId: "2026-0001", calledAt: "2026-03-13T00:30:00.000Z", by: "值班 王某", to: "旗局 李某" },
        ...{ note: "已核实人数", recordedAt: "2026-03-13T01:00:00.000Z" },
      },
    ]);
    expect(await deployment.rows('SELECT kind, "by", outcome FROM act')).toEqual([
      { kind: "told", by: "值班 王某", outcome: "done" },
    ]);
  });

  it.each([
    {
      name: "an unknown case",
      caseId: "2026-0009",
      at: "2026-03-13T08:30",
      reason: "there is no case “2026-0009”",
    },
    {
      name: "a call that lies ahead",
      caseId: "2026-0001",
      at: "2026-03-13T09:01",
      reason: "has not come yet",
    },
    {
      name: "a call before the case opened",
      caseId: "2026-0001",
      at: "2026-03-11T23:59",
      reason: "opened on 2026-03-12",
    },
    { name: "what is no time", caseId: "2026-0001", at: "2026-02-30T08:00", reason: "is no time" },
  ])("refuses $name", async ({ caseId, at, reason }) => {
    const { err, code } = await call(caseId, at);
    expect(code).toBe(2);
    expect(err).toContain(reason);
    expect(await deployment.rows("SELECT * FROM case_call")).toEqual([]);
  });

  it("takes a time that names its zone", async () => {
    await call("2026-0001", "2026-03-12T23:30:00Z");
    expect(await deployment.rows("SELECT called_at FROM case_call")).toEqual([
      { called_at: "2026-03-12T23:30:00.000Z" },
    ]);
  });
});
