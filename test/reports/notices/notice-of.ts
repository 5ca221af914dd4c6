import type { NoticeContent } from "../../../reports/documents/content.ts";
import { compose } from "../../../reports/notices/compose.ts";
import { addresseeOf, route, tierOfChange } from "../../../reports/notices/route.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";
import type { Situation } from "./situations.ts";

const DIRECTORY = directory();

/** The notice of a situation as its reader gets it. */
export function noticeOf({
  event,
  reader = event.area,
  language = "zh-CN",
  story,
  late,
}: Situation): NoticeContent {
  const office = DIRECTORY.office(reader)!;
  const addressee = addresseeOf(
    office,
    reader === event.area ? "own" : "superior",
    ["duty", "head"],
    DIRECTORY,
  );
  return compose(
    event,
    addressee,
    {
      ...{ language, policy: shippedPolicy, directory: DIRECTORY },
      informed: route(tierOfChange(event), event.area, [], DIRECTORY).map(({ office: { name } }) => name),
      story: { episode: null, openInArea: [], opened: "2026-03-02", ...story },
    },
    late ?? null,
  );
}
