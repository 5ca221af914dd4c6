import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DICTIONARIES } from "../../../warehouse/published/dictionaries.ts";
import { FIGURES } from "../../../warehouse/published/figures.ts";
import { QUESTION_VIEWS } from "../../../warehouse/published/question-views.ts";
import { PUBLISHED_VIEWS } from "../../../warehouse/published/views.ts";
import { type PublishedCopy, publishedCopy } from "./published-copy.ts";

/** Two banners of a league: claims of two Februaries, of which the second banner's last is not complete; a case; three mails. */
const FACTS = `
INSERT INTO area (code, name, level, parent, weight) VALUES
  ('990000', '某区', 'region', NULL, 1), ('990100', '甲盟', 'league', '990000', 1),
  ('990101', '甲一旗', 'banner', '990100', 1), ('990102', '甲二旗', 'banner', '990100', 1);
INSERT INTO area_descent VALUES ('990000', '990101', 2), ('990100', '990101', 1), ('990101', '990101', 0),
  ('990000', '990102', 2), ('990100', '990102', 1), ('990102', '990102', 0);
INSERT INTO observation
  SELECT 'new-claims', area, 'month', CAST(period AS DATE), n, NULL, n, 1, 1, coverage, TIMESTAMP '2026-03-08 15:59:59', 1
  FROM (VALUES ('990101', '2025-02-28', 40, 1), ('990101', '2026-01-31', 50, 1), ('990101', '2026-02-28', 60, 1),
               ('990102', '2025-02-28', 80, 1), ('990102', '2026-02-28', 70, 0.9)) AS v(area, period, n, coverage);
INSERT INTO observation VALUES ('new-claims', '990101', 'month', DATE '2026-01-31', 50, NULL, 50, 1, 1, 1, TIMESTAMP '2026-03-09 15:59:59', 2);
INSERT INTO night VALUES (1, DATE '2026-03-08', TIMESTAMP '2026-03-08 15:59:59', NULL, NULL, 'done', 'p', 'r', '1', 1, '{}'),
  (2, DATE '2026-03-09', TIMESTAMP '2026-03-09 15:59:59', NULL, NULL, 'done', 'p', 'r', '1', 1, '{}');
INSERT INTO risk_case (id, area, cause) VALUES ('2026-0001', '990101', 'claims');
INSERT INTO case_event (case_id, seq, date, kind, tier_to, rule, facts) VALUES
  ('2026-0001', 1, DATE '2026-03-08', 'opened', 'III', 'new-claims-surge', '{"values": {"change": 50, "count": 60}, "limb": {"change": 50}, "shown": {"value": 60, "expected": 40, "judged": "change", "base": {"name": "last-year"}}}');
INSERT INTO notice (id, case_id, seq, night, office, tier, subject, body_text) VALUES ('2026-0001-1-990101', '2026-0001', 1, 1, '990101', 'III', '【Ⅲ级】', '…');
INSERT INTO letter (id, kind, night, office, subject, body_text) VALUES
  ('reminder-1-990102', 'reminder', 1, '990102', '催报', '…'), ('operations-1', 'operations', 1, '', '运维', '…');
INSERT INTO delivery (id, notice, recipient, state) VALUES ('a', '2026-0001-1-990101', 'duty@example.org', 'sent'),
  ('b', '2026-0001-1-990101', 'head@example.org', 'refused'), ('c', 'reminder-1-990102', 'duty@example.org', 'waiting');
INSERT INTO obligation VALUES ('social-insurance', 'month', DATE '2026-02-28', '990101', '990101', DATE '2026-03-06', TIMESTAMP '2026-03-06 15:59:59');`;

describe("views for what people ask", () => {
  let published: PublishedCopy;
  beforeAll(async () => {
    published = await publishedCopy(FACTS);
  });
  afterAll(() => published.remove());

  it("a total that is not complete is compared with no year", async () => {
    const rows = await published.readers.rows(
      "SELECT area, value, last_year, change, change_percent FROM year_over_year WHERE period = '2026-02-28' ORDER BY area",
    );
    expect(rows).toEqual([
      { area: "990101", value: 60, last_year: 40, change: 20, change_percent: 50 },
      { area: "990102", value: 70, last_year: 80, change: null, change_percent: null },
    ]);
  });

  it("areas of a level have their places", async () => {
    const rows = await published.readers.rows(
      "SELECT area_name, place, of_areas FROM ranking WHERE period = '2026-02-28' ORDER BY place",
    );
    expect(rows).toEqual([
      { area_name: "甲二旗", place: 1, of_areas: 2 },
      { area_name: "甲一旗", place: 2, of_areas: 2 },
    ]);
  });

  it("months stand side by side, and one without a figure is empty", async () => {
    const rows = await published.readers.rows(
      "SELECT year, m01, m02, m03 FROM by_month WHERE area = '990101' ORDER BY year",
    );
    expect(rows).toEqual([
      { year: 2025, m01: null, m02: 40, m03: null },
      { year: 2026, m01: 50, m02: 60, m03: null },
    ]);
  });

  it("a case has the figures of its latest change", async () => {
    const [row] = await published.readers.rows(
      "SELECT area_name, rule, value, expected, line, margin FROM case_figure",
    );
    expect(row).toEqual({
      ...{ area_name: "甲一旗", rule: "new-claims-surge", value: 60, expected: 40, line: 50, margin: 0 },
    });
  });

  it("mails are counted by office, without addresses; those to the operator are not there", async () => {
    const rows = await published.readers.rows(
      "SELECT office, kind, tier, mails, recipients, sent, failed, waiting FROM mail_by_office ORDER BY office",
    );
    expect(rows).toEqual([
      {
        office: "990101",
        kind: "notice",
        tier: "III",
        mails: 1,
        recipients: 2,
        sent: 1,
        failed: 1,
        waiting: 0,
      },
      {
        office: "990102",
        kind: "reminder",
        tier: null,
        mails: 1,
        recipients: 1,
        sent: 0,
        failed: 0,
        waiting: 1,
      },
    ]);
    const all = await published.readers.rows("FROM notice_sent");
    expect(JSON.stringify(all)).not.toMatch(/@|【|催报/u);
  });

  it("reports are counted for the region and each league", async () => {
    const rows = await published.readers.rows(
      "SELECT area_name, owed, missing FROM report_coverage ORDER BY area",
    );
    expect(rows).toEqual([
      { area_name: "某区", owed: 1, missing: 1 },
      { area_name: "甲盟", owed: 1, missing: 1 },
    ]);
  });

  it("a figure that was only told again was not restated", async () => {
    expect(await published.readers.rows("SELECT area, period FROM restatement")).toEqual([]);
  });

  it("each reads tables of the copy alone, so that it shows nothing that these do not", () => {
    const documented = new Set([...FIGURES, ...DICTIONARIES, ...PUBLISHED_VIEWS].map(({ name }) => name));
    for (const { name, query } of QUESTION_VIEWS) {
      const read = [...query!.matchAll(/\b(?:FROM|JOIN) (\w+)/gu)].map(([, table]) => table!);
      expect(read.length, name).toBeGreaterThan(0);
      for (const table of read) expect(documented, `${name} reads ${table}`).toContain(table);
    }
  });
});
