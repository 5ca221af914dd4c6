import { expect, it } from "vitest";
import { ROOT } from "./source-files.ts";

/** `node build/notice.js` writes it anew. */
it("NOTICE names every package the program is installed with, and its licence", async () => {
  const { noticeText } = await import(`${ROOT}/build/notice.js`);
  await expect(noticeText(ROOT)).toMatchFileSnapshot("../../NOTICE");
});
