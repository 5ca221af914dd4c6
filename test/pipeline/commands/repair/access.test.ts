import { appendFileSync, chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import { auditFile } from "../../../../warehouse/asking/audit.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const CLEAR_MAIL =
  "transport: smtp\n  host: mail.example.org\n  port: 25\n  security: none\n  user: a\n  passwordFrom: P\n";

describe("what stands open, said aloud", () => {
  let deployment: SmallDeployment;
  const path = (name: string) => join(deployment.dir, name);
  beforeEach(() => {
    deployment = new SmallDeployment();
    chmodSync(deployment.dir, 0o755);
  });
  afterEach(() => deployment.remove());

  const run = async (command: string, ...options: string[]) => {
    deployment.close();
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const environment = { P: "secret" };
    const effects = { now: () => new Date("2026-03-12T00:00:00Z"), out: print, err: print, environment };
    const code = await main([command, deployment.dir, "--lang", "en", ...options], effects);
    return { code, text: printed.join("\n") };
  };
  const mailInClear = () => {
    const settings = readFileSync(path("fengsui.yaml"), "utf8");
    writeFileSync(path("fengsui.yaml"), settings.replace("transport: outbox\n", CLEAR_MAIL));
  };

  it("check names files that any account can read, ten at most", async () => {
    const { code, text } = await run("check");
    expect(code).toBe(0);
    expect(text).toMatch(/warning: \. is open to any account \(0755\)/);
    expect(text).toMatch(/warning: areas\.csv is open to any account \(0644\)/);
    expect(text).toMatch(/warning: \d+ more are open/);
    chmodSync(deployment.dir, 0o700);
    expect((await run("check")).text).not.toContain("is open to");
  });

  it("doctor names what it cannot reach by closing the top, and its repair closes it", async () => {
    const opened = await deployment.open();
    await runNight(opened, { ...nightRequest(opened, "2026-03-11", new Date(0)), publish: true });
    expect((await run("doctor")).code).toBe(0);
    appendFileSync(path("fengsui.yaml"), `\nreaders: "${process.getgid?.() ?? 0}"\n`);
    expect((await run("doctor")).code).toBe(0);
    mkdirSync(path("published/old"));
    writeFileSync(path("published/old/receipts.txt"), "x");
    chmodSync(path("published/old"), 0o755);
    chmodSync(path("published/old/receipts.txt"), 0o666);
    const { code, text } = await run("doctor");
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/files open to accounts.*published\/old\/receipts\.txt \(0666/),
    ]);
    expect(text).toMatch(/--repair/);
    expect((await run("doctor", "--repair")).code).toBe(0);
    expect(statSync(path("published/old/receipts.txt")).mode & 0o027).toBe(0);
  });

  it("a password in clear is said by check, by doctor and by each night", async () => {
    mailInClear();
    for (const [command, ...options] of [["check"], ["night", "--date", "2026-03-11"], ["doctor"]] as const)
      expect((await run(command!, ...options)).text, command).toMatch(
        /warning: mail\.security is none and passwordFrom names a password/,
      );
  });

  it("doctor counts questions that have no end", async () => {
    auditFile(path("audit/sql.jsonl"))({
      ...{ event: "begun", id: "q", at: "2026-03-11T08:00:00Z", who: "anna", sql: "SELECT 1", sha256: "" },
      ...{ values: {}, format: "rows" },
    });
    expect((await run("doctor")).text).toMatch(
      /1 questions began and have no end.*2026-03-11T08:00:00Z anna/,
    );
  });

  it("a group that this machine does not have is said before anything is done", async () => {
    appendFileSync(path("fengsui.yaml"), "\nreaders: no-such-group-here\n");
    const { code, text } = await run("night", "--date", "2026-03-11");
    expect([code, text]).toEqual([2, expect.stringMatching(/this machine has no group no-such-group-here/)]);
  });
});
