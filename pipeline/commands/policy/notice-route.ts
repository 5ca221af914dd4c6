import { Directory, type DirectoryArea } from "../../../reports/delivery/directory.ts";
import type { DirectoryPerson, WrittenOffice } from "../../../reports/delivery/persons.ts";
import { route } from "../../../reports/notices/route.ts";
import type { NoticeRoute } from "../../../rules/backtest/notices-of.ts";

/** Who is notified in a directory, by office; an office without an address for the tier is left out, as in the night. */
export function noticeRoute(
  areas: readonly DirectoryArea[],
  offices: readonly WrittenOffice[],
  persons: readonly DirectoryPerson[] = [],
): NoticeRoute {
  const directory = new Directory(areas, offices, persons);
  return (tier, area, affectedBelow) =>
    route(tier, area, affectedBelow, directory).flatMap(({ office, addresses }) =>
      addresses.length > 0 ? [office.id] : [],
    );
}
