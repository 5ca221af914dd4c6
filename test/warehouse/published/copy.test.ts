import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../../../reports/views/dictionaries.ts";
import { rules } from "../../../rules/definitions/index.ts";
import { indicators } from "../../../rules/indicators/index.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { DICTIONARIES } from "../../../warehouse/published/dictionaries.ts";
import { FIGURES } from "../../../warehouse/published/figures.ts";
import { tablesPage } from "../../../warehouse/published/page.ts";
import { commentOf, publish } from "../../../warehouse/published/publish.ts";
import { questionOf, readyQuery, readyQueryNames } from "../../../warehouse/published/ready-queries.ts";
import { PUBLISHED_VIEWS } from "../../../warehouse/published/views.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-copy-"));
const copy = join(folder, "fengsui.duckdb");

/** Three areas; claims of one banner restated twice; a case; a duty that is late. Instants are the last of their days in China. */
const FACTS = `
INSERT INTO setting VALUES ('zone', 'Asia/Shanghai');
INSERT INTO area (code, name, level, parent, weight) VALUES
  ('990000', '某区', 'region', NULL, 1), ('990100', '某盟', 'league', '990000', 1), ('990101', '某旗', 'banner', '990100', 1);
INSERT INTO area_descent VALUES ('990000', '990101', 2), ('990100', '990101', 1), ('990101', '990101', 0);
INSERT INTO observation
  SELECT 'new-claims', area, 'month', DATE '2026-02-28', n, NULL, n, 1, 1, 1, CAST(known AS TIMESTAMP), night
  FROM (VALUES (88, '2026-03-08 15:59:59', 1), (91, '2026-03-12 15:59:59', 2), (90, '2026-03-20 15:59:59', 3)) AS v(n, known, night),
    (VALUES ('990000'), ('990100'), ('990101')) AS a(area);
INSERT INTO night VALUES (3, DATE '2026-03-20', TIMESTAMP '2026-03-20 15:59:59', NULL, NULL, 'done', 'p', 'r', '1', 1, '{}');
INSERT INTO risk_case (id, area, cause) VALUES ('2026-0001', '990101', 'claims');
INSERT INTO case_event (case_id, seq, date, kind, tier_to, rule, facts) VALUES ('2026-0001', 1, DATE '2026-03-08', 'opened', 'III', 'new-claims-surge',
  '{"values": {"change": 57.5, "count": 63}, "limb": {"change": 50, "count": 36}, "shown": {"value": 63, "expected": 40, "judged": "change", "base": {"name": "median-of-years"}}}');
INSERT INTO verdict (date, area, rule, outcome, reason) VALUES (DATE '2026-03-20', '990101', 'new-claims-surge', 'not-judged', 'no-report');
INSERT INTO verdict (date, area, rule, outcome, tier, facts) VALUES
  (DATE '2026-03-20', '990101', 'single-layoff', 'fired', 'IV', '{"values": {"persons": 30}, "limb": {"persons": 20}, "shown": {"value": 30, "judged": "persons", "base": {"name": "line"}}}'),
  (DATE '2026-03-20', '990101', 'panel-loss', 'fired', 'IV', '{"values": {"rate": 3}, "limb": {"rate": 2}, "shown": {"value": 3, "judged": "rate", "base": {"name": "line"}}}'),
  (DATE '2026-03-20', '990101', 'rule-of-yore', 'fired', 'IV', '{"values": {"persons": 30}, "limb": {"persons": 20}, "shown": {"value": 30, "judged": "persons", "base": {"name": "line"}}}'),
  (DATE '2026-03-20', '990100', 'jobs-shortage', 'fired', 'IV', '{"values": {"ratio": 0.75, "seekers": 400}, "limb": {"seekers": 200, "ratio": {"below": 1}}, "shown": {"value": 0.75, "judged": "ratio", "base": {"name": "line"}}}'),
  (DATE '2026-03-20', '990000', 'warned-below', 'fired', 'III', '{"values": {"blue": 5, "yellow": 4}, "limb": {"yellow": 3}, "shown": {"value": 5, "judged": "blue", "base": {"name": "line"}}}');
INSERT INTO obligation VALUES ('social-insurance', 'month', DATE '2026-02-28', '990101', '990101', DATE '2026-03-06', TIMESTAMP '2026-03-06 15:59:59');`;

