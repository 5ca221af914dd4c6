import { setTimeout } from "node:timers/promises";
import { Command, CommanderError } from "commander";
import { backtestCommand } from "./commands/backtest.ts";
import { budgetCommand } from "./commands/budget.ts";
import { checkCommand } from "./commands/check.ts";
import { demoCommand } from "./commands/demo.ts";
import { describeCommand } from "./commands/describe.ts";
import { detectCommand } from "./commands/detect.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { dutiesCommand } from "./commands/duties.ts";
import { explainNumberCommand } from "./commands/explain-number.ts";
import { answerCommand, findingsCommand } from "./commands/findings.ts";
import { historyCommand } from "./commands/history.ts";
import { initCommand } from "./commands/init.ts";
import { nightCommand } from "./commands/night.ts";
import { nightsCommand } from "./commands/nights.ts";
import { scorecardCommand } from "./commands/scorecard.ts";
import { serveCommand } from "./commands/serve.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { sqlCommand } from "./commands/sql.ts";
import { statusCommand } from "./commands/status.ts";
import { targetsCommand } from "./commands/targets.ts";
import { traceCommand } from "./commands/trace.ts";
import { UserError } from "./user-error.ts";
import type { World } from "./world.ts";

const realWorld: World = {
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
export async function main(args: readonly string[], world: World = realWorld): Promise<number> {
  const program = new Command("fengsui")
    .description("statistical monitoring and early warning of large-scale unemployment risk (规模性失业风险)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.out(text.trimEnd()),
      writeErr: (text) => world.err(text.trimEnd()),
    });
  for (const command of COMMANDS) {
    program.addCommand(
      command(world)
        .exitOverride()
        .configureOutput({
          writeOut: (text) => world.out(text.trimEnd()),
          writeErr: (text) => world.err(text.trimEnd()),
        }),
    );
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof UserError) {
      world.err(error.message);
      return error.exitCode;
    }
    world.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}
