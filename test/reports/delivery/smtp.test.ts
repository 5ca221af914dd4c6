import { createServer } from "node:net";
import type { SMTPServerOptions } from "smtp-server";
import { describe, expect, test } from "vitest";
import { smtpTransport } from "../../../reports/delivery/smtp.ts";
import { message } from "./message-of.ts";
import { answer, smtpDeployment } from "./smtp-deployment.ts";

/** A port of the loopback where nobody listens. */
async function deafPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as { port: number };
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}

describe("a message sent", () => {
  test("arrives with its Chinese subject, text and HTML intact", async () => {
    const { taken, transport } = await smtpDeployment();
    expect((await transport.send(message())).outcome).toBe("sent");
    const [{ mail, to } = taken[0]!] = taken;
    expect(mail.subject).toBe(message().subject);
    expect(mail.text?.trim()).toBe(message().text.trim());
    expect(String(mail.html).trim()).toBe(message().html.trim());
    expect(to).toEqual(["duty.990101@example.org"]);
    expect(mail.from?.value[0]?.address).toBe("fengsui@example.org");
    expect(mail.messageId).toBe("<2026-0001-1-990101.abc123@example.org>");
    expect(mail.date).toEqual(message().date);
  });

  test("has no line that a mail server may refuse, and no eight-bit header", async () => {
    const { taken, transport } = await smtpDeployment();
    await transport.send(message());
    const { raw } = taken[0]!;
    for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
    expect(raw.slice(0, raw.indexOf("\r\n\r\n"))).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  });

  test("cannot carry a header in its subject", async () => {
    const { taken, transport } = await smtpDeployment();
    const subject = "预警\r\nBcc: thief@example.org\r\nX-Evil: yes\r\n\r\n另一封";
    expect((await transport.send(message({ subject }))).outcome).toBe("sent");
    const { mail, raw, to } = taken[0]!;
    expect(to).toEqual(["duty.990101@example.org"]);
    expect(mail.headers.has("bcc")).toBe(false);
    expect(mail.headers.has("x-evil")).toBe(false);
    expect(raw).not.toMatch(/^(bcc|x-evil):/im);
    expect(mail.subject).toContain("预警");
  });
});

describe("how a message ends", () => {
  test.each([
    { name: "550 at the recipient", at: "onRcptTo", code: 550, outcome: "refused" },
    { name: "553 at the sender", at: "onMailFrom", code: 553, outcome: "session" },
    { name: "451 at the recipient", at: "onRcptTo", code: 451, outcome: "try-again" },
    { name: "452 at the sender", at: "onMailFrom", code: 452, outcome: "session" },
  ] as const)("$name is $outcome", async ({ at, code, outcome }) => {
    const { taken, transport } = await smtpDeployment({
      [at]: (_address: unknown, _session: unknown, done: (error: Error) => void) =>
        done(answer(code, "not now, or never")),
    });
    const end = await transport.send(message());
    expect(end.outcome).toBe(outcome);
    expect(end.detail).toContain(String(code));
    expect(taken).toEqual([]);
  });

  test.each([
    { code: 554, outcome: "refused" },
    { code: 452, outcome: "try-again" },
  ] as const)("$code after the text is $outcome", async ({ code, outcome }) => {
    const { transport } = await smtpDeployment({
      onData(stream, _session, done) {
        stream.resume();
        stream.on("end", () => done(answer(code, "the text is not liked")));
      },
    });
    expect((await transport.send(message())).outcome).toBe(outcome);
  });

  test("one address refused leaves the next message its way", async () => {
    const { taken, transport } = await smtpDeployment({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith("bad") ? done(answer(550, "no such user")) : done(),
    });
    const ends = [];
    for (const to of ["a@example.org", "bad@example.org", "c@example.org"])
      ends.push((await transport.send(message({ to }))).outcome);
    expect(ends).toEqual(["sent", "refused", "sent"]);
    expect(taken.flatMap(({ to }) => to)).toEqual(["a@example.org", "c@example.org"]);
  });

  test("nobody listens: the session's trouble", async () => {
    const transport = smtpTransport({ host: "127.0.0.1", port: await deafPort(), security: "none" });
    const end = await transport.send(message());
    transport.close();
    expect(end.outcome).toBe("session");
    expect(end.detail).not.toBe("");
  });

  test("a server that hangs up: the session's trouble", async () => {
    const { transport } = await smtpDeployment({
      onConnect: (_session, done) => done(answer(421, "too busy")),
    });
    expect((await transport.send(message())).outcome).toBe("session");
  });

  test("a server that turns us away at the door, for good as it says: the session's trouble", async () => {
    const { transport } = await smtpDeployment({
      onConnect: (_session, done) => done(answer(554, "your address is on a list")),
    });
    expect((await transport.send(message())).outcome).toBe("session");
  });

  test("a wrong password is the operator's to mend, not the recipient's end: the session's trouble", async () => {
    const { transport } = await smtpDeployment(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(answer(535, "no")),
      },
      { user: "fengsui", password: "wrong" },
    );
    const end = await transport.send(message());
    expect(end.outcome).toBe("session");
    expect(end.detail).toContain("535");
  });

  test("a server that wants a password we do not have: the session's trouble", async () => {
    const { transport } = await smtpDeployment({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(null),
    });
    expect((await transport.send(message())).outcome).toBe("session");
  });
});

describe("encryption and login", () => {
  /** A server that takes mail only over STARTTLS and from a user with the right password; its certificate is its maker's. */
  const server: SMTPServerOptions = {
    ...{ disabledCommands: [], authOptional: false, allowInsecureAuth: false },
    onAuth: (auth, _session, done) =>
      auth.username === "fengsui" && auth.password === "right"
        ? done(null, { user: "fengsui" })
        : done(answer(535, "5.7.8 no")),
  };
  const unchecked = { tls: { rejectUnauthorized: false } };
  const login = { security: "starttls", user: "fengsui", password: "right" } as const;

  test("STARTTLS, then the password, then the message", async () => {
    const { taken, transport } = await smtpDeployment(server, login, unchecked);
    expect(await transport.send(message())).toMatchObject({ outcome: "sent", stage: "text" });
    expect(taken).toHaveLength(1);
  });

  test("one connection takes message after message", async () => {
    let connections = 0;
    const counted: SMTPServerOptions = {
      ...server,
      onConnect(_session, done) {
        connections++;
        done();
      },
    };
    const { taken, transport } = await smtpDeployment(counted, login, unchecked);
    for (let count = 0; count < 4; count++) await transport.send(message({ messageId: `<${count}@x>` }));
    expect([taken.length, connections]).toEqual([4, 1]);
  });

  test("a certificate that nobody vouches for: the session's trouble, at the handshake", async () => {
    const { taken, transport } = await smtpDeployment(server, login);
    expect(await transport.send(message())).toMatchObject({ outcome: "session", stage: "tls" });
    expect(taken).toEqual([]);
  });

  test("a wrong password: the session's trouble, at the login", async () => {
    const { transport } = await smtpDeployment(server, { ...login, password: "wrong" }, unchecked);
    expect(await transport.send(message())).toMatchObject({ outcome: "session", stage: "login" });
  });

  test("encryption from the first byte", async () => {
    const { taken, transport } = await smtpDeployment(
      { ...server, secure: true },
      { ...login, security: "tls" },
      unchecked,
    );
    expect(await transport.send(message())).toMatchObject({ outcome: "sent" });
    expect(taken).toHaveLength(1);
  });
});
