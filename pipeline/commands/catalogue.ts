import type { Command } from "commander";
import type { Effects } from "./console/effects.ts";

/** Headings of the help, by who uses the commands below them. */
const GROUPS = {
  setup: "Set up (a new deployment, its past, a simulated region):",
  night: "Night (what the schedule runs):",
  look: "Look (what stands open, who reported, why):",
  cases: "Cases (their story, and what people decide about them):",
  ask: "Ask (the readers' copy, in SQL and in numbers):",
  judge: "Judge (the policy's lines against history):",
  repair: "Repair:",
} as const;

/** A command of the program: its module is loaded only when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  load(): Promise<(effects: Effects) => Command>;
  /** It writes nothing into a deployment: what it writes belongs to the person who calls it. */
  readonly writesElsewhere: boolean;
}

/** Commands that answer a person and write a file where that person wants it. */
const WRITING_ELSEWHERE: ReadonlySet<string> = new Set(["sql", "ask", "describe", "detect"]);

const entry = (
  group: keyof typeof GROUPS,
  name: string,
  summary: string,
  load: CommandEntry["load"],
): CommandEntry => ({
  ...{ name, group: GROUPS[group], summary, load },
  writesElsewhere: WRITING_ELSEWHERE.has(name),
});

/** Every command in the order of the help. */
export const commandEntries: readonly CommandEntry[] = [
  entry(
    "setup",
    "init",
    "make a deployment's folder from an example",
    async () => (await import("./setup/init.ts")).initCommand,
  ),
  entry(
    "setup",
    "check",
    "explain every mistake in a deployment's files, without running anything",
    async () => (await import("./setup/check.ts")).checkCommand,
  ),
  entry(
    "setup",
    "history",
    "take in reports of the past: receipts, no cases and no notices",
    async () => (await import("./setup/history.ts")).historyCommand,
  ),
  entry(
    "setup",
    "template",
    "write the workbook in which an office fills in a report",
    async () => (await import("./setup/template.ts")).templateCommand,
  ),
  entry(
    "setup",
    "simulate",
    "write simulated reports for a deployment: history/ and arrivals/DAY/OFFICE/",
    async () => (await import("./setup/simulate.ts")).simulateCommand,
  ),
  entry(
    "setup",
    "demo",
    "play a simulated region through: history, six months night by night, and what was found",
    async () => (await import("./setup/demo.ts")).demoCommand,
  ),
  entry(
    "night",
    "night",
    "run one night: take in reports, measure, judge, send notices",
    async () => (await import("./night/night.ts")).nightCommand,
  ),
  entry(
    "night",
    "nights",
    "run a stretch of nights in order",
    async () => (await import("./night/nights.ts")).nightsCommand,
  ),
  entry(
    "night",
    "serve",
    "stay and run each night at its hour (02:30 in the deployment's zone unless fengsui.yaml says otherwise)",
    async () => (await import("./night/serve.ts")).serveCommand,
  ),
  entry(
    "night",
    "send",
    "send the mails that are due now",
    async () => (await import("./night/send.ts")).sendCommand,
  ),
  entry(
    "night",
    "publish",
    "replace a readers' copy that does not have the last night",
    async () => (await import("./night/publish.ts")).publishCommand,
  ),
  entry(
    "night",
    "schedule",
    "show what the service ran, what is due, what was missed and why, and what comes next",
    async () => (await import("./night/schedule.ts")).scheduleCommand,
  ),
  entry(
    "look",
    "status",
    "show open cases, missing and refused reports, and the last night",
    async () => (await import("./look/status.ts")).statusCommand,
  ),
  entry(
    "look",
    "duties",
    "show who owed which reports and how they came in (报送情况): expected, on time, late, missing",
    async () => (await import("./look/duties.ts")).dutiesCommand,
  ),
  entry(
    "look",
    "scorecard",
    "show how each league and banner reported in a month: complete, timely, refused, findings answered",
    async () => (await import("./look/scorecard.ts")).scorecardCommand,
  ),
  entry(
    "look",
    "findings",
    "show figures that deserve a question (疑点), and how each may be answered",
    async () => (await import("./look/findings.ts")).findingsCommand,
  ),
  entry(
    "look",
    "answer",
    "close a finding with an answer (答复); the next night acts on it",
    async () => (await import("./look/answer.ts")).answerCommand,
  ),
  entry(
    "look",
    "route",
    "show who would be told of a warning and why: offices, people of the day, who sees names of enterprises",
    async () => (await import("./look/route.ts")).routeCommand,
  ),
  entry(
    "look",
    "told",
    "record that somebody was called about a case (电话告知)",
    async () => (await import("./look/told.ts")).callCommand,
  ),
  entry(
    "look",
    "targets",
    "show how the targets of targets.yaml stand: progress, pace, met or not",
    async () => (await import("./look/targets.ts")).targetsCommand,
  ),
  entry(
    "look",
    "explain",
    "explain the warnings of an area on a date: figures, lines, history, who contributes, what the next tier needs",
    async () => (await import("./look/explain.ts")).explainCommand,
  ),
  entry(
    "look",
    "trace",
    "follow one row of a report to the line in the e-mail that it caused",
    async () => (await import("./look/trace.ts")).traceCommand,
  ),
  entry(
    "look",
    "try",
    "say what the receipt of a file would say, and change nothing",
    async () => (await import("./look/try.ts")).tryCommand,
  ),
  entry(
    "cases",
    "case",
    "show the whole story of a case: changes, figures, who was told, what was decided",
    async () => (await import("./cases/case.ts")).caseCommand,
  ),
  entry(
    "cases",
    "document",
    "write a notice as Word, PDF, workbook, page and text, to file and to print",
    async () => (await import("./cases/document.ts")).documentCommand,
  ),
  entry(
    "cases",
    "episode",
    "show the whole story of one risk; link a case to it, or cut one from it",
    async () => (await import("./cases/episode.ts")).episodeCommand,
  ),
  entry(
    "cases",
    "lift",
    "lift a case that is below its lines (解除); the next night does it and tells everyone who was told",
    async () => (await import("./cases/lift.ts")).liftCommand,
  ),
  entry(
    "cases",
    "close",
    "close a lifted case with what it was: confirmed, seasonal, data-error, unfounded",
    async () => (await import("./cases/close.ts")).closeCommand,
  ),
  entry(
    "ask",
    "sql",
    "ask the readers' copy in SQL: one SELECT, guarded, with an audit line",
    async () => (await import("./ask/sql.ts")).sqlCommand,
  ),
  entry(
    "ask",
    "ask",
    "run the SQL of a Markdown file on the readers' copy and write one page with tables and charts",
    async () => (await import("./ask/notebook.ts")).notebookCommand,
  ),
  entry(
    "ask",
    "describe",
    "describe the readers' copy: its tables, views and ready queries, or one table's columns",
    async () => (await import("./ask/describe.ts")).describeCommand,
  ),
  entry(
    "ask",
    "explain-number",
    "explain a number: value, parts, the reports it rests on, its revisions, coverage and SQL",
    async () => (await import("./ask/explain-number.ts")).explainNumberCommand,
  ),
  entry(
    "judge",
    "budget",
    "simulate the false warnings of a year, by level and tier, from the noise of the history",
    async () => (await import("./judge/budget.ts")).budgetCommand,
  ),
  entry(
    "judge",
    "backtest",
    "judge the history by the policy: sensitivity, predictive value, delay, false warnings",
    async () => (await import("./judge/backtest.ts")).backtestCommand,
  ),
  entry(
    "judge",
    "policy",
    "look after the policy: check a draft, test it, plan it over the history, compare versions, record an approval",
    async () => (await import("./policy/policy.ts")).policyCommand,
  ),
  entry(
    "judge",
    "detect",
    "run a detector on one series (with a small chart), or every case of a table",
    async () => (await import("./judge/detect.ts")).detectCommand,
  ),
  entry(
    "repair",
    "doctor",
    "look for inconsistencies (数据自检): orphans, two current reports, figures that a rebuild would change; name the repair",
    async () => (await import("./repair/doctor.ts")).doctorCommand,
  ),
  entry(
    "repair",
    "resend",
    "let messages that were given up or refused wait to be sent again",
    async () => (await import("./repair/resend.ts")).resendCommand,
  ),
  entry(
    "repair",
    "mail-test",
    "talk to the mail server and show stage by stage what it answers; with --to, send a test message",
    async () => (await import("./repair/mail-test.ts")).mailTestCommand,
  ),
];
