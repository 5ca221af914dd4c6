import { setTimeout } from "node:timers/promises";
import { Command, CommanderError } from "commander";
import { type CommandEntry, commandEntries } from "./commands/catalogue.ts";
import type { Effects } from "./commands/console/effects.ts";
import { errorText } from "./commands/console/operator-language.ts";
import { parserError } from "./commands/console/parser-error.ts";
import { SERVICE_UMASK } from "./deployment/access.ts";
import { codeVersion } from "./deployment/program.ts";
import { systemFailure } from "./deployment/system-failure.ts";
import { UserError } from "./deployment/user-error.ts";

/** A signal that is aborted when the process is asked to end; a second request ends it at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

const realEffects: Effects = {
  now: () => new Date(),
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  wait: (milliseconds) => setTimeout(milliseconds),
  stopSignal,
  environment: process.env,
  umask: (mask) => void process.umask(mask),
  ...(process.stderr.isTTY ? { terminal: process.stderr } : {}),
};

/** The command that the arguments call, or ask the help of; undefined for the help of the program. */
const calledBy = (args: readonly string[]): string | undefined => {
  const [first, second] = args.filter((word) => !word.startsWith("-"));
  return first === "help" ? second : first;
};

/** A command as the help lists it, or all of it when it is called: what it needs is loaded only then. */
async function commandOf(entry: CommandEntry, isCalled: boolean, effects: Effects) {
  const { name, group, summary, load } = entry;
  // Everything in a deployment is the service's alone, unless it is given to the readers.
  if (isCalled && !entry.writesElsewhere) effects.umask?.(SERVICE_UMASK);
  const command = isCalled ? (await load())(effects) : new Command(name);
  return command.description(summary).helpGroup(group);
}

/** The command line: arguments in, exit code out. A user's mistake is its message; anything else keeps its stack. */
export async function main(args: readonly string[], effects: Effects = realEffects): Promise<number> {
  const output = {
    writeOut: (text: string) => effects.out(text.trimEnd()),
    writeErr: (text: string) => effects.err(text.trimEnd()),
    // Printed below, in the operator's language.
    outputError: () => undefined,
  };
  const program = new Command("fengsui")
    .description("statistical monitoring and early warning of large-scale unemployment risk (规模性失业风险)")
    .version(codeVersion())
    // Options behind a command are the command's: `policy approve --version` is not the program's.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput(output);
  const called = calledBy(args);
  for (const entry of commandEntries) {
    const command = await commandOf(entry, entry.name === called, effects);
    for (const part of [command, ...command.commands]) part.exitOverride().configureOutput(output);
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      const text = parserError(error);
      if (text !== null) effects.err(errorText({ text }, args, effects));
      return error.exitCode;
    }
    const named = error instanceof UserError ? error : systemFailure(error);
    if (named) {
      effects.err(errorText(named, args, effects));
      return named.exitCode;
    }
    effects.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}
