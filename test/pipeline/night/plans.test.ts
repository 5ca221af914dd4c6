import { afterEach, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

const TARGETS = (to: string) => `
plans:
  - { id: p, title: { zh: 样例规划, en: Sample plan }, from: 2024-01, to: ${to}, source: test }
targets:
  - { id: t, plan: p, area: "152900", title: { zh: 城镇新增就业, en: New jobs }, unit: 人, kind: cumulative, target: 〔12000〕 }
actuals:
  - { target: t, from: 2024-01, to: 2025-12, value: 3000, source: test }
`;
const letters = () =>
  deployment.rows<{ subject: string; office: string; body: string }>(
    "SELECT subject, office, body_text AS body FROM letter WHERE kind = 'plan' ORDER BY ALL",
  );

it("a plan that lags is a reminder to its office once a month, and no warning", async () => {
  deployment = new SmallDeployment();
  deployment.put("targets.yaml", TARGETS("2028-12"));
  await deployment.night("2026-02-27");
  expect(await letters()).toEqual([]);
  expect((await deployment.night("2026-03-02")).events).toEqual([]);
  await deployment.night("2026-03-03");
  const [letter, ...others] = await letters();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    office: "152900",
    subject: "【计划进度】阿拉善盟：1项低于序时进度",
  });
  expect(letter!.body).toContain("不是失业风险预警");
  // 3,000 of a straight line's 4,800 in two years.
  expect(letter!.body).toContain("为序时进度的62.5%，明显滞后");
});

it("a plan that has ended reminds of nothing", async () => {
  deployment = new SmallDeployment();
  deployment.put("targets.yaml", TARGETS("2025-12"));
  await deployment.night("2026-02-27");
  await deployment.night("2026-03-02");
  expect(await letters()).toEqual([]);
});
