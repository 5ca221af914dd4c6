import { afterEach, describe, expect, it } from "vitest";
import { StoryDeployment } from "./story-deployment.ts";
import { WalkRegister } from "./walk/walk-register.ts";

let deployment: StoryDeployment;
afterEach(() => deployment.remove());

const FIRM = "样例并入前矿业有限公司";

/** Two banners with a case each, on 1 and 2 March; the first ends on 4 March and becomes part of the second. */
async function merged(ended: string, kept: string, persons: number): Promise<void> {
  deployment = new StoryDeployment();
  const register = new WalkRegister();
  register.write(deployment);
  deployment.report(kept, "2026-03-01", { persons, number: "K1" });
  await deployment.nights("2026-03-01");
  deployment.report(ended, "2026-03-02", { persons, number: "E1", employer: FIRM });
  await deployment.nights("2026-03-02", "2026-03-04");
  register.end(ended, "2026-03-04");
  register.changes = [{ day: "2026-03-05", kind: "merged", code: kept, former: ended }];
  register.offices = register.offices.filter(({ area }) => area !== ended);
  register.write(deployment);
  const changes = await deployment.nights("2026-03-05");
  expect(changes.filter((change) => change.includes("merged"))).toEqual([
    `03-05 ${kept} merged - area-merged`,
  ]);
}

const offices = async (sql: string) =>
  (await deployment.rows<{ office: string }>(sql)).map(({ office }) => office);

describe("a case of a banner that became part of another, merged into the case there", () => {
  it("is told to the office that answers for it now, and to whoever knew of it", async () => {
    await merged("152922", "152921", 60);
    const told = "SELECT office FROM notice WHERE case_id = '2026-0002' AND seq = 2 ORDER BY office";
    expect(await offices(told)).toEqual(expect.arrayContaining(["152900", "152921"]));
    expect(await deployment.notice("2026-0002", "152921")).toContain(
      "因行政区划变更，阿拉善右旗的本预警事项并入阿拉善左旗的2026-0001号预警事项",
    );
  });

  it("is a line for the league that it leaves, which reads no names of enterprises any more", async () => {
    await merged("152923", "150303", 25);
    const lines =
      "SELECT DISTINCT gathered_change.office FROM gathered_change WHERE case_id = '2026-0002' AND seq = 2 ORDER BY office";
    expect(await offices(`${lines.replace(" ORDER", " AND in_full ORDER")}`)).toEqual(["150303"]);
    expect(await offices(lines)).toEqual(["150000", "150300", "150303", "152900"]);
    const bodies = await deployment.rows<{ body: string }>(
      `SELECT body_text AS body FROM letter WHERE night = (SELECT max(id) FROM night) AND office = '152900'`,
    );
    expect(bodies.length).toBeGreaterThan(0);
    for (const { body } of bodies) expect(body).not.toContain(FIRM);
  });
});
