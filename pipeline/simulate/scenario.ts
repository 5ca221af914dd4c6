import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAreas } from "../deployment/areas.ts";
import { type Problem, problemLine, readYaml } from "../deployment/problems.ts";
import { UserError } from "../deployment/user-error.ts";
import { type Scenario, scenarioSchema } from "./scenario-schema.ts";

export type { Scenario } from "./scenario-schema.ts";
export type { Expectation, Shock } from "./scenario-shocks.ts";

/**
 * Read a deployment's scenario: `scenario.yaml` in its folder, or the file given.
 *
 * @throws UserError listing every mistake in it, each with line and what is allowed
 */
export function readScenario(dir: string, file: string = join(dir, "scenario.yaml")): Scenario {
  if (!existsSync(file)) {
    throw new UserError(`${file} is missing: it says what to simulate. Name another with --scenario FILE.`);
  }
  const register = join(dir, "areas.csv");
  if (!existsSync(register)) {
    throw new UserError(`${register} is missing: a deployment needs it (fengsui init DIR makes one).`);
  }
  const problems: Problem[] = [];
  const areas = readAreas(readFileSync(register, "utf8"), "areas.csv", problems);
  const codes = new Set(areas.map((area) => area.code));
  const scenario = readYaml(readFileSync(file, "utf8"), scenarioSchema(codes), file, problems);
  if (scenario && problems.length === 0) return scenario;
  throw new UserError(
    [`${file} has ${problems.length} mistake(s):`, ...problems.map(problemLine)].join("\n"),
  );
}
