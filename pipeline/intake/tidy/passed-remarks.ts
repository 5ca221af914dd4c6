import type { Remark } from "../../../warehouse/load/remarks.ts";
import type { FurnitureRole } from "../decode/layout/row-roles.ts";
import type { DecodedTable } from "../decode/table.ts";

/** Lines named in a remark. */
const SHOWN = 6;

/** Kinds of rows that were passed over, in words. */
const ROLES: Readonly<Record<FurnitureRole, { readonly zh: string; readonly en: string }>> = {
  note: { zh: "注释、签章", en: "notes and signatures" },
  sample: { zh: "示例", en: "samples" },
  numbers: { zh: "栏次", en: "column numbers" },
  units: { zh: "单位", en: "units" },
  header: { zh: "重复的表头", en: "the header once more" },
};

/** Remarks on what was passed over: rows that are no data, text beside the table, worksheets. */
export function tidyRemarks({ layout, count }: DecodedTable, passedSheets: readonly string[]): Remark[] {
  const { passed, below, besideTable } = layout;
  return [
    ...(below.length > 0 ? [{ code: "rows-passed-over-above", details: { kinds: kindsText(below) } }] : []),
    ...(passed.length > 0
      ? [
          {
            code: "rows-passed-over",
            details: {
              count: count.passed,
              kinds: kindsText(passed.map(({ role }) => role)),
              lines: passed.slice(0, SHOWN).map(({ line }) => String(line)),
            },
          },
        ]
      : []),
    ...(besideTable > 0 ? [{ code: "beside-table", details: { count: besideTable } }] : []),
    ...(passedSheets.length > 0 ? [{ code: "sheets-passed-over", details: { sheets: passedSheets } }] : []),
  ];
}

function kindsText(roles: readonly FurnitureRole[]): { readonly zh: string; readonly en: string } {
  const kinds = [...new Set(roles)].map((role) => ROLES[role]);
  return { zh: kinds.map(({ zh }) => zh).join("、"), en: kinds.map(({ en }) => en).join(", ") };
}
