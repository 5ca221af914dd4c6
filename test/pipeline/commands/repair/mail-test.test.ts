import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { mailTestCommand } from "../../../../pipeline/commands/repair/mail-test.ts";
import { UserError } from "../../../../pipeline/deployment/user-error.ts";
import { probeMail } from "../../../../reports/delivery/mail-probe.ts";
import type { PeerOptions } from "../../../reports/delivery/scripted-peer.ts";
import { ScriptedPeer } from "../../../reports/delivery/scripted-peer.ts";
import { smtpDeployment } from "../../../reports/delivery/smtp-deployment.ts";

const ROOT = join(import.meta.dirname, "../../../..");

/** The example deployment with a scripted mail server, and what `mail-test` prints for it. */
async function mailTest(options: PeerOptions, args: readonly string[] = [], more: readonly string[] = []) {
  const peer = await ScriptedPeer.listen(options);
  const dir = mkdtempSync(join(tmpdir(), "fengsui-mail-test-"));
  onTestFinished(async () => {
    await peer.close();
    rmSync(dir, { recursive: true, force: true });
  });
  cpSync(join(ROOT, "examples/inner-mongolia"), dir, { recursive: true });
  const settings = readFileSync(join(dir, "fengsui.yaml"), "utf8");
  const smtp = [`transport: smtp`, `host: 127.0.0.1`, `port: ${peer.port}`, ...more].join("\n  ");
  writeFileSync(join(dir, "fengsui.yaml"), settings.replace("transport: outbox", smtp));
  const printed: string[] = [];
  const effects = {
    now: () => new Date("2026-03-11T18:30:00.000Z"),
    out: (text: string) => void printed.push(text),
    err: () => undefined,
    environment: { MAIL_PASSWORD: "secret-word" },
  };
  const command = mailTestCommand(effects);
  const failure = await command
    .parseAsync([dir, "--lang", "en", ...args], { from: "user" })
    .then(() => null)
    .catch((error: unknown) => error);
  if (failure !== null && !(failure instanceof UserError)) throw failure;
  return { text: failure?.text.en ?? printed.join("\n"), code: failure?.exitCode ?? 0, peer };
}

describe("mail-test", () => {
  test("shows what the server answers stage by stage, and sends nothing", async () => {
    const { text, code, peer } = await mailTest({}, [], ["security: none"]);
    expect(code).toBe(0);
    const stages = text.split("\n").flatMap((line) => /^✓ ([^:]+):/.exec(line)?.[1] ?? []);
    expect(stages).toEqual([
      ...["connection", "greeting", "EHLO", "TLS handshake", "login"],
      ...["MAIL FROM (sender)", "RCPT TO (recipient)", "DATA"],
    ]);
    expect(text).toContain("220 peer ESMTP");
    expect(text).toContain("not encrypted");
    expect(text).toContain("nothing was sent");
    expect(peer.named).toEqual(["operator@fengsui.example.org"]);
    expect(peer.received).toEqual([]);
  });

  test("with --to it sends a message there", async () => {
    const { text, code, peer } = await mailTest({}, ["--to", "me@example.org"], ["security: none"]);
    expect(code).toBe(0);
    expect(peer.confirmed).toEqual(["me@example.org"]);
    expect(text).toContain("took the test message for me@example.org");
  });

  test.each([
    {
      name: "the door",
      options: { script: ({ stage }) => (stage === "greeting" ? "554 not you" : undefined) },
      says: /✗ greeting: 554 not you\n.*what to do/,
    },
    {
      name: "a sender that is refused",
      options: { script: ({ stage }) => (stage === "mail-from" ? "550 no" : undefined) },
      says: /✗ MAIL FROM.*550 no\n.*mail\.from/,
    },
    {
      name: "relaying",
      options: { script: ({ stage }) => (stage === "rcpt-to" ? "554 Relay access denied" : undefined) },
      says: /✗ RCPT TO.*554.*\n.*relay/,
    },
  ] as const satisfies readonly { name: string; options: PeerOptions; says: RegExp }[])(
    "$name: what is wrong, what to do, exit code 1",
    async ({ options, says }) => {
      const { text, code } = await mailTest(options, [], ["security: none"]);
      expect(code).toBe(1);
      expect(text).toMatch(says);
    },
  );

  test("STARTTLS that is not offered", async () => {
    const { text, code } = await mailTest({
      script: ({ stage }) => (stage === "starttls" ? "502 no" : undefined),
    });
    expect(code).toBe(1);
    expect(text).toMatch(/✗ STARTTLS: .*502 no\n.*does not offer/);
  });

  test("a password is never printed, and its refusal is explained", async () => {
    const { text, code } = await mailTest(
      {
        offers: ["AUTH PLAIN"],
        script: ({ stage }) => (stage === "login" ? "535 5.7.8 bad credentials" : undefined),
      },
      [],
      ["security: none", "user: fengsui", "passwordFrom: MAIL_PASSWORD"],
    );
    expect(code).toBe(1);
    expect(text).toMatch(/✗ login: .*535.*\n.*passwordFrom/);
    expect(text).not.toContain("secret-word");
  });
});

test("over TLS: version, whom the certificate names, until when, and who logged in", async () => {
  const { port, taken } = await smtpDeployment({
    ...{ disabledCommands: [], authOptional: false },
    onAuth: (_auth, _session, done) => done(null, { user: "fengsui" }),
  });
  const server = { host: "127.0.0.1", port, security: "starttls", user: "fengsui", password: "p" } as const;
  const request = { from: "a@example.org", to: "b@example.org", message: null, within: 5_000 };
  const probe = await probeMail(server, request, { tls: { rejectUnauthorized: false } });
  expect(probe).toMatchObject({ isLoggedIn: true, isSent: false });
  expect(probe.secured?.version).toMatch(/^TLSv1\.[23]$/);
  expect(probe.secured?.subject).not.toBe("");
  expect(probe.secured?.until).toMatch(/GMT$/);
  expect(probe.steps.map(({ stage }) => stage)).toEqual([
    ...["connect", "greeting", "ehlo", "starttls", "tls", "login", "mail-from", "rcpt-to", "data"],
  ]);
  expect(taken).toEqual([]);
});
