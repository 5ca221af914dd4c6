import { describe, expect, it } from "vitest";
import { weakSettings } from "../../../pipeline/deployment/weak-settings.ts";

type Given = Parameters<typeof weakSettings>[0];
const smtp = { transport: "smtp", from: "a@example.org", host: "mail", port: 587 };
const found = (mail: object, environment = {}, smallCells = { firms: 3, share: 0.8, p: 10 }) =>
  weakSettings({ settings: { mail }, policy: { smallCells } } as unknown as Given, environment).map(
    ({ en }) => en,
  );

describe("settings that weaken", () => {
  it.each([
    ["files of mails", { transport: "outbox", from: "a@example.org" }],
    ["encrypted, with a password", { ...smtp, security: "tls", user: "a", passwordFrom: "P" }],
    ["encrypted from the first command on", { ...smtp, security: "starttls" }],
  ])("%s: none", (_, mail) => expect(found(mail)).toEqual([]));

  it.each([
    [
      "a password in clear",
      { ...smtp, security: "none", user: "a", passwordFrom: "P" },
      {},
      /names a password: it is sent in clear/,
    ],
    ["mails in clear", { ...smtp, security: "none" }, {}, /mails.*are sent in clear/],
    ["a user without a password", { ...smtp, security: "tls", user: "a" }, {}, /mail\.user has no password/],
    [
      "certificates that nobody checks",
      { ...smtp, security: "tls" },
      { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
      /nobody checks/,
    ],
  ])("%s", (_, mail, environment, text) =>
    expect(found(mail, environment)).toEqual([expect.stringMatching(text)]),
  );

  it.each([
    { firms: 1, share: 0.8, p: 10 },
    { firms: 3, share: 1, p: 10 },
    { firms: 3, share: 0.8, p: 5 },
  ])("small cells that are shown: %j", (cells) =>
    expect(found({ transport: "outbox" }, {}, cells)).toEqual([
      expect.stringMatching(/hides less than is usual/),
    ]),
  );
});
