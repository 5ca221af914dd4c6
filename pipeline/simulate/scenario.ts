import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "../../reports/language/bilingual.ts";
import { readAreas } from "../deployment/areas.ts";
import { type Problem, problemsText, readYaml } from "../deployment/problems.ts";
import { UserError } from "../deployment/user-error.ts";
import { type Scenario, scenarioSchema } from "./scenario-schema.ts";

export type { ScenarioAct } from "./scenario-acts.ts";
export type { Scenario } from "./scenario-schema.ts";
export type { Expectation, Shock } from "./scenario-shocks.ts";

/**
 * Read a deployment's scenario: `scenario.yaml` in its folder, or the file given.
 *
 * @throws UserError listing every mistake in it, each with line and what is allowed
 */
export function readScenario(dir: string, file: string = join(dir, "scenario.yaml")): Scenario {
  if (!existsSync(file)) {
    throw new UserError(bilingual("error.scenario-missing", { file }));
  }
  const register = join(dir, "areas.csv");
  if (!existsSync(register)) {
    throw new UserError(bilingual("error.register-missing", { file: register }));
  }
  const problems: Problem[] = [];
  const areas = readAreas(readFileSync(register, "utf8"), "areas.csv", problems);
  const codes = new Set(areas.map((area) => area.code));
  const scenario = readYaml(readFileSync(file, "utf8"), scenarioSchema(codes), file, problems);
  if (scenario && problems.length === 0) return scenario;
  throw new UserError(problemsText(problems, file));
}
