import cron from "node-cron";
import { z } from "zod";

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const zone = z
  .string()
  .refine(isZone, "error.time-zone")
  .describe("The deployment's own time zone, IANA name");

const dutySchema = z.strictObject({
  report: z.string().describe("Report kind (contract id) that is owed"),
  from: z.enum(["region", "league", "banner"]).describe("Level of the areas that owe it"),
  period: z.enum(["week", "month", "quarter", "year"]).describe("How long a period of it is"),
  weekEnds: z
    .enum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"])
    .default("sunday")
    .describe("Last day of a week"),
  due: z
    .union([
      z.strictObject({
        workingDay: z.number().int().min(1).max(15).describe("n-th working day after the period"),
      }),
      z.strictObject({
        days: z.number().int().min(0).max(60).describe("Days after the last day of the period"),
      }),
    ])
    .describe("When it is due"),
});

/** Days before and after the due date on which an office is reminded; on a day off, the first moves earlier and the others later. */
const remindersSchema = z.strictObject({
  beforeDue: z
    .number()
    .int()
    .min(1)
    .max(15)
    .default(2)
    .describe("Days before the due date: a reminder (到期提醒)"),
  overdue: z.number().int().min(1).max(30).default(1).describe("Days after it: overdue (逾期提醒)"),
  urged: z
    .number()
    .int()
    .min(1)
    .max(60)
    .default(3)
    .describe("Days after it: urging, with a copy to the superior (催办)"),
  escalated: z
    .number()
    .int()
    .min(1)
    .max(90)
    .default(10)
    .describe("Days after it: told to league and region (通报)"),
});

const senderName = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, "error.line-break")
  .optional()
  .describe("Name before the sender's address; the deployment's name if absent");

const mailSchema = z.discriminatedUnion("transport", [
  z.strictObject({
    transport: z.literal("outbox").describe("Write .eml files to the deployment's outbox folder"),
    from: z.email().describe("Sender's address"),
    senderName,
  }),
  z.strictObject({
    transport: z.literal("smtp").describe("Send through an SMTP server"),
    from: z.email().describe("Sender's address"),
    senderName,
    host: z.string().min(1),
    port: z.number().int().min(1).max(65535),
    security: z.enum(["tls", "starttls", "none"]).default("starttls"),
    user: z.string().optional(),
    passwordFrom: z.string().optional().describe("Name of the environment variable that holds the password"),
  }),
]);

const telephone = z
  .string()
  .regex(/^\+?[0-9][0-9 -]*$/, "error.telephone")
  .optional()
  .describe("Number to call when a notice of tier I or II does not arrive");

/** Who runs the deployment, and how to reach them where the mail server takes nothing. */
const operationsSchema = z.strictObject({
  operator: z.email().describe("Hears of messages that did not arrive, and of a mail server that takes none"),
  other: z.email().optional().describe("A second address that gets the same letters"),
  telephone,
  second: mailSchema
    .optional()
    .describe("A second way out for these letters, where the mail server takes nothing"),
});

