import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ActsFolder } from "../../../../pipeline/acts/acts-folder.ts";
import { TROUBLE } from "../../../../pipeline/commands/console/exit-codes.ts";
import { main } from "../../../../pipeline/main.ts";
import { openDeployment } from "../../../../pipeline/night/open-deployment.ts";
import { type HandCheck, handChecks } from "../../../../pipeline/service/hand-checks.ts";
import { noteJobs } from "../../../../warehouse/operation/job-runs.ts";
import { layoffReport, ServiceDeployment } from "../../service/service-deployment.ts";

let base: Promise<string> | undefined;

/** A folder with a deployment after a good night at 02:30, made once. */
function nightOnce(): Promise<string> {
  base ??= (async () => {
    const kept = mkdtempSync(join(tmpdir(), "fengsui-after-a-night-"));
    process.once("exit", () => rmSync(kept, { recursive: true, force: true }));
    const service = new ServiceDeployment("2026-03-12 02:30");
    service.put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-10"));
    await service.round();
    cpSync(service.dir, kept, { recursive: true, preserveTimestamps: true });
    return kept;
  })();
  return base;
}

/** A deployment after a good night at 02:30. */
async function afterANight(): Promise<ServiceDeployment> {
  const service = new ServiceDeployment("2026-03-12 02:30");
  const kept = await nightOnce();
  rmSync(service.dir, { recursive: true });
  cpSync(kept, service.dir, { recursive: true, preserveTimestamps: true });
  return service;
}

const instant = (local: string): Date => new Date(`${local.replace(" ", "T")}:00+08:00`);

async function checksAt(service: ServiceDeployment, local: string, free?: number): Promise<HandCheck[]> {
  const opened = await openDeployment(service.dir);
  try {
    return await handChecks(opened, {
      now: () => instant(local),
      ...(free === undefined ? {} : { freeBytes: () => free }),
    });
  } finally {
    opened.close();
  }
}

const texts = (checks: readonly HandCheck[]): string[] =>
  checks.map(({ text, isTrouble }) => `${isTrouble ? "!" : "-"} ${text.en}`);

async function command(service: ServiceDeployment, local: string, ...words: string[]) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const effects = { now: () => instant(local), out: print, err: print };
  const code = await main([words[0]!, service.dir, "--lang", "en", ...words.slice(1)], effects);
  return { code, text: printed.join("\n") };
}

