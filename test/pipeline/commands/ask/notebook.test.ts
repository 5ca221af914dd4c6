import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAsker } from "../../../../pipeline/commands/ask/ask.ts";
import { TROUBLE } from "../../../../pipeline/commands/console/exit-codes.ts";
import { main } from "../../../../pipeline/main.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import { notebookOf } from "../../../../reports/views/notebook/notebook.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const NOTEBOOKS = join(import.meta.dirname, "../../../../examples/inner-mongolia/notebooks");

const HEADER =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n";
const month = (area: string, claims: number) => `${area},2026-02,5000,40,90,4950,60,${claims}\n`;

describe("fengsui ask", () => {
  const small = new SmallDeployment();
  const effects = { now: () => new Date("2026-03-09T00:00:00Z"), out: () => {}, err: () => {} };
  const printed: string[] = [];
  const ask = (file: string, ...more: string[]) =>
    main(["ask", small.dir, file, "--lang", "zh-CN", ...more], {
      ...effects,
      err: (text) => void printed.push(text),
    });
  const fileOf = (name: string, text: string): string => {
    const path = join(small.dir, name);
    writeFileSync(path, text);
    return path;
  };

  beforeAll(async () => {
    small.put("inbox/152921/失业保险月报_1.csv", HEADER + month("152921", 20));
    small.put("inbox/152922/失业保险月报_2.csv", HEADER + month("152922", 12));
    const deployment = await small.open();
    await runNight(deployment, nightRequest(deployment, "2026-03-08", new Date(0)));
    small.close();
  });
  afterAll(() => small.remove());

  it.each(readdirSync(NOTEBOOKS))(
    "runs every statement of %s, and its tables hold what these answer",
    async (name) => {
      const page = join(small.dir, `${name}.html`);
      expect(await ask(join(NOTEBOOKS, name), "--to", page)).toBe(0);
      const { parts } = notebookOf(readFileSync(join(NOTEBOOKS, name), "utf8"));
      const asker = openAsker(small.dir, effects, "zh-CN");
      const expected: string[] = [];
      for (const part of parts)
        if ("statement" in part) {
          const { rows } = await asker.ask({ sql: part.statement.sql, rows: 2000 });
          for (const row of rows.slice(0, part.statement.rows ?? 200)) expected.push(...row.map(plain));
        }
      asker.close();
      expect(cellsOf(readFileSync(page, "utf8")).map(plain)).toEqual(expected);
    },
  );

  it("guards statements of a file as any other, and runs the ones beside them", async () => {
    const file = fileOf(
      "attack.md",
      [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO '/tmp/x'",
        "ATTACH '/tmp/x.db'",
        "SELECT 1; SELECT 2",
        "SELECT 42 AS n",
      ]
        .map((sql) => `\`\`\`sql\n${sql}\n\`\`\`\n`)
        .join("\n"),
    );
    expect(await ask(file)).toBe(TROUBLE);
    const html = readFileSync(join(small.dir, "attack.html"), "utf8");
    expect(html.match(/此处语句未执行/gu)).toHaveLength(4);
    expect(cellsOf(html)).toEqual(["42"]);
    expect(printed.join()).toContain("有4条语句未执行");
  });

  it("replaces no page that is there unless it is asked to, and no other file", async () => {
    const file = fileOf("twice.md", "```sql\nSELECT 1\n```\n");
    expect(await ask(file)).toBe(0);
    expect(await ask(file)).toBe(2);
    expect(await ask(file, "--force")).toBe(0);
    expect(await ask(join(small.dir, "absent.md"))).toBe(2);
    expect(existsSync(join(small.dir, "absent.html"))).toBe(false);
  });
});

/** The cells of a page's tables in order, as another reader of HTML finds them. */
function cellsOf(html: string): string[] {
  const cells: string[] = [];
  const walk = (
    node: { tagName?: string; value?: string; childNodes?: readonly unknown[] },
    inCell: boolean,
  ) => {
    const isCell = node.tagName === "td";
    if (isCell) cells.push("");
    if (inCell && node.value !== undefined) cells.push((cells.pop() ?? "") + node.value);
    for (const child of node.childNodes ?? []) walk(child as typeof node, inCell || isCell);
  };
  walk(parse(html) as never, false);
  return cells;
}

/** A value as text, without the grouping of its figures. */
const plain = (value: unknown): string => {
  if (value === null || value === undefined) return "—";
  const text = String(value).replaceAll(",", "");
  const number = Number(text);
  return text !== "" && Number.isFinite(number) ? String(Math.round(number * 1e4) / 1e4) : text;
};
