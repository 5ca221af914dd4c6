import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AreaPlaces } from "../../reports/documents/area-places.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { type PolicyFile, policyOn } from "../../rules/policy/policy-file.ts";
import type { PaceLines } from "../../rules/targets/pace.ts";
import type { AreaChange } from "../../warehouse/register/register-history.ts";
import { contractById, contracts } from "../intake/contracts/index.ts";
import { type Mapping, mappingSchema } from "../intake/mappings/schema.ts";
import { readAreaChanges } from "./area-changes.ts";
import { ambiguousNames } from "./area-notes.ts";
import { readAreaPlaces } from "./area-places.ts";
import { type Area, readAreas } from "./areas.ts";
import { readCalendar, type WorkingCalendar } from "./calendar.ts";
import { fingerprint } from "./fingerprint.ts";
import { folderTrace } from "./folder-trace.ts";
import { checkOffices, readOffices } from "./offices.ts";
import { type ReadPolicyFile, readPolicyFile } from "./policy-file.ts";
import { lineOfPath, type Problem, problemsText, readYaml } from "./problems.ts";
import { readOrRefuse } from "./read-or-refuse.ts";
import { type Office, type Person, type Settings, settingsSchema } from "./settings.ts";
import { type DeploymentTarget, readTargets } from "./targets.ts";
import { refuseUnseen } from "./unseen.ts";
import { UserError } from "./user-error.ts";

/** The contents of a deployment's folder, read and checked. */
export interface Deployment {
  readonly dir: string;
  readonly settings: Settings;
  readonly areas: readonly Area[];
  /** Changes of the area register from `area-changes.csv`; empty if there is no such file. */
  readonly areaChanges: readonly AreaChange[];
  /** Where its areas are on maps; a file with a mistake is left out, for no night waits for a picture. */
  readonly map: AreaPlaces;
  readonly mapProblems: readonly Problem[];
  readonly offices: readonly Office[];
  /** People who sit in the offices; empty where `offices.yaml` has addresses alone. */
  readonly persons: readonly Person[];
  /** Every version of the policy. */
  readonly policies: PolicyFile;
  /** The version in force on the day the deployment was read for; the last one where no day was given, or none is in force. */
  readonly policy: Policy;
  /** The version in force on a date; null where none is. */
  policyOn(date: string): Policy | null;
  readonly calendar: WorkingCalendar;
  readonly mappings: readonly Mapping[];
  /** Targets of the plans (规划目标); empty without a `targets.yaml`. */
  readonly targets: readonly DeploymentTarget[];
  /** Shares of the straight line below which a running plan lags. */
  readonly paceLines: PaceLines;
  /** Fingerprints that a night records to identify the register and the policy it used. */
  readonly registerHash: string;
  readonly policyHash: string;
  /** Fingerprint of every version by its name. */
  readonly policyHashes: ReadonlyMap<string, string>;
}

/**
 * Read a deployment's folder, its policy as it is in force on a date.
 *
 * @throws UserError listing every mistake in it, each with file, line and what is allowed
 */
export function loadDeployment(dir: string, date?: string): Deployment {
  const trace = folderTrace(dir);
  const key = `${dir}\n${date ?? ""}\n${trace}`;
  if (trace !== null && lastLoaded?.key === key) return lastLoaded.deployment;
  const { deployment, problems } = inspectDeployment(dir, date);
  if (!deployment || problems.length > 0) throw new UserError(problemsText(problems, dir));
  lastLoaded = { key, deployment };
  return deployment;
}

/** The deployment read last: the service needs it several times a round, and to read one takes a tenth of a second. */
let lastLoaded: { readonly key: string; readonly deployment: Deployment } | undefined;

/** Whether a date lies in a gap between versions of the policy, or after the last one has ended: nothing is judged then. */
export const isWithoutPolicy = ({ policies, policyOn }: Deployment, date: string): boolean =>
  policyOn(date) === null && date >= policies.versions[0]!.validFrom;

/** The same deployment with its policy as it is in force on a date; as it was where no version is. */
export function inForceOn(deployment: Deployment, date: string): Deployment {
  const policy = deployment.policyOn(date);
  if (!policy) return deployment;
  return { ...deployment, policy, policyHash: deployment.policyHashes.get(policy.version)! };
}

/** What was found in a deployment's folder. */
export interface Inspected {
  /** The deployment, null where its settings, policy or offices cannot be read. */
  readonly deployment: Deployment | null;
  readonly problems: readonly Problem[];
  /** Mistakes in `map.csv` and `map.geojson`, with which it can be used. */
  readonly mapProblems: readonly Problem[];
  /** What deserves a look in a deployment that can be used. */
  readonly notes: readonly Problem[];
  /** The deployment's language, null where its settings cannot be read. */
  readonly language: Settings["language"] | null;
}