describe("what a person would check by hand", () => {
  it("nothing after a good night", async () => {
    expect(texts(await checksAt(await afterANight(), "2026-03-12 02:40"))).toEqual([]);
  });

  it("the clock: set back, or behind what the service noted", async () => {
    const service = await afterANight();
    expect(texts(await checksAt(service, "2026-03-11 02:30"))).toEqual([
      "! the service last noted 2026-03-12 02:30, which is later than now: the clock may have been set back",
    ]);
    await service.at("2026-03-11 08:00", { set: true }).round();
    expect(texts(await checksAt(service, "2026-03-11 08:01"))).toContain(
      "! the clock stands set back, until 2026-03-12 02:30",
    );
    expect(texts(await checksAt(service, "2026-03-12 02:31")).join()).not.toContain("clock");
  });

  it("the disk: no room for a night", async () => {
    const found = texts(await checksAt(await afterANight(), "2026-03-12 02:40", 2_500_000));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^! 2 MB are free on the disk, and a night needs \d{2,} MB$/);
  });

  it("the calendar: a month before it ends, and after", async () => {
    const service = await afterANight();
    const at = async (local: string) => texts(await checksAt(service, local)).join("\n");
    expect(await at("2026-11-20 12:00")).not.toContain("calendar");
    expect(await at("2026-12-10 12:00")).toMatch(/^- .*calendar\.csv/m);
  });

  it("the service: no round for long, and a silence that stands", async () => {
    const service = await afterANight();
    expect(texts(await checksAt(service, "2026-03-12 03:00"))).toEqual([
      "! the service has taken no round since 2026-03-12 02:30 and may have stopped; see whether fengsui serve runs",
    ]);
    service.effects = { freeBytes: () => 1 };
    await service.restart().round("2026-03-13 08:00");
    expect(texts(await checksAt(service, "2026-03-13 08:01")).join("\n")).toContain(
      "! [operations] The night of 2026-03-12 had not ended by 07:00 (since 2026-03-13 08:00)",
    );
  });

  it("what waits: acts for long, ends of sending that are not recorded", async () => {
    const service = await afterANight();
    const act = { kind: "resend", message: "none", by: null, at: "2026-03-11T18:40:00.000Z" };
    new ActsFolder(service.dir).drop(act as never, instant("2026-03-12 02:40"));
    mkdirSync(join(service.dir, "sending"), { recursive: true });
    writeFileSync(join(service.dir, "sending", "20260311T183000000Z-1.999999-1.jsonl"), "");
    const at = async (local: string) =>
      texts(await checksAt(service, local)).filter((text) => !text.includes("no round"));
    const ends = "! 1 files with ends of sending lie in sending/ unrecorded; fengsui send records them";
    expect(await at("2026-03-12 02:50")).toEqual([ends]);
    expect(await at("2026-03-12 03:10")).toEqual([
      "! 1 acts wait in acts/, the oldest for 30 minutes; see whether fengsui serve runs",
      ends,
    ]);
  });

  it("nights that failed, with the reason, until a later one is done; nights that were skipped", async () => {
    const service = await afterANight();
    service.effects = {
      hooks: {
        beforeStatement(sql) {
          if (sql.includes("UPDATE night SET state = 'done'")) throw new Error("the engine gave up");
        },
      },
    };
    await service.restart().round("2026-03-13 02:30");
    const failed = "the night due 2026-03-13 02:30 failed 1 times: the engine gave up";
    expect(texts(await checksAt(service, "2026-03-13 02:31"))).toEqual([`! ${failed}`]);
    service.effects = {};
    await service.restart().round("2026-03-13 02:36");
    expect(texts(await checksAt(service, "2026-03-13 02:37"))).toEqual([]);
    const opened = await openDeployment(service.dir);
    const due = ["2026-01-30T18:30:00.000Z", "2026-01-31T18:30:00.000Z"];
    const now = "2026-03-12T18:40:00.000Z";
    await noteJobs(opened.warehouse, "night", due, { state: "skipped", now, detail: "too long ago" });
    opened.close();
    expect(texts(await checksAt(service, "2026-03-13 02:41"))).toEqual([
      "- 2 nights from 2026-01-30 to 2026-01-31 were not run: too long ago",
    ]);
    expect(texts(await checksAt(service, "2026-04-20 02:41")).join()).not.toContain("too long ago");
  });

  it("an office that a tier does not reach, and an operator that is not named", async () => {
    const service = await afterANight();
    onlyLeadership(service, "152921");
    const settings = join(service.dir, "fengsui.yaml");
    writeFileSync(settings, readFileSync(settings, "utf8").replace(/^operations:.*\n/m, ""));
    const found = texts(await checksAt(service, "2026-03-12 02:40"));
    expect(found[0]).toMatch(
      /^! .*has no contact with the role duty or head: nobody gets its notices of II \(orange\), III \(yellow\), IV \(blue\)/,
    );
    expect(found[1]).toMatch(/^- .*operations/);
    expect(found).toHaveLength(2);
  });
});

/** Leave an office its leadership contact alone. */
function onlyLeadership({ dir }: ServiceDeployment, office: string): void {
  const path = join(dir, "offices.yaml");
  const blocks = readFileSync(path, "utf8").split(/^(?=- id:)/m);
  const cut = blocks.map((block) =>
    block.includes(`id: "${office}"`) ? block.replace(/^.*role: (duty|head).*\n/gm, "") : block,
  );
  expect(cut.join("")).not.toBe(blocks.join(""));
  writeFileSync(path, cut.join(""));
}

