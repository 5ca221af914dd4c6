import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { closeModes, openModes } from "../../deployment/open-modes.ts";
import { programFolder } from "../../deployment/program.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { choiceOption } from "../console/options.ts";

const EXAMPLES = join(programFolder, "examples");

/** `fengsui init DIR --example NAME`: create a deployment folder from an example. */
export function initCommand(effects: Effects): Command {
  return new Command("init")
    .argument("<dir>", "folder to make; it must not exist or be empty")
    .requiredOption("--example <name>", `one of: ${exampleNames().join(", ")}`)
    .action((dir: string, options: { example: string }) => {
      initDeployment(dir, options.example);
      effects.out(
        `${dir} is made. Look through fengsui.yaml, areas.csv, offices.yaml and policy.yaml; then: fengsui check ${dir}`,
      );
    });
}

/** The examples that ship with the project. */
export const exampleNames = (): string[] =>
  readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Copy an example into a new folder and create the folders a night works in. */
export function initDeployment(dir: string, example: string): void {
  choiceOption("--example", example, exampleNames());
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new UserError(bilingual("error.folder-not-empty", { dir }));
  cpSync(join(EXAMPLES, example), dir, { recursive: true });
  for (const folder of ["inbox", "archive", "outbox", "published"])
    mkdirSync(join(dir, folder), { recursive: true });
  // Copied files keep the rights that the example's have.
  closeModes(dir, openModes(dir, null));
}