/** Read a deployment's folder as far as possible and return every mistake found; its policy as it is in force on a date. */
export function inspectDeployment(dir: string, date?: string): Inspected {
  const problems: Problem[] = [];
  const text = (file: string): string | null => {
    if (existsSync(join(dir, file))) {
      const content = readSettingsFile(dir, file);
      refuseUnseen(content, file, problems);
      return content;
    }
    problems.push({ file, line: 1, message: bilingual("error.file-missing") });
    return null;
  };
  const yaml = <S extends Parameters<typeof readYaml>[1]>(file: string, schema: S) => {
    const content = text(file);
    return content === null ? undefined : readYaml(content, schema, file, problems);
  };
  const settings = yaml("fengsui.yaml", settingsSchema) as Settings | undefined;
  const policyText = text("policy.yaml");
  const officesText = text("offices.yaml");
  const staffed = officesText === null ? undefined : readOffices(officesText, problems);
  const areasText = text("areas.csv");
  const areas = areasText === null ? [] : readAreas(areasText, "areas.csv", problems);
  const { map, problems: mapProblems } = readAreaPlaces(dir, areas);
  const policyRead = policyText === null ? null : readPolicyFile(policyText, "policy.yaml", problems, areas);
  const changesText = existsSync(join(dir, "area-changes.csv")) ? text("area-changes.csv") : null;
  const areaChanges =
    changesText === null ? [] : readAreaChanges(changesText, "area-changes.csv", areas, problems);
  const calendarText = text("calendar.csv");
  const calendar = readCalendar(calendarText ?? "date,kind,note\n", "calendar.csv", problems);
  const mappings = readMappings(dir, problems);
  const { targets, paceLines } = readTargets(dir, areas, problems);
  if (staffed && officesText !== null) checkOffices(staffed, areas, officesText, problems);
  if (settings) checkDuties(settings, problems, readSettingsFile(dir, "fengsui.yaml"));
  const language = settings?.language ?? null;
  const found = { problems, mapProblems, language };
  if (!settings || !policyRead || !staffed) return { ...found, deployment: null, notes: [] };
  const registerHash = fingerprint((areasText ?? "") + (changesText ?? ""));
  return {
    ...found,
    deployment: {
      ...{ dir, settings, areas, areaChanges, map, mapProblems },
      ...staffed,
      ...policyParts(policyRead, date),
      calendar,
      mappings,
      targets,
      paceLines,
      registerHash,
    },
    notes: [...ambiguousNames(areas, areaChanges, mappings), ...policyRead.notes],
  };
}

/** The text of a file of the deployment. */
const readSettingsFile = (dir: string, file: string): string =>
  readOrRefuse(dir, () => readFileSync(join(dir, file), "utf8"));

/** The versions of the policy, and the one in force on a date. */
function policyParts({ policies, hashes }: ReadPolicyFile, date: string | undefined) {
  const inForce = date === undefined ? null : policyOn(policies, date);
  const policy = inForce ?? policies.versions.at(-1)!;
  return {
    policies,
    policy,
    policyOn: (day: string) => policyOn(policies, day),
    policyHash: hashes.get(policy.version)!,
    policyHashes: hashes,
  };
}

function readMappings(dir: string, problems: Problem[]): Mapping[] {
  const folder = join(dir, "mappings");
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];
  if (files.length === 0)
    problems.push({ file: "mappings/", line: 1, message: bilingual("error.no-mapping") });
  const mappings: Mapping[] = [];
  for (const name of files) {
    const file = `mappings/${name}`;
    const content = readFileSync(join(folder, name), "utf8");
    refuseUnseen(content, file, problems);
    const mapping = readYaml(content, mappingSchema, file, problems);
    if (!mapping) continue;
    if (mappings.some((other) => other.id === mapping.id)) {
      problems.push({ file, line: 1, message: bilingual("error.mapping-id-twice", { id: mapping.id }) });
    }
    mappings.push(mapping);
  }
  return mappings;
}

function checkDuties(settings: Settings, problems: Problem[], text: string): void {
  for (const [index, { report, period }] of settings.duties.entries()) {
    const addMistake = (key: "report" | "period", message: Text) =>
      problems.push({ file: "fengsui.yaml", line: lineOfPath(text, ["duties", index, key]), message });
    const contract = contractById(report);
    if (!contract) {
      const known = contracts.map((kind) => kind.id);
      addMistake("report", bilingual("error.duty-of-unknown-report", { report, known }));
    } else if (!contract.periods.includes(period)) {
      addMistake(
        "period",
        bilingual("error.duty-of-wrong-period", { report, periods: contract.periods, period }),
      );
    }
  }
}
