import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestOf } from "../../../pipeline/commands/setup/template.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { FILLED, filledTemplate } from "./filled-template.ts";

describe("the template of a report", () => {
  const deployment = new SmallDeployment();
  const names = new Map<string, string>();
  const kinds = Object.keys(FILLED) as (keyof typeof FILLED)[];

  beforeAll(async () => {
    for (const kind of kinds) {
      const { office, name, bytes } = await filledTemplate(deployment, kind);
      names.set(kind, name);
      deployment.put(`inbox/${office}/${name}`, bytes);
    }
    await deployment.night("2026-03-11");
  }, 60_000);
  afterAll(() => deployment.remove());

  it.each(kinds)("of %s is accepted as it is when one row is filled in", async (kind) => {
    const [sent] = await deployment.rows(
      `SELECT contract, state, accepted, refused, refusal FROM submission WHERE file_name = '${names.get(kind)}'`,
    );
    expect(sent).toEqual({ contract: kind, state: "accepted", accepted: 1, refused: 0, refusal: null });
  });

  it("is there for every report kind of the deployment", async () => {
    const { mappings } = (await deployment.open()).deployment;
    expect([...new Set(mappings.map(({ contract }) => contract))].sort()).toEqual([...kinds].sort());
  });

  it.each([
    [{ office: "999999", kind: "recruitment", period: "2026-03" }, "999999"],
    [{ office: "150102", kind: "nothing", period: "2026-03" }, "recruitment"],
    [{ office: "150102", kind: "recruitment", period: "2026-13" }, "2026-13"],
    [{ office: "150102", kind: "official-series", period: "2026-03" }, "region"],
  ])("of %j is refused with what is allowed", async (wanted, text) => {
    await expect(requestOf(await deployment.open(), wanted, "2026-03-11T00:00:00.000Z")).rejects.toThrow(
      text,
    );
  });
});
