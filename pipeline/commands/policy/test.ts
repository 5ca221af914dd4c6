import { join } from "node:path";
import { Command } from "commander";
import { asItStands } from "../../../reports/language/bilingual.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { type FileResult, fileResultText, untestedText } from "../../../reports/views/policy/test-text.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { runTest } from "../../../rules/policy-tests/run-test.ts";
import { type TestArea, testAreas } from "../../../rules/policy-tests/test-areas.ts";
import { untestedTiers } from "../../../rules/policy-tests/untested-tiers.ts";
import { type Deployment, loadDeployment } from "../../deployment/load.ts";
import { loadPolicyFile } from "../../deployment/policy-file.ts";
import { type ReadTestFile, readPolicyTests, TESTS_FOLDER } from "../../deployment/policy-tests.ts";
import { versionOf } from "../../deployment/policy-versions.ts";
import { lineOfPath } from "../../deployment/problems.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { noticeRoute } from "./notice-route.ts";

interface TestOptions {
  readonly policy?: string;
  readonly version?: string;
  readonly tests?: string;
  readonly complete?: boolean;
  readonly lang?: string;
}

/** `fengsui policy test DIR`: run the tests that stand beside the policy. */
export function policyTestCommand(effects: Effects): Command {
  return new Command("test")
    .description("run the tests of the policy, and name the tiers that none of them shows")
    .argument("<dir>", "folder of the deployment")
    .option("--policy <file>", "test a draft instead of DIR/policy.yaml")
    .option("--version <version>", "the version to test (default: the last one)")
    .option("--tests <path>", `a file of tests or a folder of them (default: DIR/${TESTS_FOLDER})`)
    .option("--complete", "fail where a tier of a primary rule has no test")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, options: TestOptions) => {
      const deployment = loadDeployment(dir);
      const language = languageOption(options.lang) ?? deployment.settings.language;
      const policy = testedPolicy(deployment, options);
      const read = readPolicyTests(options.tests ?? join(dir, TESTS_FOLDER), policy, deployment);
      const files = read.map(resultOf);
      effects.out(files.map((file) => fileResultText(file, language)).join("\n"));
      report(files, policy, options.complete ?? false, language, effects);
    });
}

function testedPolicy({ policies, areas }: Deployment, { policy, version }: TestOptions): Policy {
  const file = policy === undefined ? policies : loadPolicyFile(policy, areas).policies;
  return version === undefined ? file.versions.at(-1)! : versionOf(file, version);
}

function resultOf({ file, text, tests, policy, under }: ReadTestFile): FileResult {
  const areas = testAreas(tests.areas);
  const setting = { policy, areas, under, route: routeOf(areas) };
  return {
    file,
    results: tests.tests.map((test) => runTest(test, setting)),
    lineOf: (test, path) => lineOfPath(text, ["tests", test, ...path]),
  };
}

const ROLES = ["duty", "head", "leadership"] as const;

/** Every area of a test has an office, with a contact of each role. */
function routeOf(areas: readonly TestArea[]) {
  const contacts = ROLES.map((role) => ({ role, address: `${role}@example.org` }));
  return noticeRoute(
    areas.map((area) => ({ ...area, reportsTo: area.parent })),
    areas.map(({ code, name }) => ({ id: code, area: code, name, contacts })),
  );
}

/** Print the numbers and the untested tiers. @throws UserError where a test failed, or a tier has none and that was asked */
function report(
  files: readonly FileResult[],
  policy: Policy,
  isComplete: boolean,
  language: Language,
  effects: Effects,
): void {
  const results = files.flatMap((file) => file.results);
  const passed = results.filter(({ failures }) => failures.length === 0).length;
  const failed = results.length - passed;
  const untested = untestedTiers(policy, results);
  const count = results.length;
  effects.out(translate(language, "policy-test.summary", { version: policy.version, count, passed, failed }));
  effects.out(untestedText(untested, language));
  if (failed > 0) throw new UserError(asItStands(translate(language, "error.policy-tests-failed")), 1);
  if (isComplete && untested.length > 0)
    throw new UserError(asItStands(translate(language, "error.policy-tests-incomplete")), 1);
}
