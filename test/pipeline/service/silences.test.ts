import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OPERATOR } from "../../../bench/sim/small-region.ts";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

const mine = layoffReport("152921", 900, "2026-03-10");
const DOWN = { outcome: "session", detail: "421 the server is down", stage: "greeting" } as const;
/** Subjects of what the operator was sent, in the order of their arrival. */
const heard = (service: ServiceDeployment): string[] =>
  service.peer.taken.filter(({ to }) => to === OPERATOR).map(({ subject }) => subject);
const about = (service: ServiceDeployment, words: RegExp): string[] =>
  heard(service).filter((subject) => words.test(subject));

/** Rounds every few hours from a day on. */
async function rounds(service: ServiceDeployment, day: number, days: number): Promise<void> {
  for (let at = 0; at < days; at++)
    for (const time of ["02:30", "07:05", "12:00", "18:00"])
      await service.round(`2026-03-${String(day + at).padStart(2, "0")} ${time}`);
}

describe("a silence is one notice to the operator", () => {
  it("no night by the stated hour: one for days without, and another for the next time", async () => {
    const service = new ServiceDeployment("2026-03-10 02:30");
    let free = 1e12;
    service.effects = { freeBytes: () => free };
    await service.round();
    free = 1_000;
    await rounds(service, 11, 3);
    expect(about(service, /未完成/)).toEqual(["【运行告警】2026-03-10夜间处理到07:00未完成"]);
    free = 1e12;
    await rounds(service, 14, 1);
    free = 1_000;
    await rounds(service, 15, 1);
    expect(about(service, /未完成/)).toHaveLength(2);
    expect(
      service.peer.taken.filter(({ subject }) => /未完成/.test(subject)).map(({ to }) => to),
    ).toHaveLength(4);
  });

  it("no mail accepted: one letter, which leaves when the server is back", async () => {
    const service = new ServiceDeployment("2026-03-11 02:30").put("152921", "裁减人员报告.csv", mine);
    service.peer.answer = () => DOWN;
    await rounds(service, 11, 2);
    expect(service.printed.filter((line) => line.includes("邮件发不出去"))).toHaveLength(1);
    service.peer.answer = () => "sent";
    await rounds(service, 13, 1);
    expect(about(service, /发不出去/)).toHaveLength(1);
  });

  it("no mail accepted: by the second way at once, where one is set", async () => {
    const service = new ServiceDeployment("2026-03-11 02:30").put("152921", "裁减人员报告.csv", mine);
    const settings = join(service.dir, "fengsui.yaml");
    const second = "second: { transport: outbox, from: fengsui@fengsui.example.org }";
    writeFileSync(
      settings,
      readFileSync(settings, "utf8").replace("operations: { ", `operations: { ${second}, `),
    );
    service.peer.answer = () => DOWN;
    await rounds(service, 11, 1);
    const outbox = join(service.dir, "outbox");
    const mails = existsSync(outbox)
      ? readdirSync(outbox, { recursive: true }).filter((name) => String(name).endsWith(".eml"))
      : [];
    expect(mails).toHaveLength(2);
    expect(heard(service)).toEqual([]);
  });

  it("not one report on a duty's day: one notice that names the kinds, and none where one came", async () => {
    const service = new ServiceDeployment("2026-03-05 02:30");
    await service.round();
    // The fifth working day of March 2026, of the reports of February.
    await rounds(service, 6, 3);
    expect(about(service, /均未收到/)).toEqual(["【运行告警】2026-03-06应报报表均未收到"]);
    const [letter] = await service.rows<{ body_text: string }>(
      "SELECT body_text FROM letter WHERE kind = 'operations'",
    );
    expect(letter!.body_text).toContain("失业保险情况表");
  });

  it("a restart in the middle of a silence raises nothing again", async () => {
    const service = new ServiceDeployment("2026-03-10 02:30");
    await service.round();
    service.effects = { freeBytes: () => 1_000 };
    for (let day = 11; day < 14; day++) await rounds(service.restart(), day, 1);
    expect(about(service, /未完成/)).toHaveLength(1);
  });
});
