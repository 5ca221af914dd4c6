import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Directory } from "../../reports/delivery/directory.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import { unreachedAreas } from "../../reports/notices/unreached.ts";
import type { Deployment } from "../deployment/load.ts";
import { lineOfPath, type Problem } from "../deployment/problems.ts";

/**
 * The offices that a notice of some tier would not reach, and the areas that have none, each with file and line. A night goes on with
 * them: its other offices must hear.
 */
export function unreachedNotes({
  dir,
  areas,
  offices,
}: Pick<Deployment, "dir" | "areas" | "offices">): Problem[] {
  const directory = new Directory(areas, offices);
  const path = join(dir, "offices.yaml");
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return unreachedAreas(areas, directory).map(({ area, office, tiers }) => {
    if (office === null) {
      const { line = 1 } = areas.find(({ code }) => code === area) ?? {};
      return {
        file: "areas.csv",
        line,
        message: bilingual("unreached.area", { area: directory.areaName(area) }),
      };
    }
    const at = offices.findIndex(({ id }) => id === office.id);
    const message = bilingual("unreached.office", {
      ...{ office: office.name, tiers: tiers.map((tier) => bilingual(`tier.${tier}`)) },
    });
    return { file: "offices.yaml", line: lineOfPath(text, [at, "contacts"]), message };
  });
}
