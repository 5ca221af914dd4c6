import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentFiles, FORMATS } from "../../../reports/documents/document-files.ts";
import { translate } from "../../../reports/language/index.ts";
import {
  fullestLetter,
  fullestReceipt,
  noticeOfChange,
  writtenNotice,
} from "../../../reports/views/written-notice.ts";
import type { CaseChange } from "../../../rules/cases/case-event.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import { paperOf } from "../../deployment/paper.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";

/** Notices of which a demo leaves documents: by the change, and the tier where it matters. */
const KINDS: readonly {
  readonly name: string;
  readonly kind: CaseChange | null;
  readonly tier: Tier | null;
}[] = [
  { name: "red", kind: null, tier: "I" },
  { name: "orange-raised", kind: "raised", tier: "II" },
  { name: "lowered", kind: "lowered", tier: null },
  { name: "lifted", kind: "lifted", tier: null },
  { name: "corrected", kind: "corrected", tier: null },
];

/** Letters of which a demo leaves the mail: the one that gathers the most news, and a receipt with refused rows. */
const LETTERS = [
  { name: "daily", found: fullestLetter },
  { name: "receipt", found: fullestReceipt },
] as const;

/**
 * Write a notice and a letter of each kind, in every format, into a demo's `documents/`.
 *
 * @returns a line for each kind: its files, or that these nights had none
 */
export async function demoDocuments(opened: OpenDeployment, dir: string): Promise<string[]> {
  const { language } = opened.noticeSetting;
  const folder = join(dir, "documents");
  mkdirSync(folder, { recursive: true });
  const lines: string[] = [];
  const write = (name: string, files: readonly { readonly format: string; readonly bytes: Buffer }[]) => {
    for (const { format, bytes } of files) writeFileSync(join(folder, `${name}.${format}`), bytes);
    const formats = files.map(({ format }) => format).join(", ");
    lines.push(
      translate(language, files.length > 0 ? "demo.document" : "demo.no-document", {
        ...{ path: join(folder, name), formats },
        what: translate(language, `demo.document-${name}` as "demo.document-red"),
      }),
    );
  };
  for (const { name, kind, tier } of KINDS) {
    const found = await noticeOfChange(opened.warehouse, { kind, tier });
    const notice = found && (await writtenNotice(opened.warehouse, found));
    write(name, notice ? await documentFiles(notice, FORMATS, paperOf(opened.deployment)) : []);
  }
  for (const { name, found } of LETTERS) {
    const letter = await found(opened.warehouse);
    write(name, letter ? await documentFiles(letter, FORMATS, paperOf(opened.deployment)) : []);
  }
  return lines;
}
