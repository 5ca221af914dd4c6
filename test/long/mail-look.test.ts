import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { documentFiles } from "../../reports/documents/document-files.ts";
import { renderHtml, renderText } from "../../reports/notices/render.ts";
import { wordsOfPdf } from "../reports/documents/readers.ts";
import { noticeOf } from "../reports/notices/notice-of.ts";
import { SITUATIONS } from "../reports/notices/situations.ts";

const hasChromium = spawnSync("chromium", ["--version"]).status === 0;

const scratch = mkdtempSync(join(tmpdir(), "fengsui-test-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const page = join(scratch, "page.html");

function chromium(html: string, args: readonly string[]): string {
  writeFileSync(page, html);
  const fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"];
  const quiet = ["--disable-background-networking", `--user-data-dir=${join(scratch, "profile")}`];
  return execFileSync("chromium", [...fixed, ...quiet, ...args, pathToFileURL(page).href], {
    ...{ encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1e9 },
  });
}

/** A page with each mail in a frame, that writes down every text that is small, or close in colour to its ground (WCAG 2.1, 1.4.3). */
const measuring = (mails: readonly string[]): string => `<!doctype html><body>
${mails.map((html) => `<iframe width="390" height="844" srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`).join("\n")}
<script>onload = () => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => { const part = value / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const [, , , alpha = 1] = channels(colour);
      if (alpha === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  let texts = 0;
  [...document.querySelectorAll("iframe")].forEach((frame, at) => {
    const walker = frame.contentDocument.createTreeWalker(frame.contentDocument.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent.trim();
      if (text === "" || !element.checkVisibility() || element.closest("style") || text === "\\u00a0") continue;
      const { color, fontSize } = getComputedStyle(element);
      if (parseFloat(fontSize) <= 1) continue;
      texts++;
      const [a, b] = [luminance(color), luminance(groundOf(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5 || parseFloat(fontSize) < 12) found.push([at, text.slice(0, 30), color, groundOf(element), contrast.toFixed(2), fontSize]);
    }
  });
  const out = document.createElement("pre");
  out.id = "found";
  out.textContent = encodeURIComponent(JSON.stringify({ texts, found }));
  document.body.append(out);
}</script>`;

describe.skipIf(!hasChromium)("mails as they look (skipped without Chromium)", () => {
  const mails = SITUATIONS.map((situation) => renderHtml(noticeOf(situation)));

  test.each([
    { scheme: "light", args: [] },
    { scheme: "dark", args: ["--blink-settings=preferredColorScheme=0"] },
  ])("in $scheme every text stands out from its ground, and none is smaller than 12 px", ({ args }) => {
    const dom = chromium(measuring(mails), [...args, "--window-size=900,844", "--dump-dom"]);
    const written = /<pre id="found">([^<]*)<\/pre>/.exec(dom)?.[1] ?? "";
    const { texts, found } = JSON.parse(decodeURIComponent(written)) as { texts: number; found: unknown[] };
    expect(texts).toBeGreaterThan(30 * mails.length);
    expect(found).toEqual([]);
  });

  test.each(SITUATIONS.filter(({ story }) => story?.trend || story?.layoffs))(
    "$name: printed it takes one page at Ⅲ and below, at most two above",
    async (situation) => {
      const content = noticeOf(situation);
      const mail = { content, text: renderText(content), html: renderHtml(content) };
      const [html] = await documentFiles(mail, ["html"], {});
      const pdf = join(scratch, "printed.pdf");
      chromium(html!.bytes.toString(), ["--no-pdf-header-footer", `--print-to-pdf=${pdf}`]);
      const { pages } = await wordsOfPdf(readFileSync(pdf));
      expect(pages.length).toBeLessThanOrEqual(content.tier === "I" || content.tier === "II" ? 2 : 1);
    },
  );
});
