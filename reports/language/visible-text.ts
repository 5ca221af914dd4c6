/** Marks of the invisible characters that have one of their own. */
const MARKS: Readonly<Record<string, string>> = {
  "\u00a0": "⟨NBSP⟩",
  "\t": "⇥",
  "\n": "↵",
  "\r\n": "↵",
  "\r": "↵",
};

/**
 * A cell as a reader can see it: invisible characters stand as marks. `visibleText("12\u200b")` is `"12⟨U+200B⟩"`, `visibleText("1\u00a0200\n")` is
 * `"1⟨NBSP⟩200↵"`, and a tab is `⇥`.
 */
export const visibleText = (text: string): string =>
  text.replace(/\r\n|[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0]/gu, (found) => {
    const number = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    return MARKS[found] ?? `⟨U+${number}⟩`;
  });
