import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./source-files.ts";

/** `node build/notice.js` writes it anew. */
it("NOTICE names every package the program is installed with, and its licence", async () => {
  const { noticeText } = await import(`${ROOT}/build/notice.js`);
  await expect(noticeText(ROOT)).toMatchFileSnapshot("../../NOTICE");
});

it("NOTICE names every package that the build contains, and the font with its licence", async () => {
  const { bundledPackages } = await import(`${ROOT}/build/bundle.js`);
  const notice = readFileSync(join(ROOT, "NOTICE"), "utf8");
  const paths: string[] = await bundledPackages(ROOT);
  expect(paths).toEqual(expect.arrayContaining(["node_modules/echarts", "node_modules/zrender"]));
  for (const path of paths) {
    const { name, version } = JSON.parse(readFileSync(join(ROOT, path, "package.json"), "utf8"));
    expect(notice).toContain(`\n- ${name} ${version}: `);
  }
  expect(notice).toContain(readFileSync(join(ROOT, "reports/documents/fonts/LICENSE"), "utf8").trim());
});
