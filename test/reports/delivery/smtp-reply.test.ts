import { describe, expect, test } from "vitest";
import { type BrokenOff, isOpening, meaningOf, STAGES } from "../../../reports/delivery/smtp-reply.ts";

const reply = (stage: BrokenOff["stage"], text: string): BrokenOff => ({
  ...{ stage, why: "reply", text },
  code: Number(text.slice(0, 3)),
});

describe("what a reply means", () => {
  test.each([
    {
      name: "no connection to be had",
      ...reply("greeting", "554 5.7.1 your address is on a list"),
      is: "session",
    },
    { name: "too many connections", ...reply("greeting", "421 4.7.0 too many connections"), is: "session" },
    { name: "EHLO refused", ...reply("ehlo", "550 not you"), is: "session" },
    { name: "STARTTLS refused", ...reply("starttls", "454 4.7.0 TLS not available"), is: "session" },
    { name: "a wrong password", ...reply("login", "535 5.7.8 bad credentials"), is: "session" },
    { name: "login not possible now", ...reply("login", "454 4.7.0 temporary failure"), is: "session" },
    { name: "the sender refused", ...reply("mail-from", "550 5.1.8 sender rejected"), is: "session" },
    { name: "the sender's syntax", ...reply("mail-from", "553 5.1.7 bad address"), is: "session" },
    { name: "no room, at the sender", ...reply("mail-from", "452 4.3.1 no space"), is: "session" },
    { name: "login wanted", ...reply("rcpt-to", "530 5.7.0 authentication required"), is: "session" },
    {
      name: "login wanted in other words",
      ...reply("rcpt-to", "550 5.7.1 Authentication is required to relay"),
      is: "session",
    },
    {
      name: "Postfix does not relay",
      ...reply("rcpt-to", "554 5.7.1 <a@b>: Relay access denied"),
      is: "session",
    },
    {
      name: "Exchange does not relay",
      ...reply("rcpt-to", "550 5.7.54 SMTP; Unable to relay recipient"),
      is: "session",
    },
    { name: "relaying not now", ...reply("rcpt-to", "454 4.7.1 Relaying temporarily denied"), is: "session" },
    { name: "shutting down at the recipient", ...reply("rcpt-to", "421 4.3.2 shutting down"), is: "session" },
    { name: "shutting down after the text", ...reply("text", "421 4.3.2 shutting down"), is: "session" },
    { name: "greylisted", ...reply("rcpt-to", "451 4.7.1 greylisted"), is: "try-again" },
    { name: "mailbox busy", ...reply("rcpt-to", "450 4.2.0 mailbox busy"), is: "try-again" },
    { name: "no space for now", ...reply("rcpt-to", "452 4.2.2 over quota"), is: "try-again" },
    { name: "mailbox full", ...reply("rcpt-to", "552 5.2.2 mailbox full"), is: "try-again" },
    { name: "no such user", ...reply("rcpt-to", "550 5.1.1 no such user"), is: "refused" },
    { name: "user moved", ...reply("rcpt-to", "551 5.1.6 user has moved"), is: "refused" },
    { name: "a name not allowed", ...reply("rcpt-to", "553 5.1.3 bad name"), is: "refused" },
    {
      name: "a policy against the recipient",
      ...reply("rcpt-to", "550 5.7.1 rejected by policy"),
      is: "refused",
    },
    { name: "commands not understood", ...reply("data", "503 5.5.1 bad sequence"), is: "session" },
    { name: "text not now", ...reply("data", "451 4.3.0 not now"), is: "try-again" },
    { name: "text never", ...reply("data", "554 5.6.0 no valid recipients"), is: "refused" },
    { name: "text refused", ...reply("text", "554 5.7.1 looks like spam"), is: "refused" },
    { name: "text refused with 550", ...reply("text", "550 5.7.1 refused"), is: "refused" },
    { name: "text not taken now", ...reply("text", "451 4.3.0 local error"), is: "try-again" },
    { name: "mailbox full after the text", ...reply("text", "552 5.2.2 mailbox full"), is: "try-again" },
    { name: "no space after the text", ...reply("text", "452 4.3.1 no space"), is: "try-again" },
  ] as const)("$name: $text is $is", ({ stage, why, code, text, is }) =>
    expect(meaningOf({ stage, why, code, text })).toBe(is),
  );
});

describe("what a conversation without a reply means", () => {
  const without = (stage: BrokenOff["stage"], why: "lost" | "silent") =>
    meaningOf({ stage, why, code: null, text: "" });

  test("before the server has taken the sender it is the session's, lost or silent", () => {
    for (const stage of STAGES.filter((stage) => isOpening(stage) || stage === "mail-from")) {
      expect(without(stage, "lost"), stage).toBe("session");
      expect(without(stage, "silent"), stage).toBe("session");
    }
  });

  test("a line cut before the text is the session's, after it the message may have arrived", () => {
    expect(without("rcpt-to", "lost")).toBe("session");
    expect(without("data", "lost")).toBe("session");
    expect(without("text", "lost")).toBe("try-again");
  });

  test("silence once the sender is taken makes the message wait", () => {
    for (const stage of ["rcpt-to", "data", "text"] as const)
      expect(without(stage, "silent"), stage).toBe("try-again");
  });
});
