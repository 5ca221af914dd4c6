import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settleAccess } from "../../../pipeline/deployment/access.ts";
import { closeModes, openModes } from "../../../pipeline/deployment/open-modes.ts";

describe("modes of a deployment", () => {
  let dir: string;
  const own = process.getgid?.() ?? 0;
  const put = (path: string, mode: number) => {
    mkdirSync(join(dir, path, ".."), { recursive: true });
    writeFileSync(join(dir, path), "x");
    chmodSync(join(dir, path), mode);
  };
  const folder = (path: string, mode: number) => {
    mkdirSync(join(dir, path), { recursive: true });
    chmodSync(join(dir, path), mode);
  };
  const modeOf = (path: string) => (statSync(join(dir, path)).mode & 0o7777).toString(8);
  const found = (group: number | null) =>
    openModes(dir, group).map(({ path, who, mode }) => `${path} ${who} ${mode}`);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "fengsui-modes-"));
    chmodSync(dir, 0o755);
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("a folder that nobody may pass closes what lies in it", () => {
    put("archive/a.csv", 0o644);
    chmodSync(join(dir, "archive"), 0o755);
    expect(found(null)).toEqual([". anyone 0755", "archive anyone 0755", "archive/a.csv anyone 0644"]);
    chmodSync(join(dir, "archive"), 0o700);
    expect(found(null)).toEqual([". anyone 0755"]);
    chmodSync(dir, 0o700);
    expect(found(null)).toEqual([]);
  });

  it("the readers' group passes the folder, reads the copy and leaves files in the spool; what is more is named", () => {
    put("fengsui.yaml", 0o640);
    put("facts.key", 0o600);
    put("published/fengsui.duckdb", 0o640);
    folder("published", 0o2750);
    folder("asked", 0o1730);
    chmodSync(dir, 0o710);
    expect(found(own)).toEqual(["fengsui.yaml readers 0640"]);
    chmodSync(dir, 0o750);
    chmodSync(join(dir, "published"), 0o2770);
    chmodSync(join(dir, "asked"), 0o1770);
    expect(found(own)).toEqual([
      ". readers 0750",
      "asked readers 1770",
      "fengsui.yaml readers 0640",
      "published readers 2770",
    ]);
    expect(closeModes(dir, openModes(dir, own))).toBe(4);
    expect([modeOf("."), modeOf("published"), modeOf("asked"), modeOf("fengsui.yaml")]).toEqual([
      "710",
      "2750",
      "1730",
      "600",
    ]);
  });

  it("a link is not followed out of the deployment", () => {
    symlinkSync("/", join(dir, "everything"));
    expect(found(null)).toEqual([". anyone 0755"]);
  });

  it("opening a deployment closes it; the inbox keeps a group that delivers there", () => {
    for (const name of ["archive", "receipts", "inbox", "published"]) folder(name, 0o775);
    put("fengsui.yaml", 0o664);
    settleAccess(dir, undefined);
    expect(["archive", "receipts", "inbox", "published", "fengsui.yaml", "."].map(modeOf)).toEqual([
      "700",
      "700",
      "770",
      "700",
      "600",
      "710",
    ]);
    expect(found(null)).toEqual([]);
  });

  it("a group that nobody knows is said", () => {
    expect(() => settleAccess(dir, "no-such-group-here")).toThrow(/no group no-such-group-here/);
  });
});
