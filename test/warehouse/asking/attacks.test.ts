import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { auditFile } from "../../../warehouse/asking/audit.ts";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { type AuditLine, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { publish } from "../../../warehouse/published/publish.ts";
import { type Attack, STATEMENT_ATTACKS } from "./attacks.ts";
import { SHAPE_ATTACKS } from "./attacks-by-shapes.ts";
import { FUNCTION_ATTACKS } from "./attacks-on-functions.ts";

const ATTACKS = [...STATEMENT_ATTACKS, ...FUNCTION_ATTACKS, ...SHAPE_ATTACKS];
/** Contents of the warehouse and of a file that must not be returned. */
const ENTERPRISE = "样例秘密煤业有限公司";
const CONTENT = "the content of a secret file";
const folder = mkdtempSync(join(tmpdir(), "fengsui-attacks-"));
const copy = join(folder, "published", "fengsui.duckdb");
const secret = join(folder, "secret.txt");
const log = join(folder, "audit", "sql.jsonl");
const written = (sql: string) => sql.replaceAll("{SECRET}", secret).replaceAll("{FOLDER}", folder);
const fingerprint = () => createHash("sha256").update(readFileSync(copy)).digest("hex");

describe("hostile statements", () => {
  const limits = { ...USUAL_LIMITS, seconds: 0.5, graceSeconds: 0.5, rows: 1000, megabytes: 1 };
  const guard = new Guard(copy, limits, auditFile(log));
  let before = "";
  let files: string[] = [];
  const ask = (sql: string) => guard.ask({ sql, who: "attacker", at: "2026-03-11T00:00:00Z", rows: 5000 });

  beforeAll(async () => {
    writeFileSync(secret, CONTENT);
    const warehouse = await openWarehouse(join(folder, "fengsui.duckdb"), contracts.map(factOf));
    await warehouse.run(
      `INSERT INTO area (code, name, level, weight) VALUES ('990101', '某旗', 'banner', 1);
       INSERT INTO employer VALUES ('91350200MA2YJ1XR9G', $name, 1, TIMESTAMP '2026-03-01', true);
       INSERT INTO fact_layoff_report (area, employer, workers_affected) VALUES ('990101', $name, 900);
       INSERT INTO verdict (date, area, rule, outcome, facts) VALUES (DATE '2026-03-11', '990101', 'single-layoff', 'fired', to_json({employer: $name}));
       INSERT INTO risk_case (id, area, cause) VALUES ('2026-0001', '990101', 'layoffs');
       INSERT INTO case_event (case_id, seq, date, kind, tier_to, facts) VALUES ('2026-0001', 1, DATE '2026-03-11', 'opened', 'I', to_json({employer: $name}));`.replaceAll(
        "$name",
        `'${ENTERPRISE}'`,
      ),
    );
    await publish(warehouse, copy);
    warehouse.close();
    mkdirSync(join(folder, "audit"));
    before = fingerprint();
    files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  });
  afterAll(() => {
    guard.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("there are two hundred and fifty, none twice, each with its reason", () => {
    expect(ATTACKS.length).toBeGreaterThanOrEqual(250);
    expect(new Set(ATTACKS.map(({ sql }) => sql)).size).toBe(ATTACKS.length);
    expect(new Set(ATTACKS.map(({ why }) => why)).size).toBe(ATTACKS.length);
  });

  it.each(ATTACKS.map((attack): [string, Attack] => [`${attack.ends}: ${attack.why}`, attack]))(
    "%s",
    async (_, attack) => {
      const answer = await ask(written(attack.sql));
      expect(answer.end.outcome, JSON.stringify(answer.end)).toBe(
        attack.ends === "harmless" ? "answered" : attack.ends,
      );
      const answered = JSON.stringify(answer);
      for (const hidden of [ENTERPRISE, CONTENT, "root:x:", "91350200MA2YJ1XR9G"])
        expect(answered).not.toContain(hidden);
      expect(answer.rows.length).toBeLessThanOrEqual(1000);
    },
  );

  it("nothing was changed, nothing written, and the next question is answered", async () => {
    const answer = await ask("SELECT name FROM area");
    expect(answer.rows).toEqual([["某旗"]]);
    expect(fingerprint()).toBe(before);
    const now = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    expect(now.filter((file) => file !== join("audit", "sql.jsonl"))).toEqual(files);
  });

  it("the audit holds every one, in order, with how it ended", () => {
    const lines = readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as AuditLine);
    const begun = lines.flatMap((line) => (line.event === "begun" ? [line] : []));
    expect(begun.map(({ sql }) => sql)).toEqual(
      [...ATTACKS.map(({ sql }) => written(sql)), "SELECT name FROM area"].map((sql) => sql.slice(0, 4000)),
    );
    expect(begun.every(({ who }) => who === "attacker")).toBe(true);
    const ended = lines.flatMap((line) => (line.event === "ended" ? [line] : []));
    expect(ended.map(({ id }) => id)).toEqual(begun.map(({ id }) => id));
    expect(ended.every(({ outcome }) => outcome.length > 0)).toBe(true);
  });
});
