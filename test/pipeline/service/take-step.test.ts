import { expect, it } from "vitest";
import { takeStep } from "../../../pipeline/service/take-step.ts";
import { ServiceDeployment } from "./service-deployment.ts";

it("a night that another process has run since it was found due is not run again, nor behind a later one", async () => {
  const service = new ServiceDeployment("2026-03-12 02:30");
  await service.round();
  const nights = () => service.rows("SELECT id, date FROM night ORDER BY id");
  const before = await nights();
  const { place } = service.service();
  for (const step of [
    { kind: "made-up", date: "2026-03-09", dueAt: "2026-03-09T18:30:00.000Z" },
    { kind: "made-up", date: "2026-03-11", dueAt: "2026-03-11T18:30:00.000Z" },
    { kind: "night", dueAt: "2026-03-11T18:30:00.000Z" },
  ] as const)
    expect((await takeStep(step, place)).text).toContain("已由另一进程完成");
  expect(await nights()).toEqual(before);
  expect(await service.rows("SELECT due_at FROM job_run WHERE job = 'night'")).toHaveLength(1);
});
