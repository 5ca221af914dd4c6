import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILLED, filledTemplate } from "../pipeline/commands/filled-template.ts";
import { SmallDeployment } from "../small-deployment.ts";

const OFFICE = spawnSync("soffice", ["--version"]).status === 0;
const MISSING = OFFICE ? "" : " (skipped: LibreOffice is not installed)";
/** Formats in which an office program saves the form: the ending, and what it is told. CSV is of the first sheet, in UTF-8. */
const FORMATS = [
  ["xlsx", "xlsx:Calc MS Excel 2007 XML"],
  ["xls", "xls:MS Excel 97"],
  ["csv", "csv:Text - txt - csv (StarCalc):44,34,76,1"],
] as const;

describe.skipIf(!OFFICE).each(FORMATS)(
  `filled in and saved by LibreOffice as %s${MISSING}`,
  (ending, filter) => {
    const deployment = new SmallDeployment();
    const folder = mkdtempSync(join(tmpdir(), "fengsui-office-"));
    const names = new Map<string, string>();
    const kinds = Object.keys(FILLED) as (keyof typeof FILLED)[];

    beforeAll(async () => {
      const paths: { path: string; office: string; kind: string }[] = [];
      for (const kind of kinds) {
        const { office, name, bytes } = await filledTemplate(deployment, kind);
        const path = join(folder, name);
        writeFileSync(path, bytes);
        paths.push({ path, office, kind });
      }
      const saved = join(folder, "saved");
      const files = paths.map(({ path }) => path);
      execFileSync("soffice", ["--headless", "--convert-to", filter, "--outdir", saved, ...files], {
        env: { ...process.env, HOME: folder },
        stdio: "ignore",
      });
      for (const { path, office, kind } of paths) {
        const name = path.slice(folder.length + 1).replace(/xlsx$/u, ending);
        names.set(kind, name);
        deployment.put(`inbox/${office}/${name}`, readFileSync(join(saved, name)));
      }
      await deployment.night("2026-03-11");
    }, 240_000);
    afterAll(() => {
      deployment.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(kinds)("%s is accepted", async (kind) => {
      const [sent] = await deployment.rows(
        `SELECT state, accepted, refused, refusal FROM submission WHERE file_name = '${names.get(kind)}'`,
      );
      expect(sent).toEqual({ state: "accepted", accepted: 1, refused: 0, refusal: null });
    });
  },
);