describe("fengsui doctor", () => {
  it("ends with 3 where somebody must act, and with 0 where something deserves a look", async () => {
    const service = await afterANight();
    const well = await command(service, "2026-03-12 02:40", "doctor");
    expect(well.text).toMatch(/^The data are in order/);
    expect(well.code).toBe(0);
    const late = await command(service, "2026-03-12 09:00", "doctor");
    expect(late.text).toContain("may have stopped");
    expect(late.text).toContain("1 of the warnings above need a person.");
    expect(late.code).toBe(TROUBLE);
    const calendar = await command(service, "2026-12-10 12:00", "doctor");
    expect(calendar.text).toContain("calendar.csv");
  });

  it("names a look-up copy that is older than the database", async () => {
    const service = await afterANight();
    utimesSync(join(service.dir, "lookup", "fengsui.duckdb"), new Date(0), new Date("2026-01-02T00:00:00Z"));
    const { text } = await command(service, "2026-03-12 02:40", "doctor");
    expect(text).toContain("the look-up copy is of 2026-01-02 08:00; the database has changed since");
  });
});

describe("fengsui check", () => {
  it("8: refuses an office that a tier does not reach, with its line and the tiers; nights go on", async () => {
    const service = await afterANight();
    expect((await command(service, "2026-03-12 02:40", "check")).code).toBe(0);
    onlyLeadership(service, "152921");
    const { code, text } = await command(service, "2026-03-12 02:40", "check");
    expect(code).toBe(1);
    expect(text).toMatch(/^offices\.yaml:\d+: .*II \(orange\), III \(yellow\), IV \(blue\)/m);
    expect(await service.round("2026-03-13 02:30")).toContain("2026-03-12 夜间处理完成");
  });

  it("refuses a register in which no area of a branch has an office", async () => {
    const service = await afterANight();
    const path = join(service.dir, "offices.yaml");
    const blocks = readFileSync(path, "utf8").split(/^(?=- id:)/m);
    writeFileSync(path, blocks.filter((block) => !block.includes('id: "150000"')).join(""));
    const { code, text } = await command(service, "2026-03-12 02:40", "check");
    expect(code).toBe(1);
    expect(text).toMatch(/^areas\.csv:\d+: .*nobody gets its notices of any tier/m);
  });
});

describe("the first lines of fengsui status", () => {
  const head = (text: string) => text.split("\n\n==")[0]!.split("\n");

  it("what the service did last and what is due", async () => {
    const service = await afterANight();
    const { text, code } = await command(service, "2026-03-12 02:34", "status");
    expect(code).toBe(0);
    expect(head(text)).toEqual([
      expect.stringMatching(
        /^last round of the service: 2026-03-12 02:30, 2026-03-11 夜间处理完成；|^last round/,
      ),
      "Nothing is due now. Next night: 2026-03-13 02:30",
    ]);
    expect(head((await command(service, "2026-03-13 02:31", "status")).text)).toEqual([
      expect.stringMatching(/^last round/),
      expect.stringContaining("may have stopped"),
      "Due now: the night",
    ]);
  });

  it("what troubles the service, and mail that did not arrive", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    service.put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-10"));
    service.peer.answer = ({ to }) =>
      to.startsWith("operator") || to.startsWith("other")
        ? "sent"
        : { outcome: "refused", detail: "550 no such user", stage: "rcpt-to" };
    await service.round();
    const { text } = await command(service, "2026-03-12 02:34", "status");
    expect(head(text).join("\n")).toMatch(/messages did not arrive, and nobody at the office has them/);
    expect(head(text).at(-1)).toMatch(/messages not delivered: \d+, see below/);
  });

  it("a service that never ran", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await command(service, "2026-03-12 02:31", "night");
    expect(head((await command(service, "2026-03-12 02:34", "status")).text)[0]).toBe(
      "the service left no record: fengsui serve never ran here",
    );
  });
});
