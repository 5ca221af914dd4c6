import { statusText } from "../../../../pipeline/commands/look/status.ts";
import { takeInAll } from "../../../../pipeline/night/intake.ts";
import { nightRequest } from "../../../night-request.ts";
import type { SmallDeployment } from "../../../small-deployment.ts";

/** A submission as the tests compare it. */
export interface Taken {
  readonly id: number;
  readonly file: string;
  readonly sender: string | null;
  readonly state: string;
  readonly sha256: string;
  readonly accepted: number;
  readonly refused: number;
  readonly lines: string | null;
}

export const submissions = (deployment: SmallDeployment): Promise<Taken[]> =>
  deployment.rows<Taken>(
    "SELECT id, file_name AS file, sender, state, sha256, accepted, refused, lines FROM submission ORDER BY id",
  );

/**
 * What the status prints of each submission, by its number. A submission accepted whole and without a remark is not printed there;
 * its text only states this.
 */
export async function receiptsOf(deployment: SmallDeployment): Promise<Map<number, string>> {
  const text = await statusText(await deployment.open(), 10_000);
  const receipts = new Map<number, string>();
  for (const block of text.split(/^(?=#\d+ )/mu).slice(1)) {
    const id = Number(/^#(\d+) /.exec(block)![1]);
    receipts.set(
      id,
      block
        .split("\n\n")[0]!
        .replace(/^#\d+ /, "")
        .trimEnd(),
    );
  }
  for (const { id, file, sender, state, accepted, refused } of await submissions(deployment)) {
    const name = sender === null ? file : `${sender}/${file}`;
    if (!receipts.has(id)) receipts.set(id, `${name} ${state} ${accepted}/${refused}, no remark`);
  }
  return receipts;
}

/** Lines of a file by kind, and their total. */
export function addUp(lines: string): { readonly all: number; readonly sum: number } {
  const { all = Number.NaN, ...kinds } = JSON.parse(lines) as Record<string, number>;
  return { all, sum: Object.values(kinds).reduce((sum, count) => sum + count, 0) };
}

/** Take in the files of the inbox, as the night of a date would. */
export async function takeInNow(small: SmallDeployment, date: string): Promise<void> {
  const deployment = await small.open();
  await takeInAll(deployment, { ...nightRequest(deployment, date, new Date(0)), publish: false });
}
