import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { table } from "./corpus/case.ts";
import { receiptsOf, submissions, takeInNow } from "./corpus/receipts.ts";

const NIGHT = "2026-03-09";

describe("the inbox is a jail", () => {
  const deployment = new SmallDeployment();
  const outside = mkdtempSync(join(tmpdir(), "fengsui-outside-"));
  const inbox = join(deployment.dir, "inbox");
  const left = [
    "link.csv",
    "linked-office",
    "dangling.csv",
    ".失业保险月报_writing.csv",
    "pipe.csv",
    "150102/deeper",
  ];

  beforeAll(async () => {
    writeFileSync(join(outside, "失业保险月报_secret.csv"), table("150103"));
    mkdirSync(join(inbox, "150102/deeper"), { recursive: true });
    symlinkSync(join(outside, "失业保险月报_secret.csv"), join(inbox, "link.csv"));
    symlinkSync(outside, join(inbox, "linked-office"));
    symlinkSync("/nowhere/at/all", join(inbox, "dangling.csv"));
    execFileSync("mkfifo", [join(inbox, "pipe.csv")]);
    deployment.put("inbox/.失业保险月报_writing.csv", "half a f");
    deployment.put("inbox/150102/.part", "half a f");
    deployment.put("inbox/150102/deeper/失业保险月报_deep.csv", table("150102"));
    deployment.put("inbox/150104/失业保险月报_right.csv", table("150104"));
    await deployment.night(NIGHT);
  });
  afterAll(() => {
    deployment.remove();
    rmSync(outside, { recursive: true });
  });

  it("takes plain files only, in it or one folder down", async () => {
    expect((await submissions(deployment)).map(({ file, state }) => [file, state])).toEqual([
      ["失业保险月报_right.csv", "accepted"],
    ]);
  });

  it.each(left)("leaves %s where it is", (name) => {
    const at = name.lastIndexOf("/");
    const folder = join(inbox, at < 0 ? "" : name.slice(0, at));
    expect(readdirSync(folder)).toContain(name.slice(at + 1));
  });

  it("neither reads nor removes what lies outside", () => {
    expect(readdirSync(outside)).toEqual(["失业保险月报_secret.csv"]);
    expect(existsSync(join(inbox, "150104/失业保险月报_right.csv"))).toBe(false);
  });
});

describe("a file above the limit", () => {
  const deployment = new SmallDeployment();
  afterAll(() => deployment.remove());

  it("is refused unread, and kept whole", async () => {
    const settings = readFileSync(join(deployment.dir, "fengsui.yaml"), "utf8");
    deployment.put("fengsui.yaml", `${settings}\nlargestFileMegabytes: 1\n`);
    const large = Buffer.concat([Buffer.from(table("150102")), Buffer.alloc(1_000_001, 0x0a)]);
    deployment.put("inbox/失业保险月报_large.csv", large);
    deployment.put("inbox/失业保险月报_right.csv", table("150104"));
    await deployment.night(NIGHT);
    const [first, second] = await submissions(deployment);
    expect([first?.state, second?.state]).toEqual(["refused", "accepted"]);
    expect((await receiptsOf(deployment)).get(first!.id)).toContain("超过上限1000000字节");
    const [kept] = readdirSync(join(deployment.dir, "archive/unread"));
    expect(readFileSync(join(deployment.dir, "archive/unread", kept!)).equals(large)).toBe(true);
  });
});

describe("names in odd Unicode", () => {
  const deployment = new SmallDeployment();
  afterAll(() => deployment.remove());
  const names = [
    "失业保险月报_\n#99 伪造：接收.csv",
    "失业保险月报_\u001b[31m.csv",
    "失业保险月报_cafe\u0301.csv",
    "失业保险月报_\ud83d\ude00'; DROP TABLE submission; --.csv",
    `失业保险月报_${"长".repeat(70)}.csv`,
    "-rf 失业保险月报.csv",
    "失业保险月报_$(touch x)`id`.csv",
  ];

  it("end in one receipt each and touch nothing", async () => {
    for (const [at, name] of names.entries())
      deployment.put(`inbox/${name}`, table(`1501${["02", "03", "04", "05", "21", "22", "23"][at]}`));
    await takeInNow(deployment, NIGHT);
    const taken = await submissions(deployment);
    // Controls are taken out of a name before it is kept.
    const kept = names.map((name) => name.replace(/\p{Cc}/gu, ""));
    expect(taken.map(({ file }) => file).sort()).toEqual(kept.sort());
    for (const { state } of taken) expect(state).toBe("accepted");
    expect(readdirSync(join(deployment.dir, "inbox"))).toEqual([]);
  });
});
