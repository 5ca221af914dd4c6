import { day, type Warehouse } from "../engine/warehouse.ts";
import { writeOnce } from "../engine/write-once.ts";
import { type AreaSpelling, areaSpellings } from "./area-spellings.ts";
import { type AreaChange, successionsOf, versionsOf } from "./register-history.ts";
import type { RegisteredArea } from "./registered-area.ts";

/** A report that all areas of a level owe for each period. */
export interface OwedReport {
  readonly report: string;
  readonly period: string;
  /** Level of the areas that owe it. */
  readonly from: string;
}

/**
 * Write the area register and the owed reports, replacing the previous ones (地区、报送义务).
 *
 * Besides the current tree (`area`, `area_descent`) it writes the tree of each day (`area_version`, `descent_span`, `succession`).
 *
 * `area_descent` holds every area with each of its ancestors along `parent`, itself included: numbers roll up along it.
 */
export async function writeRegister(
  warehouse: Warehouse,
  areas: readonly RegisteredArea[],
  owed: readonly OwedReport[],
  { changes = [], zone = "UTC" }: { readonly changes?: readonly AreaChange[]; readonly zone?: string } = {},
): Promise<void> {
  const versions = versionsOf(areas, changes);
  const successions = successionsOf(areas, changes);
  const spellings = areaSpellings(areas, changes);
  const form = [areas, versions, successions, spellings, zone, owed, DESCENT, DESCENT_SPAN];
  await writeOnce(warehouse, "register_form", form, async () => {
    await warehouse.run("DELETE FROM area; DELETE FROM area_descent; DELETE FROM duty;");
    await warehouse.append(
      "area",
      areas.map((area) => [
        area.code,
        area.name,
        area.nameEn,
        area.alias,
        area.level,
        area.parent,
        area.reportsTo,
        area.weight,
        area.validFrom === null ? null : day(area.validFrom),
        area.validTo === null ? null : day(area.validTo),
      ]),
    );
    await warehouse.run(DESCENT);
    await writeHistory(warehouse, versions, successions);
    await writeSpellings(warehouse, areas, spellings);
    await warehouse.run(
      "DELETE FROM setting WHERE name = 'zone'; INSERT INTO setting VALUES ('zone', $zone)",
      { zone },
    );
    for (const { report, period, from } of owed) {
      await warehouse.run(
        "INSERT INTO duty SELECT $report, $period, code, weight FROM area WHERE level = $from",
        { report, period, from },
      );
    }
  });
}

const DESCENT = `INSERT INTO area_descent
  WITH RECURSIVE up(ancestor, area, distance) AS (
    SELECT code, code, 0 FROM area
    UNION ALL
    SELECT area.parent, up.area, up.distance + 1 FROM up JOIN area ON area.code = up.ancestor WHERE area.parent IS NOT NULL
  ) SELECT * FROM up`;

/** Write the tree of each day: an area is below another on the days on which every link of the path is valid. */
async function writeHistory(
  warehouse: Warehouse,
  versions: ReturnType<typeof versionsOf>,
  successions: ReturnType<typeof successionsOf>,
): Promise<void> {
  await warehouse.run("DELETE FROM area_version; DELETE FROM descent_span; DELETE FROM succession;");
  await warehouse.append(
    "area_version",
    versions.map(({ code, name, level, parent, validFrom, validTo }) => [
      ...[code, name, level, parent],
      ...[day(validFrom), day(validTo)],
    ]),
  );
  await warehouse.append(
    "succession",
    successions.map(({ area, former, kind, bridged, validFrom, validTo }) => [
      ...[area, former, kind, bridged],
      ...[day(validFrom), day(validTo)],
    ]),
  );
  await warehouse.run(DESCENT_SPAN);
}

/** Write what each name means; where several areas may be meant, they are listed with the areas above them. */
async function writeSpellings(
  warehouse: Warehouse,
  areas: readonly RegisteredArea[],
  spellings: readonly AreaSpelling[],
): Promise<void> {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const described = (code: string) => {
    const area = byCode.get(code);
    const above = byCode.get(area?.parent ?? "")?.name;
    return `${code} ${area?.name ?? ""}${above === undefined ? "" : ` (${above})`}`;
  };
  await warehouse.run("DELETE FROM area_spelling");
  await warehouse.append(
    "area_spelling",
    spellings.map(({ kind, spelling, validFrom, validTo, code, candidates }) => [
      ...[kind, spelling, day(validFrom), day(validTo), code],
      code === null ? candidates.map(described).join("; ").replaceAll("|", "/") : null,
    ]),
  );
}

const DESCENT_SPAN = `INSERT INTO descent_span
  WITH RECURSIVE up(ancestor, area, distance, valid_from, valid_to) AS (
    SELECT code, code, 0, valid_from, valid_to FROM area_version
    UNION ALL
    SELECT above.code, up.area, up.distance + 1, greatest(up.valid_from, above.valid_from, version.valid_from), least(up.valid_to, above.valid_to, version.valid_to)
    FROM up JOIN area_version AS version ON version.code = up.ancestor AND version.parent IS NOT NULL
    JOIN area_version AS above ON above.code = version.parent
    WHERE greatest(up.valid_from, above.valid_from, version.valid_from) <= least(up.valid_to, above.valid_to, version.valid_to)
  ) SELECT ancestor, area, distance, valid_from, valid_to FROM up`;
