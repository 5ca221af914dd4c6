import { Command } from "commander";
import { type Probe, type ProbeStep, probeMail } from "../../../reports/delivery/mail-probe.ts";
import { messageOf } from "../../../reports/delivery/message-of.ts";
import { compileMessage } from "../../../reports/delivery/mime.ts";
import { asItStands } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { instantText } from "../../../reports/language/instant-text.ts";
import { type Deployment, loadDeployment } from "../../deployment/load.ts";
import { mailNotes } from "../../deployment/mail-notes.ts";
import type { MailSettings } from "../../deployment/settings.ts";
import { UserError } from "../../deployment/user-error.ts";
import { deploymentMail } from "../../night/deployment-mail.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";

/** `fengsui mail-test DIR [--to ADDRESS]`: what the mail server answers at each stage, and what to do where it refuses. */
export function mailTestCommand(effects: Effects): Command {
  return new Command("mail-test")
    .argument("<dir>", "folder of the deployment")
    .option("--to <address>", "send a test message to this address")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { to?: string; lang?: string }) => {
      const deployment = loadDeployment(dir);
      const { settings } = deployment;
      const language = languageOption(options.lang) ?? settings.language;
      const test = { deployment, language, to: options.to ?? null, effects };
      const second = settings.operations?.second;
      const results = [await testRoute(settings.mail, test)];
      if (second) results.push(await testRoute(second, test));
      const notes = mailNotes(settings, effects.environment).map((note) =>
        translate(language, "warning.line", { text: inLanguage(note, language) }),
      );
      const text = [...results.flatMap(({ lines }) => lines), ...notes].join("\n");
      if (results.some(({ isWell }) => !isWell)) throw new UserError(asItStands(text), 1);
      effects.out(text);
    });
}

interface MailTest {
  readonly deployment: Deployment;
  readonly language: Language;
  readonly to: string | null;
  readonly effects: Effects;
}

interface RouteResult {
  readonly lines: readonly string[];
  readonly isWell: boolean;
}

/** Talk to one server; a way out that writes files has none. */
async function testRoute(mail: MailSettings, test: MailTest): Promise<RouteResult> {
  const { language, to, effects, deployment } = test;
  if (mail.transport === "outbox") return { lines: [translate(language, "mail-test.outbox")], isWell: true };
  const { host, port, security, from, passwordFrom } = mail;
  const password = passwordFrom ? effects.environment?.[passwordFrom] : undefined;
  const recipient = to ?? deployment.settings.operations?.operator ?? from;
  const message = to === null ? null : await testMessage(to, mail, test);
  const probe = await probeMail({ ...mail, password }, { from, to: recipient, message, within: WITHIN });
  const lines = [
    translate(language, "mail-test.server", { host, port, security, from }),
    ...stepLines(probe, language),
    ...endLines(probe, recipient, language),
  ];
  return { lines, isWell: probe.steps.every(({ isGood }) => isGood) };
}

/** The test message, with the headers of a real letter to the operator. */
async function testMessage(to: string, mail: MailSettings, { deployment, language, effects }: MailTest) {
  const now = effects.now().toISOString();
  const { sender } = deploymentMail(deployment, effects.environment, language);
  const name = inLanguage(deployment.settings.name, language);
  const date = instantText(now, deployment.settings.zone, language);
  const text = translate(language, "mail-test.text");
  const delivery = {
    ...{ id: "test", recipient: to, writtenAt: now, attempts: 0, kind: "operations", attachments: [] },
    ...{ subject: translate(language, "mail-test.subject", { name, date }), text, html: `<p>${text}</p>` },
    messageId: `<test-${now.replace(/\D/g, "")}@${mail.from.split("@")[1]}>`,
  };
  return compileMessage(await messageOf(delivery, { ...sender, from: mail.from }));
}

/** What to do about an answer: a login that is asked for and a server that asks to wait are so at every stage. */
function remedyOf({ stage, answer }: Probe["steps"][number]): TextKey {
  const code = Number(/^\d{3}/.exec(answer)?.[0] ?? Number.NaN);
  if ([530, 534, 535, 538].includes(code)) return "mail-remedy.login";
  const isLater = (code >= 400 && code < 500) || code === 552;
  if (isLater && ["mail-from", "rcpt-to", "data", "text"].includes(stage)) return "mail-remedy.later";
  return `mail-remedy.${stage}` as TextKey;
}

function stepLines({ steps, secured, isLoggedIn }: Probe, language: Language): string[] {
  const last = steps.at(-1);
  return steps.flatMap((step) => [
    translate(language, step.isGood ? "mail-test.ok" : "mail-test.bad", {
      stage: translate(language, `stage.${step.stage}`),
      answer: answerText(step, secured, language),
    }),
    ...(step.isGood
      ? []
      : [
          translate(language, "mail-test.how", {
            how: translate(language, remedyOf(step)),
          }),
        ]),
    // What did not happen, where it would have: encryption and login stand between EHLO and the sender.
    ...(step.stage === "ehlo" && step.isGood && step !== last && !secured
      ? [plainLine("tls", "mail-test.unsecured", language)]
      : []),
    ...(step.stage === (secured ? "tls" : "ehlo") && step.isGood && step !== last && !isLoggedIn
      ? [plainLine("login", "mail-test.no-login", language)].filter(() => last?.stage !== "login")
      : []),
  ]);
}

const plainLine = (stage: "tls" | "login", key: TextKey, language: Language): string =>
  translate(language, "mail-test.ok", {
    stage: translate(language, `stage.${stage}`),
    answer: translate(language, key),
  });

function answerText(
  { stage, isGood, answer }: ProbeStep,
  secured: Probe["secured"],
  language: Language,
): string {
  if (isGood && stage === "connect") return translate(language, "mail-test.connected");
  if (isGood && stage === "tls" && secured) return translate(language, "mail-test.secured", { ...secured });
  return answer === "" ? translate(language, "mail-test.silent") : answer.replace(/\s*\n\s*/g, " | ");
}

function endLines({ steps, isSent }: Probe, to: string, language: Language): string[] {
  if (isSent) return [translate(language, "mail-test.sent", { to })];
  return steps.every(({ isGood }) => isGood) ? [translate(language, "mail-test.not-sent")] : [];
}

/** Milliseconds that the conversation may take after the login. */
const WITHIN = 60_000;
