import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { catalogues, type Language } from "../../../reports/language/index.ts";

/** Whether Debian's Chromium is there to lay out mails. */
export const hasChromium = spawnSync("chromium", ["--version"]).status === 0;

/** Width and height of the telephone on which the head of an office opens a mail. */
export const [WIDTH, HEIGHT] = [390, 844];

/** A page with each mail in a frame as wide as a telephone (a window of Chromium is never narrower than 500), that writes down where each row ends. */
const framed = (mails: readonly string[], width: number): string => `<!doctype html><body style="margin:0">
${mails.map((html) => `<iframe width="${width}" height="${HEIGHT}" style="border:0" srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`).join("\n")}
<script>onload = () => {
  const all = [...document.querySelectorAll("iframe")].map(({ contentDocument: page }) => {
    const ends = { wide: page.documentElement.scrollWidth, screen: page.defaultView.innerWidth };
    for (const cell of page.querySelectorAll("th, b, td, div"))
      if (cell.children.length === 0 && cell.closest("tr") && !(cell.textContent in ends))
        ends[cell.textContent] = cell.closest("tr").getBoundingClientRect().bottom;
    const step = page.querySelector("td[width='26']");
    ends.step = step ? step.closest("tr").getBoundingClientRect().bottom : null;
    return ends;
  });
  const out = document.createElement("pre");
  out.id = "ends";
  out.textContent = encodeURIComponent(JSON.stringify(all));
  document.body.append(out);
}</script>`;

/** Where the row of each label of a mail ends on the telephone, in pixels from its top. */
export type Ends = Readonly<Record<string, number>>;

/** Where the rows of some mails end, all laid out at once. */
export function endsOf(mails: readonly string[], width = WIDTH): readonly Ends[] {
  const scratch = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  const page = join(scratch, "page.html");
  writeFileSync(page, framed(mails, width));
  const fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"];
  const args = ["--disable-background-networking", `--user-data-dir=${join(scratch, "profile")}`];
  const dom = execFileSync(
    "chromium",
    [...fixed, ...args, `--window-size=900,${HEIGHT}`, "--dump-dom", pathToFileURL(page).href],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1e9 },
  );
  rmSync(scratch, { recursive: true, force: true });
  return JSON.parse(decodeURIComponent(/<pre id="ends">([^<]*)<\/pre>/.exec(dom)?.[1] ?? "[]"));
}

/** That the first screen of a standing warning says what, since when, against what, what to do by when, whom to call; the next how sure and what is missing. */
export function firstScreenHolds(rows: Ends, headline: string, language: Language): void {
  const text = catalogues[language];
  for (const said of [
    ...[headline, text["item.reply"], text["item.matter"], text["item.since"], text["item.compared"]],
  ])
    expect(rows[said], said).toBeLessThanOrEqual(HEIGHT);
  expect(rows.step, "the first thing to do").toBeLessThanOrEqual(HEIGHT + 60);
  // The six measures at tier I take more lines in English.
  for (const said of [text["item.sure"], text["notice.cannot-know"], text["notice.completeness"]])
    expect(rows[said], said).toBeLessThanOrEqual((language === "en" ? 2.2 : 2) * HEIGHT);
}
