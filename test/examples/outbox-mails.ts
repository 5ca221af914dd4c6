import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AddressObject, simpleParser } from "mailparser";
import type { OpenDeployment } from "../../pipeline/night/open-deployment.ts";
import { Directory } from "../../reports/delivery/directory.ts";
import { rank, type Tier } from "../../rules/policy/tiers.ts";

/** A mail of an outbox as a mail program shows it. */
export interface OutboxMail {
  /** Day and name of its file. */
  readonly file: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly string[];
}

/** What a notice says by law (突发事件应对法第六十四条), by its labels. */
export const ITEMS_BY_LAW = [
  ...["预警类别：", "预警级别：", "起始时间：", "可能影响的范围：", "警示事项：", "应当采取的措施："],
  "发布单位和发布时间：",
] as const;

/** Every mail of an outbox, day by day. */
export async function outboxMails(outbox: string): Promise<OutboxMail[]> {
  const files = readdirSync(outbox)
    .sort()
    .flatMap((day) => readdirSync(join(outbox, day)).map((name) => `${day}/${name}`));
  const mails: OutboxMail[] = [];
  for (const file of files) {
    const { to, subject, text, html, attachments } = await simpleParser(readFileSync(join(outbox, file)));
    mails.push({
      ...{ file, to: ([to].flat()[0] as AddressObject).text, subject: subject ?? "", text: text ?? "" },
      html: (html || "").replace(/<style[\s\S]*?<\/style>/gu, ""),
      attachments: attachments.map(({ filename, content }) => `${filename} ${content.toString("utf8")}`),
    });
  }
  return mails;
}

/** Whether a mail is a notice about one case. */
export const isNotice = ({ file }: OutboxMail): boolean => /\/\d{4}-\d{4}-\d+-/u.test(file);

/** What is wrong with a mail itself: an item of the law missing, a text not filled in, a subject too long. */
export function wordFaults(mail: OutboxMail): string[] {
  const { file, subject, text, html } = mail;
  const all = `${subject}\n${text}\n${html}`;
  const unfilled = /\{[a-z][\w-]*\}|undefined|\bNaN\b|\[object|未报告/iu.exec(all);
  return [
    ...(isNotice(mail) ? ITEMS_BY_LAW.filter((label) => !text.includes(label)) : []),
    ...(unfilled ? [unfilled[0]] : []),
    ...([...subject].length > 30 ? [`${[...subject].length} characters`] : []),
  ].map((fault) => `${file} ${subject}: ${fault}`);
}

/** Mails that name an enterprise to an office that is neither its area's nor above that. */
export async function namesAstray(opened: OpenDeployment, mails: readonly OutboxMail[]): Promise<string[]> {
  const { deployment } = opened;
  const directory = new Directory(deployment.areas, deployment.offices, deployment.persons);
  const employers = await opened.warehouse.rows<{ employer: string; areas: string[] }>(
    `SELECT employer, list(DISTINCT area) AS areas FROM layoff_report_as_of(CAST('9999-01-01' AS TIMESTAMP))
     WHERE employer IS NOT NULL GROUP BY employer`,
  );
  const areaOf = new Map(
    directory
      .offices()
      .flatMap(({ area, contacts }) => contacts.map(({ address }) => [address, area] as const)),
  );
  const allowed = new Map(
    employers.map(({ employer, areas }) => [
      employer,
      new Set(areas.flatMap((area) => [area, ...directory.above(area)])),
    ]),
  );
  return mails.flatMap(({ file, to, subject, text, html, attachments }) => {
    const all = [subject, text, html, ...attachments].join("\n");
    const area = areaOf.get(to);
    return [...allowed].flatMap(([employer, areas]) =>
      all.includes(employer) && (area === undefined || !areas.has(area))
        ? [`${file} to ${to}: ${employer}`]
        : [],
    );
  });
}

/** Changes that an office has not heard of: at Ⅲ and above in a mail of their own, at Ⅳ in a letter to each office above that names the case. */
export async function unheard(opened: OpenDeployment, mails: readonly OutboxMail[]): Promise<string[]> {
  const { deployment, warehouse } = opened;
  const directory = new Directory(deployment.areas, deployment.offices, deployment.persons);
  const changes = await warehouse.rows<{
    caseId: string;
    seq: number;
    area: string;
    kind: string;
    date: string;
    tierFrom: Tier | null;
    tierTo: Tier | null;
  }>(
    `SELECT case_id AS "caseId", seq, area, kind, CAST(date AS VARCHAR) AS date, tier_from AS "tierFrom", tier_to AS "tierTo"
     FROM case_event JOIN risk_case ON risk_case.id = case_id WHERE kind NOT IN ('quiet', 'closed')`,
  );
  const clerks = new Map(
    directory
      .offices()
      .map(
        ({ area, contacts }) => [area, contacts.find(({ role }) => role === "duty")?.address ?? ""] as const,
      ),
  );
  return changes.flatMap(({ caseId, seq, area, kind, date, tierFrom, tierTo }) => {
    const isGrave = Math.max(rank(tierFrom), rank(tierTo)) >= rank("III");
    const offices = [...(isGrave ? [area] : []), ...directory.above(area)];
    return offices.flatMap((code, at) => {
      // The office of the area and the next one above are told in a mail of its own; who is further above reads it in a letter of the night.
      const byNotice = isGrave && at < 2;
      const heard = mails.some(
        (mail) =>
          mail.file.startsWith(date) &&
          mail.to === clerks.get(code) &&
          `${mail.subject}${mail.text}`.includes(caseId) &&
          // The liftings of an episode are a single mail, which names each.
          (!byNotice || (isNotice(mail) && (mail.file.includes(`/${caseId}-${seq}-`) || kind === "lifted"))),
      );
      return heard ? [] : [`${date} ${caseId} ${seq} ${kind} to ${code}`];
    });
  });
}

/** Mails by address. */
export function byAddress(mails: readonly OutboxMail[]): Map<string, OutboxMail[]> {
  const found = new Map<string, OutboxMail[]>();
  for (const mail of mails) found.set(mail.to, [...(found.get(mail.to) ?? []), mail]);
  return found;
}
