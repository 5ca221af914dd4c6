import { cpSync, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const CASES = resolve(import.meta.dirname, "../../../../shared/cases/ingest");
const MISSING = existsSync(CASES) ? "" : " (skipped: ../shared/cases is not beside the checkout)";

/** What comes of a case: figures and events that go in, and for each file or row that does not, or for what is passed over, why. */
interface Outcome {
  readonly kind: "read" | "refused" | "asked" | "passed over";
  /** demand, seekers, postings; or insured, fund income, fund balance; or employer and workers of each event known at the end. */
  readonly facts?: readonly string[];
  readonly codes?: readonly string[];
}

const month = (...figures: readonly (string | number)[]): string => figures.join(" ");
const FEBRUARY = month("2026-02", 282, 133, 410);
const INSURANCE = month("2026-02", 4950, "31.5000", "640.5000");
const LAYOFF = month("样例银岭煤业有限公司", 120);
const read = (...facts: string[]): Outcome => ({ kind: "read", facts });
const refused = (...codes: string[]): Outcome => ({ kind: "refused", codes });

/** Every shared case with the outcome that its README names. */
const EXPECTED: Readonly<Record<string, Outcome>> = {
  "B-old-year-overwrites": {
    kind: "asked",
    facts: [month("2025-02", 300, 200, 100)],
    codes: ["other-year"],
  },
  "D-hidden-column-same-header": refused("columns-alike"),
  "E-sheet-target-with-dotdot": read(month("2026-01", 282, 133, 410), FEBRUARY),
  "F-json-duplicate-key": refused("duplicate-key"),
  "F-json-nested-rows-and-total": read(FEBRUARY),
  "J-pdf-docx-png": refused("document-format", "document-format", "picture-format"),
  "N-two-plants-same-firm-no-number": refused("event-stands-twice", "event-stands-twice"),
  "R-nil-yes-and-events": refused("nil-beside-events"),
  "R-nil-yes-with-a-filled-row": refused("flag-and-figures"),
  "S-full-and-half-width-brackets": read(month("样例银岭(集团)有限公司", 120)),
  "S-report-no-full-width-letters": read(LAYOFF),
  "T-dates-swapped": { kind: "asked", codes: ["dated-ahead"] },
  "W2-real-layoff-list-xls-gbk-html": read(month("样例乙公司", 120), LAYOFF),
  "W4-db-export-csv-pandas": read(LAYOFF),
  "apostrophe-report-no": read(LAYOFF),
  "backslash-zip-names": read(FEBRUARY),
  "bom-in-the-middle": read(month("2026-01", 282, 133, 410), FEBRUARY),
  "cdata-optional-cell": read(LAYOFF),
  crcrlf: read(FEBRUARY),
  "date-as-iso-type": read(LAYOFF),
  "empty-styled-cells-to-XFD": read(FEBRUARY),
  "fill-month-in-title": read(FEBRUARY),
  "formula-many-decimals": read(month("2026-02", 4950, "31.4286", "640.3333")),
  "hidden-row-same-month-old-figures": refused("hidden-rows"),
  "hidden-sheet-old-month": read(INSURANCE),
  "html-all-digit-credit-code": read(LAYOFF),
  "html-bom": read(FEBRUARY),
  "html-gbk": read(LAYOFF),
  "html-leading-zero-id": read(LAYOFF),
  "html-named-xlsx": read(FEBRUARY),
  "lane-row-of-column-numbers": read(INSURANCE),
  "lock-file": { kind: "passed over", facts: [], codes: [] },
  "merged-header-last-year-first": read(FEBRUARY),
  "merged-header-sex-split": read(FEBRUARY),
  mhtml: read(FEBRUARY),
  "notes-below-csv": read(FEBRUARY),
  "number-format-shows-wan": read(INSURANCE),
  ods: refused("spreadsheet-format"),
  "period-in-the-future": refused("period-not-ended"),
  "received-in-the-future": { kind: "asked", codes: ["dated-ahead"] },
  "sample-sheet-example-row": read(FEBRUARY),
  "sci-report-no-two-months": refused("number-shortened", "number-shortened"),
  "scribble-right-of-table": read(FEBRUARY),
  "side-by-side-tables": refused("columns-alike"),
  "struck-out-rich-text": read(FEBRUARY),
  "trailing-commas-in-rows": read(FEBRUARY),
  "two-sheets-same-month-second-is-old-draft": read(FEBRUARY),
  "unit-in-title-qianren": read(month("2026-02", 282_000, 133_000, 410_000)),
  "unit-row-under-header-wanren": read(month("2026-02", 20_000, 10_000, 30_000)),
  "x000D-in-employer": read(LAYOFF),
  "x000D-in-header": read(FEBRUARY),
  xlsb: refused("spreadsheet-format"),
  "xlsx-password": refused("workbook-password"),
  "zero-width-in-employer": read(LAYOFF),
  "zip-from-a-mac": read(FEBRUARY),
};

/** Facts known at the end, as texts, and the codes of what did not go in. */
async function outcomeOf(deployment: SmallDeployment): Promise<{ facts: string[]; codes: string[] }> {
  const rows = await deployment.rows<{ fact: string; kind: string }>(
    `SELECT 'fact' AS kind, concat_ws(' ', strftime(period, '%Y-%m'), demand, seekers, postings) AS fact FROM recruitment_as_of(TIMESTAMP '9999-12-31')
     UNION ALL SELECT 'fact', concat_ws(' ', strftime(period, '%Y-%m'), insured, fund_income, fund_balance) FROM social_insurance_as_of(TIMESTAMP '9999-12-31')
     UNION ALL SELECT 'fact', concat_ws(' ', replace(employer, chr(10), ''), workers_affected) FROM layoff_report_as_of(TIMESTAMP '9999-12-31')
     UNION ALL SELECT 'code', (refusal->>'$.code') FROM submission WHERE state = 'refused' AND (refusal->>'$.code') <> 'no-row-accepted'
     UNION ALL SELECT 'code', (reasons->>'$[0].code') FROM rejected_row
     UNION ALL SELECT 'code', (questions->>'$[0].code') FROM held_row ORDER BY 2`,
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ fact }) => fact);
  return { facts: of("fact"), codes: of("code") };
}

describe.skipIf(MISSING !== "")(`every case of files that went wrong${MISSING}`, () => {
  it("is in this list", () => expect(Object.keys(EXPECTED).sort()).toEqual(readdirSync(CASES).sort()));

  describe.each(Object.entries(EXPECTED))("%s", (name, { kind, facts = [], codes = [] }) => {
    const deployment = new SmallDeployment();
    beforeAll(async () => {
      cpSync(join(CASES, name), join(deployment.dir, "inbox"), {
        recursive: true,
        filter: (path) => !path.endsWith("README"),
      });
      await deployment.night("2026-03-11");
    }, 60_000);
    afterAll(() => deployment.remove());

    it(`is ${kind}`, async () => {
      const found = await outcomeOf(deployment);
      expect(found.facts).toEqual([...facts].sort());
      expect(found.codes).toEqual([...codes].sort());
    });
  });
});
