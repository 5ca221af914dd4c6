import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SmallDeployment } from "../small-deployment.ts";
import { receiptsOf } from "../pipeline/intake/corpus/receipts.ts";
const CASES = "/work/shared/cases/ingest";
const only = process.argv.slice(2);
for (const name of readdirSync(CASES).filter((n) => only.length === 0 || only.includes(n))) {
  const d = new SmallDeployment();
  cpSync(join(CASES, name), join(d.dir, "inbox"), { recursive: true, filter: (p) => !p.endsWith("README") });
  try {
    await d.night("2026-03-11");
    console.log(`=== ${name}`);
    for (const [, text] of await receiptsOf(d)) console.log(text);
    const r = await d.rows("SELECT area, CAST(period AS VARCHAR) p, demand, seekers, postings FROM fact_recruitment ORDER BY ALL");
    const l = await d.rows("SELECT area, report_no, employer, site, CAST(received_on AS VARCHAR) r, workers_affected w, workers_employed e, nil, event_key FROM fact_layoff_report ORDER BY ALL");
    const s = await d.rows("SELECT area, CAST(period AS VARCHAR) p, insured, CAST(fund_income AS VARCHAR) fi, CAST(fund_balance AS VARCHAR) fb FROM fact_social_insurance ORDER BY ALL");
    console.log(JSON.stringify([...r, ...l, ...s]));
  } catch (e) { console.log(`=== ${name} ERROR`, String(e).slice(0, 300)); }
  d.remove();
}
