import { join } from "node:path";
import { expect, test } from "vitest";
import { loadDeployment } from "../../../pipeline/deployment/load.ts";
import { mailNotes } from "../../../pipeline/deployment/mail-notes.ts";
import type { MailSettings } from "../../../pipeline/deployment/settings.ts";
import { deploymentMail } from "../../../pipeline/night/deployment-mail.ts";
import { message } from "../../reports/delivery/message-of.ts";

const deployment = loadDeployment(join(import.meta.dirname, "../../../examples/inner-mongolia"));
const smtp: MailSettings = {
  ...({
    transport: "smtp",
    from: "fengsui@example.org",
    host: "127.0.0.1",
    port: 9,
    security: "none",
  } as const),
  ...{ user: "fengsui", passwordFrom: "MAIL_PASSWORD" },
};
const withSmtp = { ...deployment, settings: { ...deployment.settings, mail: smtp } };

test("a password that is not set stops the sending alone, and says which variable", async () => {
  const mail = deploymentMail(withSmtp, {}, "en");
  expect(await mail.transport.send(message())).toEqual({
    ...{ outcome: "session", stage: "login", detail: "password not set (MAIL_PASSWORD)" },
  });
  mail.close();
});

test("check names the password and a deployment that nobody runs; the example has nothing to name", () => {
  const { operations, ...settings } = withSmtp.settings;
  expect(operations?.operator).toBeDefined();
  const notes = mailNotes(settings, {}).map(({ en }) => en);
  expect(notes).toEqual([
    expect.stringContaining("MAIL_PASSWORD"),
    expect.stringContaining("operations is not set"),
  ]);
  expect(mailNotes(withSmtp.settings, { MAIL_PASSWORD: "p" })).toEqual([]);
  expect(mailNotes(deployment.settings, {})).toEqual([]);
});

test("the sender is the deployment by its name, unless the settings give another", () => {
  const sender = (mail: object) =>
    deploymentMail({ ...withSmtp, settings: { ...withSmtp.settings, mail: { ...smtp, ...mail } } }, {})
      .sender;
  expect(sender({}).name).toBe(deployment.settings.name.zh);
  expect(sender({ senderName: "监测值班" }).name).toBe("监测值班");
});
