import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { main } from "../../pipeline/main.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { StoryDeployment } from "../pipeline/night/story-deployment.ts";

it("x", async () => {
  const d = new StoryDeployment({ waits: "shipped" });
  const mine = "152921";
  const out: string[] = [];
  d.claims(mine, "2026-01-31", [41]);
  const usual: Record<string, [string, number]> = {
    "2026-03-06": ["2026-02", 42], "2026-04-08": ["2026-03", 43], "2026-05-11": ["2026-04", 211],
    "2026-06-05": ["2026-05", 241], "2026-07-06": ["2026-06", 43], "2026-08-06": ["2026-07", 44], "2026-09-04": ["2026-08", 43],
  };
  const t = Date.now();
  for (let day = "2026-03-02"; day <= "2026-08-22"; day = addDays(day, 1)) {
    if (usual[day]) d.month(mine, ...usual[day]!);
    if (day === "2026-03-10") d.report(mine, day, { persons: 900, staff: 900, closure: true, starts: "2026-04-09", employer: "样例银岭煤业有限公司", number: "K1" });
    if (day === "2026-03-11") await d.act(day, { kind: "told", by: "甲（示例）", case: "2026-0001", to: "乙（示例）", calledAt: "2026-03-11T04:00:00Z", note: null } as never);
    if (day === "2026-05-20") await d.act(day, { kind: "episode-link", by: "乙（示例）", case: "2026-0002", episode: "2026-E001", note: "申领人员名册与矿上名单相符" } as never);
    if (day === "2026-08-05") for (const id of ["2026-0001", "2026-0002"]) await d.act(day, { kind: "lift", by: "乙（示例）", case: id, note: "安置完毕" } as never);
    if (day === "2026-08-20") for (const id of ["2026-0001", "2026-0002"]) await d.act(day, { kind: "close", by: "乙（示例）", case: id, outcome: "confirmed", note: "安置完毕" } as never);
    for (const line of await d.nights(day)) out.push(line);
    for (const m of await d.mails()) out.push(`   ${day} ${m}`);
    if (day.endsWith("01")) out.push(`${day} ${Date.now() - t}`);
    writeFileSync("/tmp/h-demo-story.txt", out.join("\n"));
  }
  const rows = await d.rows<any>("SELECT id, office, subject, body_text FROM notice ORDER BY night, id");
  writeFileSync("/tmp/h-demo-story-notices.txt", rows.map((r) => `##### ${r.id} ${r.office} ${r.subject}\n${r.body_text}`).join("\n\n"));
  const cols = await d.rows<any>("SELECT * FROM letter ORDER BY night, id");
  writeFileSync("/tmp/h-demo-story-letters.txt", cols.map((r) => JSON.stringify(r, (_k, v) => (typeof v === "bigint" ? Number(v) : v), 1).replaceAll("\\n", "\n")).join("\n\n"));
  d.close();
  const said: string[] = [];
  for (const args of [["case", d.dir, "2026-0001"], ["episode", d.dir, "2026-E001"], ["episode", d.dir, "2026-E001", "--lang", "en"]])
    await main(args, { now: () => new Date("2026-08-23T00:00:00Z"), out: (x: string) => void said.push(x), err: (x: string) => void said.push(x) } as never);
  writeFileSync("/tmp/h-demo-story-said.txt", said.join("\n\n======\n"));
  d.remove();
});