/** Settings of one deployment, `fengsui.yaml`. */
export const settingsSchema = z.strictObject({
  name: text.describe("Who runs this deployment, as printed in mails"),
  language: z.enum(["zh-CN", "en"]).describe("Language of mails and summaries"),
  zone,
  night: z
    .string()
    .refine((expression) => cron.validate(expression), "error.cron")
    .default("30 2 * * *")
    .describe("When the bell rings: a cron expression in the deployment's zone"),
  service: z
    .strictObject({
      every: z
        .number()
        .int()
        .min(1)
        .max(60)
        .default(5)
        .describe("Minutes between two rounds of the service: it sends what waits, publishes, watches"),
      nightBy: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "error.time-of-day")
        .default("07:00")
        .describe("Time of day by which last night must have ended; later the operator gets a notice"),
      mailSilence: z
        .number()
        .int()
        .min(1)
        .max(168)
        .default(2)
        .describe("Hours for which messages may wait without one accepted; later the operator gets a notice"),
      port: z
        .number()
        .int()
        .min(1024)
        .max(65535)
        .optional()
        .describe("Port of this machine alone (loopback) that answers /health and /metrics"),
    })
    .default({ every: 5, nightBy: "07:00", mailSilence: 2 })
    .describe("The service between nights (fengsui serve)"),
  rehearsal: z
    .boolean()
    .default(false)
    .describe("A deployment for practice: nights may bear dates after today by the real clock"),
  levels: z
    .strictObject({ region: text, league: text, banner: text })
    .describe("What the three levels of government are called here"),
  duties: z.array(dutySchema).min(1).describe("Which reports are owed, by whom, and when they are due"),
  reminders: z
    .union([z.literal("off"), remindersSchema])
    .default({ beforeDue: 2, overdue: 1, urged: 3, escalated: 10 })
    .describe("When offices are reminded of reports they owe; off where nobody is"),
  mail: mailSchema,
  operations: operationsSchema
    .optional()
    .describe("Who runs this deployment; without it nobody hears of mail that fails"),
  readers: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, "error.readers-form")
    .optional()
    .describe("Group of this machine, by name or number, that may read the published copy and ask it"),
  documents: z
    .strictObject({
      redHead: z
        .string()
        .min(1)
        .max(40)
        .optional()
        .describe("Name of the issuing body in red on documents (发文机关标志); none if absent"),
      fonts: z
        .strictObject({
          regular: z.string().min(1).describe("Font file (TTF or OTF), from the deployment's folder"),
          bold: z.string().min(1).describe("The same in bold"),
        })
        .optional()
        .describe(
          "Fonts of PDF documents in place of the built-in ones, which hold GB 2312; pictures take from them what those lack",
        ),
      mongolianFont: z
        .string()
        .min(1)
        .optional()
        .describe("Font file of traditional Mongolian script; without it PDF documents leave that text out"),
    })
    .default({})
    .describe("Documents made of notices (fengsui document)"),
  largestFileMegabytes: z
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(2000)
    .describe("Larger files are refused unread; archives, workbooks and JSON above 512 always"),
});

export type Settings = z.infer<typeof settingsSchema>;
export type MailSettings = Settings["mail"];
export type ReminderSettings = z.infer<typeof remindersSchema>;
export type DutySettings = Settings["duties"][number];

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const role = z.enum(["duty", "head", "leadership"]).describe("leadership is told of tier I only");
const id = z.string().regex(/^[A-Za-z0-9-]+$/, "error.digits-and-letters");

/** Someone who receives notices for an area, and for which of them: an address, or a person of the file. */
const contactSchema = z.union([
  z.strictObject({ role, address: z.email(), telephone }),
  z.strictObject({ role, person: id.describe("Id of a person of this file"), telephone }),
]);

const absenceSchema = z.strictObject({
  from: z.iso.date().describe("First day away"),
  until: z.iso.date().describe("Last day away"),
});

/** A person who sits in one office or several (人员). */
const personSchema = z.strictObject({
  id: id.describe("Name by which contacts and deputies name this person"),
  name: z.string().trim().min(1),
  address: z.email(),
  telephone,
  deputy: id.optional().describe("Id of the person who acts while this one is away"),
  from: z.iso.date().optional().describe("First day in the office"),
  until: z.iso.date().optional().describe("Last day in the office"),
  away: z.array(absenceSchema).optional().describe("Days on which the deputy acts"),
});

const officeSchema = z.strictObject({
  id: id.describe("Name of its inbox folder"),
  area: z.string().describe("Code of the area it acts for"),
  name: z.string().min(1),
  kind: z
    .enum(["bureau", "leading-group", "department", "zone"])
    .optional()
    .describe("What it is: an area has one bureau (unless said) and any number of the others"),
  telephone,
  contacts: z.array(contactSchema).min(1),
});

/** Who acts for which area (单位), `offices.yaml` without persons. */
export const officesSchema = z.array(officeSchema);

/** Who acts for which area, and who sits there (单位和人员), `offices.yaml` with persons. */
export const staffedOfficesSchema = z.strictObject({
  persons: z.array(personSchema).describe("People who sit in the offices below"),
  offices: officesSchema.describe("Who acts for which area"),
});

export type Office = z.infer<typeof officeSchema>;
export type Person = z.infer<typeof personSchema>;