describe("the readers' copy", () => {
  let readers: Warehouse;

  beforeAll(async () => {
    const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    await warehouse.run(FACTS);
    await publish(warehouse, copy, dictionariesOf(shippedPolicy, contracts));
    warehouse.close();
    const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" });
    readers = new Warehouse({ instance, connection: await instance.connect() });
  });
  afterAll(() => {
    readers.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("a verdict and a change stand with their figure, base and line; a figure about enterprises, or of an unknown rule, is hidden", async () => {
    const columns = "rule, value, expected, base, quantity, line, margin, hidden";
    const verdicts = await readers.rows(
      `SELECT ${columns} FROM verdict WHERE outcome = 'fired' ORDER BY rule`,
    );
    const none = { value: null, expected: null, base: null, quantity: null, line: null, margin: null };
    const shown = { expected: null, base: "line", hidden: null };
    expect(verdicts).toEqual([
      { rule: "jobs-shortage", ...shown, value: 0.75, quantity: "ratio", line: 1, margin: 0.25 },
      { rule: "panel-loss", ...none, hidden: "version" },
      { rule: "rule-of-yore", ...none, hidden: "version" },
      { rule: "single-layoff", ...none, hidden: "window" },
      { rule: "warned-below", ...shown, value: 5, quantity: "yellow", line: 3, margin: 1 },
    ]);
    const base = { expected: 40, base: "median-of-years", hidden: null };
    expect(await readers.rows(`SELECT ${columns} FROM case_event`)).toEqual([
      { rule: "new-claims-surge", ...base, value: 63, quantity: "change", line: 50, margin: 7.5 },
    ]);
  });

  it("every table, view and column of the file has its comment in both languages, as documented", async () => {
    const comments = await readers.rows<{ place: string; comment: string | null }>(
      `SELECT table_name || '.' || column_name AS place, comment FROM duckdb_columns() WHERE NOT internal
       UNION ALL SELECT table_name, comment FROM duckdb_tables() UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal
       UNION ALL SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal`,
    );
    const documented = [...FIGURES, ...DICTIONARIES, ...PUBLISHED_VIEWS].flatMap((table) => [
      [table.name, commentOf(table.about)],
      ...("arguments" in table && table.arguments
        ? []
        : Object.entries(table.columns).map(([column, meaning]) => [
            `${table.name}.${column}`,
            commentOf(meaning),
          ])),
    ]);
    expect(Object.fromEntries(comments.map(({ place, comment }) => [place, comment]))).toEqual(
      Object.fromEntries(documented),
    );
    for (const [place, comment] of documented) expect(comment, place).toMatch(/[\u4e00-\u9fff].* · \S/);
  });

  it.each(
    PUBLISHED_VIEWS.filter((view) => view.arguments).map((view) => [view.name, Object.keys(view.columns)]),
  )("%s takes an instant, and has the columns it is documented with", async (name, columns) => {
    if (columns.length === 0) {
      await readers.rows(`SELECT ${name}(DATE '2026-01-01')`);
      return;
    }
    const there = await readers.rows<{ column_name: string }>(
      `DESCRIBE SELECT * FROM ${name}(TIMESTAMP '2026-01-01')`,
    );
    expect(there.map((column) => column.column_name)).toEqual(columns);
  });

  it("as of a day is as of its end in the deployment's zone", async () => {
    expect(
      await readers.rows("SELECT value FROM observation_as_of(day_end('2026-03-08')) WHERE area = '990101'"),
    ).toEqual([{ value: 88 }]);
  });

  it("the dictionaries hold every indicator, rule and report kind", async () => {
    const ids = async (table: string) =>
      (await readers.rows<{ id: string }>(`SELECT id FROM ${table}`)).map(({ id }) => id);
    expect(await ids("indicator_dictionary")).toEqual(indicators.map(({ id }) => id));
    expect(await ids("rule_dictionary")).toEqual(rules.map(({ id }) => id));
    expect(await ids("report_dictionary")).toEqual(contracts.map(({ id }) => id));
    const [claims] = await readers.rows(
      "SELECT title_zh, scale, decimals, denominator FROM indicator_dictionary WHERE id = 'new-claims'",
    );
    const newClaims = indicators.find(({ id }) => id === "new-claims")!;
    expect(claims).toEqual({
      title_zh: newClaims.title.zh,
      scale: newClaims.scale,
      decimals: newClaims.decimals,
      denominator: null,
    });
    expect(await readers.rows("SELECT DISTINCT rule FROM policy_line ORDER BY rule")).toHaveLength(
      Object.keys(shippedPolicy.rules).length,
    );
  });

  it.each([
    ["2026-03-08 15:59:58", []],
    ["2026-03-08 15:59:59", [88]],
    ["2026-03-19 00:00:00", [91]],
    ["2026-12-31 00:00:00", [90]],
  ])("as of %s the claims were %j", async (instant, values) => {
    const rows = await readers.rows<{ value: number }>(
      "SELECT value FROM observation_as_of(CAST($instant AS TIMESTAMP)) WHERE area = '990101'",
      { instant },
    );
    expect(rows.map(({ value }) => value)).toEqual(values);
  });

  it("a restatement shows its path", async () => {
    expect(
      await readers.rows(
        "SELECT first_value, latest_value, revisions, path FROM restatement WHERE area = '990101'",
      ),
    ).toEqual([{ first_value: 88, latest_value: 90, revisions: 2, path: [88, 91, 90] }]);
  });

  it.each(readyQueryNames())(
    "the ready query %s is one question in two languages, and runs",
    async (name) => {
      const { zh, en } = questionOf(name);
      expect(zh).toMatch(/[\u4e00-\u9fff].*？$/);
      expect(en).toMatch(/^[A-Z].*\?$/);
      await readers.rows(readyQuery(name));
    },
  );

  it("ready queries answer with what is there, counted by hand", async () => {
    expect(readyQueryNames().length).toBeGreaterThanOrEqual(10);
    const rows = (name: string) => readers.rows<Record<string, unknown>>(readyQuery(name));
    expect(await rows("open-cases")).toMatchObject([{ id: "2026-0001", area_name: "某旗", tier: "III" }]);
    expect(await rows("missing-reports")).toMatchObject([{ area_name: "某旗", due: "2026-03-06" }]);
    expect(await rows("timeliness-by-league")).toMatchObject([
      { league: "某盟", due: 1, missing: 1, on_time_percent: 0 },
    ]);
    expect(await rows("learnt-in-a-week")).toMatchObject([
      { area_name: "某区", value_a_week_ago: 91, value_now: 90 },
      { area_name: "某盟", value_a_week_ago: 91, value_now: 90 },
    ]);
    // 90 after 88 is 2.3 % more.
    expect(await rows("largest-revisions")).toMatchObject([{ change_percent: 2.3 }, { change_percent: 2.3 }]);
    expect(await rows("why-not-judged")).toMatchObject([{ level: "banner", reason: "no-report", areas: 1 }]);
  });
});

/** `npx vitest run test/warehouse/published/copy.test.ts --update` writes it anew. */
it("TABLES.md says what the definitions say", () =>
  expect(tablesPage()).toMatchFileSnapshot("../../../warehouse/TABLES.md"));

it("the table of writers in the room's README names every table and its writer", async () => {
  const root = resolve(import.meta.dirname, "../../..");
  const text = readFileSync(join(root, "warehouse/README.md"), "utf8");
  const rows = [...text.matchAll(/^\| (`.*?) *\| (`.*?) *\|$/gm)].map(([, tables = "", writers = ""]) => ({
    tables: [...tables.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
    writer: /`([^`]+)`/.exec(writers)![1]!,
  }));
  const warehouse = await openWarehouse(":memory:", []);
  const there = await warehouse.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal AND table_name <> 'schema_version'",
  );
  warehouse.close();
  const named = rows.flatMap(({ tables }) => tables).filter((name) => name !== "fact_*");
  expect(named.sort()).toEqual(there.map(({ name }) => name).sort());
  for (const { tables, writer } of rows) {
    const path = [join(root, "warehouse", writer), join(root, writer)].find((candidate) => {
      try {
        return readFileSync(candidate, "utf8").length > 0;
      } catch {
        return false;
      }
    });
    expect(path, `${tables.join(", ")} written by ${writer}`).toBeDefined();
  }
});
