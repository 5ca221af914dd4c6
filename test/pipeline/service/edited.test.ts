import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

/** A deployment whose files, zone or clock change while the service runs. */
const CASES = "SELECT date, kind, tier_to AS tier FROM case_event ORDER BY ALL";
const NIGHTS = "SELECT date FROM night WHERE state = 'done' ORDER BY id";

function edit(service: ServiceDeployment, name: string, from: string | RegExp, to: string): void {
  const path = join(service.dir, name);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

/** Do something once, right before the first statement that matches. */
function inTheMiddle(service: ServiceDeployment, statement: RegExp, act: () => void): void {
  let isOver = false;
  service.effects = {
    hooks: {
      beforeStatement: (sql) => {
        if (isOver || !statement.test(sql)) return;
        isOver = true;
        act();
      },
    },
  };
}

const dated = (service: ServiceDeployment) =>
  service.rows<{ date: string }>(NIGHTS).then((rows) => rows.map(({ date }) => date));

describe("a deployment that is edited while a night runs", () => {
  it("the night uses what it read at its start, the next one what was written", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put(
      "152921",
      "裁减人员报告.csv",
      layoffReport("152921", 900, "2026-03-10"),
    );
    inTheMiddle(service, /^\s*INSERT INTO submission/, () => {
      edit(service, "policy.yaml", "2026-1\n", "2026-2\n");
      edit(
        service,
        "policy.yaml",
        "I: [{ persons: 300, staff: 600 }, { closed: 600 }]",
        "I: [{ closed: 5000 }]",
      );
      edit(service, "offices.yaml", "head.152921@", "other.152921@");
      edit(service, "areas.csv", "152921,阿拉善左旗", "152921,阿拉善新旗");
    });
    await service.round();
    expect(await service.rows(CASES)).toEqual([{ date: "2026-03-11", kind: "opened", tier: "I" }]);
    const [first] = service.peer.taken.filter(({ to }) => to.startsWith("head.152921"));
    expect(first?.text).toContain("阿拉善左旗");
    expect(service.peer.taken.filter(({ to }) => to.startsWith("other."))).toEqual([]);
    service
      .at("2026-03-12 12:00")
      .put("152921", "裁减人员报告_2.csv", layoffReport("152921", 800, "2026-03-11", "L2"));
    await service.round("2026-03-13 02:30");
    const versions = await service.rows<{ date: string; policy: string }>(
      "SELECT DISTINCT date, policy FROM verdict ORDER BY ALL",
    );
    expect(versions.map(({ date, policy }) => [date, policy.slice(-6)])).toEqual([
      ["2026-03-11", "2026-1"],
      ["2026-03-12", "2026-2"],
    ]);
    expect(await service.rows("SELECT name FROM area WHERE code = '152921'")).toEqual([
      { name: "阿拉善新旗" },
    ]);
  });

  it("a mistake written in its middle does not touch it; what follows in the round is named", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put(
      "152921",
      "裁减人员报告.csv",
      layoffReport("152921", 900, "2026-03-10"),
    );
    const offices = readFileSync(join(service.dir, "offices.yaml"), "utf8");
    inTheMiddle(service, /^\s*INSERT INTO submission/, () =>
      writeFileSync(join(service.dir, "offices.yaml"), "- id: [half\n"),
    );
    const printed = await service.round();
    expect(printed).toMatch(/夜间处理完成[\s\S]*查看状态失败，稍后再试：[\s\S]*offices\.yaml:2/);
    writeFileSync(join(service.dir, "offices.yaml"), offices);
    await service.round("2026-03-12 02:36");
    expect(await service.rows(CASES)).toEqual([{ date: "2026-03-11", kind: "opened", tier: "I" }]);
    expect(await service.rows("SELECT DISTINCT state FROM delivery")).toEqual([{ state: "sent" }]);
    expect(await dated(service)).toEqual(["2026-03-11"]);
  });

  it("a mistake in the settings is named at every round, the watch goes on, and after it is mended what is due is done", async () => {
    const service = new ServiceDeployment("2026-03-11 02:30");
    await service.round();
    const settings = readFileSync(join(service.dir, "fengsui.yaml"), "utf8");
    writeFileSync(join(service.dir, "fengsui.yaml"), `${settings}\nnonsense: 1\n`);
    for (const now of ["2026-03-12 02:30", "2026-03-12 02:40", "2026-03-12 08:00"])
      expect(await service.round(now)).toMatch(/查看状态失败，稍后再试：.*fengsui\.yaml.*nonsense/s);
    const operators = () => service.peer.taken.filter(({ to }) => to.startsWith("operator"));
    expect(operators().map(({ subject }) => subject)).toEqual([
      expect.stringContaining("夜间处理到07:00未完成"),
    ]);
    await service.round("2026-03-12 09:00");
    expect(operators()).toHaveLength(1);
    writeFileSync(join(service.dir, "fengsui.yaml"), settings);
    expect(await service.round("2026-03-12 09:10")).toContain("2026-03-11 夜间处理完成");
    expect(await dated(service)).toEqual(["2026-03-10", "2026-03-11"]);
  });
});

describe("days and zones", () => {
  it.each([
    ["an hour earlier", "Asia/Tokyo"],
    ["seven hours later", "Europe/Berlin"],
    ["on the other side of the day line", "Pacific/Honolulu"],
  ])(
    "rules of the zone changed, its bells now %s: no night is skipped, and none is done twice",
    async (_name, zone) => {
      const service = new ServiceDeployment("2026-03-11 02:30");
      await service.round();
      await service.round("2026-03-12 02:30");
      edit(service, "fengsui.yaml", /^zone: .*$/m, `zone: ${zone}`);
      for (let hour = 1; hour <= 72; hour += 3) {
        service.now += 3 * 3_600_000;
        service.elapsed += 3 * 3_600_000;
        await service.round();
      }
      const nights = [...new Set(await dated(service))];
      expect(nights.slice(0, 2)).toEqual(["2026-03-10", "2026-03-11"]);
      expect(nights).toEqual([...nights].sort());
      expect(nights.length).toBeGreaterThanOrEqual(4);
      expect(daysBetweenAll(nights)).toEqual(nights.slice(1).map(() => 1));
    },
  );

  it("a leap day has its night", async () => {
    const service = new ServiceDeployment("2028-02-28 02:30");
    for (const now of ["2028-02-28 02:30", "2028-02-29 02:30", "2028-03-01 02:30", "2028-03-02 02:30"])
      await service.round(now);
    expect(await dated(service)).toEqual(["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01"]);
  });

  it("a night that lasts longer than a day is followed by those whose bells rang meanwhile", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    service
      .at("2026-03-11 20:00")
      .put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-10"))
      .at("2026-03-12 02:30");
    inTheMiddle(service, /^\s*INSERT INTO notice/, () => {
      service.now += 50 * 3_600_000;
      service.elapsed += 50 * 3_600_000;
    });
    await service.round();
    service.effects = {};
    await service.round("2026-03-14 04:35");
    await service.round("2026-03-15 02:30");
    expect(await dated(service)).toEqual(["2026-03-11", "2026-03-12", "2026-03-13", "2026-03-14"]);
    expect(await service.rows(CASES)).toEqual([{ date: "2026-03-11", kind: "opened", tier: "I" }]);
  });
});

const daysBetweenAll = (days: readonly string[]): number[] =>
  days.slice(1).map((day, at) => (Date.parse(day) - Date.parse(days[at]!)) / 86_400_000);
