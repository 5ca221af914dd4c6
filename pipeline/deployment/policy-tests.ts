import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type BilingualFilling, bilingual } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { type Policy, policySchema } from "../../rules/policy/policy.ts";
import type { TestDuties } from "../../rules/policy-tests/test-duties.ts";
import { testFileMistakes } from "../../rules/policy-tests/test-mistakes.ts";
import { type PolicyTestFile, policyTestFileSchema } from "../../rules/policy-tests/test-schema.ts";
import { dueDate, lastDueOn } from "./duties.ts";
import type { Deployment } from "./load.ts";
import { lineOfPath, type Problem, problemsText, readYaml } from "./problems.ts";
import { checkValue } from "./schema-issues.ts";
import type { DutySettings } from "./settings.ts";
import { refuseUnseen } from "./unseen.ts";
import { UserError } from "./user-error.ts";

/** Folder of the tests beside the policy. */
export const TESTS_FOLDER = "policy-tests";

/** What tests of a policy stand under besides it. */
type Surroundings = Pick<Deployment, "settings" | "calendar">;

/** A file of tests as it was read, and the policy and duties that its tests are run by. */
export interface ReadTestFile {
  readonly file: string;
  readonly text: string;
  readonly tests: PolicyTestFile;
  readonly policy: Policy;
  readonly under: TestDuties;
}

/**
 * Read the tests of a policy: a file, or every `.yaml` file of a folder.
 *
 * @throws UserError listing every mistake in all of them, each with file and line
 */
export function readPolicyTests(path: string, policy: Policy, deployment: Surroundings): ReadTestFile[] {
  const problems: Problem[] = [];
  const found = testFiles(path).flatMap((file) => readTestFile(file, policy, deployment, problems) ?? []);
  if (problems.length > 0) throw new UserError(problemsText(problems));
  return found;
}

function testFiles(path: string): string[] {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const files = isFolder
    ? readdirSync(path)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path].filter((file) => existsSync(file));
  if (files.length === 0) throw new UserError(bilingual("error.no-policy-tests", { dir: path }));
  return files;
}

function readTestFile(
  file: string,
  policy: Policy,
  deployment: Surroundings,
  problems: Problem[],
): ReadTestFile | null {
  const text = readFileSync(file, "utf8");
  refuseUnseen(text, file, problems);
  const tests = readYaml(text, policyTestFileSchema, file, problems);
  if (!tests) return null;
  const merged = mergedPolicy(tests, policy, file, text, problems);
  if (!merged) return null;
  const under = testDuties(deployment, tests.duties);
  const mistakes = testFileMistakes(tests, merged, under);
  problems.push(
    ...mistakes.map(({ path, message, params }) => ({
      file,
      line: lineOfPath(text, path),
      message: bilingual("error.at-path", {
        path: path.join("."),
        message: bilingual(message as TextKey, params as Readonly<Record<string, BilingualFilling>>),
      }),
    })),
  );
  return mistakes.length > 0 ? null : { file, text, tests, policy: merged, under };
}

/** The policy with what a file of tests has otherwise; mistakes in it go to `problems`, at the lines of that file. */
function mergedPolicy(
  tests: PolicyTestFile,
  policy: Policy,
  file: string,
  text: string,
  problems: Problem[],
): Policy | null {
  if (Object.keys(tests.policy).length + Object.keys(tests.rules).length === 0) return policy;
  const read = checkValue(policySchema, {
    ...policy,
    ...tests.policy,
    rules: { ...policy.rules, ...tests.rules },
  });
  if (read.success) return read.data;
  for (const { issue, text: message } of read.issues) {
    const path = issue.path[0] === "rules" ? issue.path : ["policy", ...issue.path];
    problems.push({
      ...{ file, line: lineOfPath(text, path) },
      message: bilingual("error.at-path", { path: path.map(String).join("."), message }),
    });
  }
  return null;
}

/** The duties of a deployment, with those that a file of tests has besides or otherwise. */
function testDuties({ settings, calendar }: Surroundings, others: PolicyTestFile["duties"]): TestDuties {
  const duties = [
    ...settings.duties.filter(({ report }) => others.every((other) => other.report !== report)),
    ...others.map((duty): DutySettings => ({ ...duty, weekEnds: "sunday" })),
  ];
  return {
    duties,
    dueDate: (report, period) => dueDate(duties.find((duty) => duty.report === report)!, period, calendar),
    lastDue: lastDueOn(duties, calendar),
  };
}
