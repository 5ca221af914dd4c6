import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Pictures of everything that people receive (`npm run shots [FOLDER] [PICTURES]`), to be looked at: mails at the width of a telephone and of a
 * desk, in light and dark, without pictures and without their style sheet; every page of the documents. Needs Debian's `chromium` and, for Word and
 * workbooks, `libreoffice`.
 */
const [from = "demo/documents", to = "shots"] = process.argv.slice(2);

/** How a mail is shown: its name, width, and what its reader does to it. */
const VIEWS = [
  { name: "390", width: 390 },
  { name: "760", width: 760 },
  { name: "390-dark", width: 390, isDark: true },
  { name: "760-dark", width: 760, isDark: true },
  {
    name: "390-no-pictures",
    width: 390,
    change: (html: string) => html.replace(/src="(cid|data):[^"]*"/g, 'src=""'),
  },
  {
    name: "390-no-style",
    width: 390,
    change: (html: string) => html.replace(/<style>[\s\S]*?<\/style>/g, ""),
  },
] as const satisfies readonly {
  readonly name: string;
  readonly width: number;
  readonly isDark?: boolean;
  readonly change?: (html: string) => string;
}[];

/** A page with another in a frame of a width (a window of Chromium is never narrower than 500), that writes down how high that is. */
const framed = (html: string, width: number): string => `<!doctype html><body style="margin:0">
<iframe width="${width}" height="800" style="border:0" srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>
<script>onload = () => {
  document.documentElement.dataset.height = document.querySelector("iframe").contentDocument.documentElement.scrollHeight;
}</script>`;

const scratch = mkdtempSync(join(tmpdir(), "fengsui-shots-"));

function chromium(width: number, height: number, isDark: boolean, args: readonly string[]): string {
  const fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"];
  const quiet = ["--disable-background-networking", `--user-data-dir=${join(scratch, "profile")}`];
  const scheme = isDark ? ["--blink-settings=preferredColorScheme=0"] : [];
  const all = [...fixed, ...quiet, ...scheme, `--window-size=${width},${height}`, ...args];
  return execFileSync("chromium", all, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1e8,
  });
}

/** A page as a picture of its whole height. */
function shootPage(html: string, width: number, isDark: boolean, picture: string): void {
  const page = join(scratch, "page.html");
  const url = pathToFileURL(page).href;
  writeFileSync(page, framed(html, width));
  const dom = chromium(900, 800, isDark, ["--dump-dom", url]);
  const height = Number(/data-height="(\d+)"/.exec(dom)?.[1] ?? 3000);
  writeFileSync(page, html);
  chromium(width, height, isDark, [`--screenshot=${picture}`, url]);
}

/** Every page of a PDF as a picture. */
async function shootPdf(bytes: Uint8Array, name: string): Promise<void> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const { createCanvas } = await import("@napi-rs/canvas");
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  for (let at = 1; at <= pdf.numPages; at++) {
    const page = await pdf.getPage(at);
    const viewport = page.getViewport({ scale: 1.4 });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvasContext: canvas.getContext("2d") as never, viewport }).promise;
    writeFileSync(join(to, `${name}-p${at}.png`), canvas.toBuffer("image/png"));
  }
}

/** A document as LibreOffice prints it. */
function printed(file: string): Buffer {
  const args = ["--headless", `-env:UserInstallation=${pathToFileURL(join(scratch, "office")).href}`];
  execFileSync("soffice", [...args, "--convert-to", "pdf", "--outdir", scratch, resolve(file)], {
    stdio: "ignore",
  });
  return readFileSync(join(scratch, basename(file).replace(/\.[a-z]+$/, ".pdf")));
}

mkdirSync(to, { recursive: true });
try {
  for (const file of readdirSync(from).sort()) {
    const name = file.replace(/\.([a-z]+)$/, "-$1");
    const path = join(from, file);
    if (file.endsWith(".html"))
      for (const view of VIEWS) {
        const html = readFileSync(path, "utf8");
        const shown = "change" in view ? view.change(html) : html;
        shootPage(shown, view.width, "isDark" in view, resolve(to, `${name}-${view.name}.png`));
        process.stdout.write(`${name}-${view.name}.png\n`);
      }
    else if (file.endsWith(".pdf")) await shootPdf(readFileSync(path), name);
    else if (/\.(docx|xlsx)$/.test(file)) await shootPdf(printed(path), name);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
