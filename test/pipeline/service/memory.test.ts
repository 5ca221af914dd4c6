import { afterEach, expect, it } from "vitest";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

/** Too little memory for the engine (FENGSUI_MEMORY): the process stays, and a later round with more goes on. */
const { FENGSUI_MEMORY } = process.env;
const allow = (memory: string | undefined): void => {
  if (memory === undefined) delete process.env.FENGSUI_MEMORY;
  else process.env.FENGSUI_MEMORY = memory;
};
afterEach(() => allow(FENGSUI_MEMORY));

const SUBMISSIONS = "SELECT sender, state FROM submission ORDER BY ALL";
const CASES = "SELECT date, kind, tier_to AS tier FROM case_event";

it("so little that no report can be judged: the night is named as failed, no report is refused, and the next round finishes it", async () => {
  const service = new ServiceDeployment("2026-03-12 02:30").put(
    "152921",
    "裁减人员报告.csv",
    layoffReport("152921", 900, "2026-03-10"),
  );
  allow("20MB");
  const printed = await service.round();
  expect(printed).toMatch(/夜间处理失败，稍后再试：内存不足：Out of Memory Error.*请调高 FENGSUI_MEMORY/);
  expect(printed).not.toMatch(/^\s+at .*[:(]/m);
  expect(await service.rows(SUBMISSIONS)).toEqual([]);
  allow(undefined);
  expect(await service.round("2026-03-12 02:36")).toContain("夜间处理完成");
  expect(await service.rows(SUBMISSIONS)).toEqual([{ sender: "152921", state: "accepted" }]);
  expect(await service.rows(CASES)).toEqual([{ date: "2026-03-11", kind: "opened", tier: "I" }]);
  expect(await service.rows("SELECT DISTINCT state FROM delivery")).toEqual([{ state: "sent" }]);
});

it("too little for one large report: it is named, the process stays, and with more memory the others are judged", async () => {
  const [header, row] = layoffReport("150802", 1, "2026-03-10", "L").split("\n") as [string, string];
  const rows = Array.from({ length: 60_000 }, (_, at) =>
    row.replace(",L,", `,L${at},`).replace("一号矿", `${at}号矿`),
  );
  const service = new ServiceDeployment("2026-03-12 02:30")
    .put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-10"))
    .put("150802", "裁减人员报告_2.csv", `${header}\n${rows.join("\n")}\n`);
  allow("40MB");
  const printed = await service.round();
  expect(printed).toMatch(/150802\/裁减人员报告_2\.csv: Out of Memory Error/);
  expect(printed).not.toMatch(/^\s+at .*[:(]/m);
  allow(undefined);
  await service.round("2026-03-12 02:50");
  const [large, small, ...more] = await service.rows<{ sender: string; state: string }>(SUBMISSIONS);
  expect([small, more]).toEqual([{ sender: "152921", state: "accepted" }, []]);
  // Refused and named where it was set aside before the night ended; taken in where it was not.
  expect(["refused", "accepted"]).toContain(large!.state);
  expect(await service.rows(`${CASES} JOIN risk_case ON id = case_id WHERE area = '152921'`)).toEqual([
    { date: "2026-03-11", kind: "opened", tier: "I" },
  ]);
});
