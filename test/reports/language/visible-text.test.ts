import { expect, test } from "vitest";
import { visibleText } from "../../../reports/language/visible-text.ts";

test.each([
  ["12", "12"],
  ["某某 矿业　公司", "某某 矿业　公司"],
  ["12\u200b", "12⟨U+200B⟩"],
  ["\ufeff1\u00ad2", "⟨U+FEFF⟩1⟨U+00AD⟩2"],
  ["1\u00a0200", "1⟨NBSP⟩200"],
  ["1\r\n2\n3\t4", "1↵2↵3⇥4"],
  ["\u{e0001}\u0007\u2028", "⟨U+E0001⟩⟨U+0007⟩⟨U+2028⟩"],
])("%j is shown as %s", (cell, shown) => {
  expect(visibleText(cell)).toBe(shown);
});
