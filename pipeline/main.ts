import { setTimeout } from "node:timers/promises";
import { Command, CommanderError } from "commander";
import { describeCommand } from "./commands/ask/describe.ts";
import { explainNumberCommand } from "./commands/ask/explain-number.ts";
import { sqlCommand } from "./commands/ask/sql.ts";
import type { Effects } from "./commands/console/effects.ts";
import { backtestCommand } from "./commands/judge/backtest.ts";
import { budgetCommand } from "./commands/judge/budget.ts";
import { detectCommand } from "./commands/judge/detect.ts";
import { dutiesCommand } from "./commands/look/duties.ts";
import { answerCommand, findingsCommand } from "./commands/look/findings.ts";
import { scorecardCommand } from "./commands/look/scorecard.ts";
import { statusCommand } from "./commands/look/status.ts";
import { targetsCommand } from "./commands/look/targets.ts";
import { traceCommand } from "./commands/look/trace.ts";
import { nightCommand } from "./commands/night/night.ts";
import { nightsCommand } from "./commands/night/nights.ts";
import { serveCommand } from "./commands/night/serve.ts";
import { doctorCommand } from "./commands/repair/doctor.ts";
import { checkCommand } from "./commands/setup/check.ts";
import { demoCommand } from "./commands/setup/demo.ts";
import { historyCommand } from "./commands/setup/history.ts";
import { initCommand } from "./commands/setup/init.ts";
import { simulateCommand } from "./commands/setup/simulate.ts";
import { UserError } from "./deployment/user-error.ts";

const realEffects: Effects = {
  now: () => new Date(),
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  wait: (milliseconds) => setTimeout(milliseconds),
  ...(process.stderr.isTTY ? { terminal: process.stderr } : {}),
};

const COMMANDS = [
  initCommand,
  checkCommand,
  budgetCommand,
  backtestCommand,
  simulateCommand,
  historyCommand,
  nightCommand,
  nightsCommand,
  serveCommand,
  statusCommand,
  traceCommand,
  dutiesCommand,
  scorecardCommand,
  findingsCommand,
  answerCommand,
  targetsCommand,
  sqlCommand,
  describeCommand,
  explainNumberCommand,
  doctorCommand,
  detectCommand,
  demoCommand,
];

/** The command line: arguments in, exit code out. A user's mistake is its message; anything else keeps its stack. */
export async function main(args: readonly string[], effects: Effects = realEffects): Promise<number> {
  const program = new Command("fengsui")
    .description("statistical monitoring and early warning of large-scale unemployment risk (规模性失业风险)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => effects.out(text.trimEnd()),
      writeErr: (text) => effects.err(text.trimEnd()),
    });
  for (const command of COMMANDS) {
    program.addCommand(
      command(effects)
        .exitOverride()
        .configureOutput({
          writeOut: (text) => effects.out(text.trimEnd()),
          writeErr: (text) => effects.err(text.trimEnd()),
        }),
    );
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof UserError) {
      effects.err(error.message);
      return error.exitCode;
    }
    effects.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}
