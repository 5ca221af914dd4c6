import { expect, test } from "vitest";
import { writeNotices } from "../../../reports/notices/write-notices.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { appendEvent } from "../../../rules/cases/case-log.ts";
import { appendLinks, beginEpisode } from "../../../rules/cases/episodes/episode-log.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { smallDeployment, verdict } from "../../rules/cases/small-deployment.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory, office, SMALL_OFFICES } from "../delivery/directory-of.ts";
import { event } from "../event-of.ts";

const NIGHT = {
  night: 1,
  date: "2026-03-11",
  now: "2026-03-11T18:30:00.000Z",
  domain: "example.org",
  before: null,
};

/** Write the notices of one change; returns the recipients as `office role`. */
async function written(
  warehouse: Warehouse,
  change: CaseEvent,
  verdicts: Parameters<typeof writeNotices>[2] = [],
  offices = SMALL_OFFICES,
): Promise<string[]> {
  const policy = { ...shippedPolicy, mail: { ...shippedPolicy.mail, wait: [] } };
  const setting = { language: "zh-CN" as const, policy, directory: directory(offices) };
  await writeNotices(warehouse, [change], verdicts, NIGHT, setting);
  const rows = await warehouse.rows<{ office: string; recipient: string }>(
    `SELECT office, recipient FROM notice JOIN delivery ON delivery.notice = notice.id
     WHERE seq = $seq AND case_id = $caseId ORDER BY ALL`,
    { seq: change.seq, caseId: change.caseId },
  );
  return rows.map(({ office, recipient }) => `${office} ${recipient.split(".")[0]}`);
}

const opened = (tier: "IV" | "III" | "II" | "I", area = "990101") =>
  event({ seq: 1, kind: "opened", tierFrom: null, tierTo: tier, area });

test("everyone told before hears of the lowering and of the lifting, leadership included", async () => {
  const warehouse = await smallDeployment();
  const first = await written(warehouse, opened("I"));
  expect(first).toEqual([
    "990000 duty",
    "990000 head",
    "990000 leadership",
    "990100 duty",
    "990100 head",
    "990100 leadership",
    "990101 duty",
    "990101 head",
    "990101 leadership",
  ]);
  expect(await written(warehouse, event({ seq: 2, kind: "lowered", tierFrom: "I", tierTo: "IV" }))).toEqual(
    first,
  );
  expect(await written(warehouse, event({ seq: 3, kind: "lifted", tierFrom: "IV", tierTo: null }))).toEqual(
    first,
  );
});

test("a raising reaches the next superior and those told before", async () => {
  const warehouse = await smallDeployment();
  expect(await written(warehouse, opened("IV"))).toEqual(["990101 duty", "990101 head"]);
  expect(await written(warehouse, event({ seq: 2, tierTo: "III" }))).toEqual([
    "990100 duty",
    "990100 head",
    "990101 duty",
    "990101 head",
  ]);
});

test("a lifting reaches no office that was never told", async () => {
  const warehouse = await smallDeployment();
  await written(warehouse, opened("IV"));
  expect(await written(warehouse, event({ seq: 2, kind: "lifted", tierFrom: "IV", tierTo: null }))).toEqual([
    "990101 duty",
    "990101 head",
  ]);
});

test("II of a league informs the office below that has a warning of its own, or all when none has", async () => {
  const warehouse = await smallDeployment();
  const offices = (lines: readonly string[]) => [...new Set(lines.map((line) => line.split(" ")[0]))];
  const single = verdict("single-layoff", "2026-03-11", "IV", "990102");
  expect(offices(await written(warehouse, opened("II", "990100"), [single]))).toEqual([
    "990000",
    "990100",
    "990102",
  ]);
  const other = verdict("new-claims-surge", "2026-03-11", "IV", "990102");
  const second = { ...opened("II", "990100"), caseId: "2026-0008" };
  expect(offices(await written(warehouse, second, [other]))).toEqual([
    "990000",
    "990100",
    "990101",
    "990102",
    "990109",
  ]);
});

// The office above reads of a blue limb in the notice: its daily letter need not say it again.
test.each(["III", "IV"] as const)(
  "liftings of an episode in a night are a single mail to everyone who read of a limb; the gravest speaks and names the others (once %s)",
  async (tier) => {
    const warehouse = await smallDeployment();
    await written(warehouse, opened("III"));
    const other = { ...opened(tier, "990102"), caseId: "2026-0008" };
    await written(warehouse, other);
    const lifted = (of: CaseEvent, tier: "III" | "IV") => ({
      ...of,
      ...{ seq: 2, kind: "lifted" as const, tierFrom: tier, tierTo: null },
    });
    const ends = [lifted(other, "IV"), lifted(opened("III"), "III")];
    for (const change of [opened("III"), other]) await appendEvent(warehouse, 1, change);
    await beginEpisode(warehouse, "2026-E001", "2026-03-11", { zh: "甲一旗裁员", en: "layoffs" });
    const links = ends.map(({ caseId }, at) => ({
      ...{ episode: "2026-E001", caseId, kind: "limb" as const },
      link: at === 0 ? ("parent" as const) : ("first" as const),
    }));
    await appendLinks(warehouse, links, { night: 1, date: "2026-03-11" });
    const setting = { language: "zh-CN" as const, policy: shippedPolicy, directory: directory() };
    await writeNotices(warehouse, ends, [], { ...NIGHT, night: 2 }, setting);
    const mails = await warehouse.rows<{ case: string; recipient: string; body: string }>(
      `SELECT case_id AS "case", recipient, body_text AS body FROM notice JOIN delivery ON delivery.notice = notice.id
     WHERE seq = 2 ORDER BY recipient`,
    );
    expect(mails.map(({ recipient }) => recipient)).toEqual(
      ["990100", "990101", "990102"]
        .map((code) => `duty.${code}@example.org`)
        .concat(["990100", "990101", "990102"].map((code) => `head.${code}@example.org`)),
    );
    for (const mail of mails) {
      expect(mail.case).toBe("2026-0007");
      expect(mail.body).toContain("同一风险的下列预警事项一并解除：甲二旗 2026-0008。");
    }
    const known = await warehouse.rows(
      "SELECT office FROM notice WHERE case_id = '2026-0008' AND seq = 2 ORDER BY office",
    );
    expect(known).toEqual([{ office: "990100" }, { office: "990102" }]);
  },
);

test("an office without a fitting contact is passed over, the ones after it are not", async () => {
  const warehouse = await smallDeployment();
  const offices = [
    office("990101", "l"),
    ...SMALL_OFFICES.filter((candidate) => candidate.area !== "990101"),
  ];
  expect(await written(warehouse, opened("III"), [], offices)).toEqual(["990100 duty", "990100 head"]);
});
