import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityOf, isPlain } from "../../../warehouse/engine/identity.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse(":memory:", []);
});
afterAll(() => warehouse.close());

/** Normal forms of texts by the engine. */
const identitiesBySql = async (texts: readonly string[]): Promise<string[]> => {
  const rows = await warehouse.rows<{ identity: string | null }>(
    `SELECT identity_text(text) AS identity FROM (
       SELECT unnest(texts) AS text, generate_subscripts(texts, 1) AS place FROM (SELECT from_json(CAST($texts AS JSON), '["VARCHAR"]') AS texts))
     ORDER BY place`,
    { texts: JSON.stringify(texts) },
  );
  return rows.map(({ identity }) => identity ?? "");
};

describe("the normal form of a text that identifies something", () => {
  it.each([
    ["full-width letters and digits", "Ｌ２０２６００１７", "l20260017"],
    ["invisible characters", "\ufeff煤业\u200b有\u00ad限\u202e公\ufe0f司\u2060", "煤业有限公司"],
    ["escapes of a workbook", "煤业_x000D__x000a_公司_x005F_x0041_", "煤业公司_x0041_"],
    ["half of a surrogate pair, escaped", "a_xD83D_b", "a_xd83d_b"],
    ["the apostrophe before a text", "'20260017", "20260017"],
    ["a typed apostrophe", "’20260017", "20260017"],
    ["spaces of every kind", " 杭盖\u3000银岭\u00a0煤\t业\r\n", "杭盖银岭煤业"],
    ["dashes", "L－1—2―3−4‐5‑6ー7–8", "l-1-2-3-4-5-6-7-8"],
    ["brackets", "（a）〔b〕［c］【d】「e」[f]{g}", "(a)(b)(c)(d)(e)(f)(g)"],
    ["forms that become several characters", "㈱㎏ﬁ№⑴", "(株)kgfino(1)"],
    ["a letter with its accent apart", "E\u0301cole", "école"],
    ["nothing that can be seen", "\u200b \u2060'", ""],
  ])("%s", async (_, text, identity) => {
    expect(identityOf(text)).toBe(identity);
    expect(await identitiesBySql([text])).toEqual([identity]);
  });

  it("is the same here and in the engine for every character of the Basic Multilingual Plane, between others", async () => {
    const characters = Array.from({ length: 0xfffe }, (_, at) => at + 1)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCharCode(code));
    const texts = characters.map((character) => `甲${character}7`);
    const found = await identitiesBySql(texts);
    const different = texts.filter((text, at) => identityOf(text) !== found[at]);
    expect(different.map((text) => text.codePointAt(1)!.toString(16))).toEqual([]);
  });

  it("is its own normal form", () => {
    const characters = Array.from({ length: 0xfffe }, (_, at) => String.fromCharCode(at + 1));
    const changing = characters.filter((text) => identityOf(identityOf(text)) !== identityOf(text));
    expect(changing.filter((text) => text !== "_")).toEqual([]);
  });

  it("of a plain text is its lower case", () => {
    const characters = Array.from({ length: 0xfffe }, (_, at) => String.fromCharCode(at + 1));
    expect(characters.filter((text) => isPlain(text) && identityOf(text) !== text.toLowerCase())).toEqual([]);
  });
});
