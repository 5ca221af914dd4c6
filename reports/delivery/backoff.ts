import { createHash } from "node:crypto";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Minutes after the first failed try, and the most between two tries. */
const [FIRST, LONGEST] = [2, 12 * 60];

/**
 * Minutes to wait after the n-th failed try of a message: two at first, doubled each time, at most twelve hours.
 *
 * A quarter more or less is drawn from the message and the number of the try, so that messages that failed together are not tried
 * together, and the same try waits the same time in every run.
 *
 * @example
 * waitAfter("2026-0001-1-990101.abc", 1) // between 1.5 and 2.5
 */
export function waitAfter(delivery: string, tries: number): number {
  const drawn = createHash("sha256").update(`${delivery} ${tries}`).digest().readUInt32BE(0) / 2 ** 32;
  return Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 20) * (0.75 + drawn / 2));
}

/**
 * When a message is given up (RFC 5321, section 4.5.4.1: at least four to five days): five days after its clock began; notices of tier Ⅰ
 * and Ⅱ after three, because somebody has to be called.
 *
 * @param tier tier of a notice; null for letters
 */
export function givenUpAt(clockFrom: string, tier: string | null): string {
  const days = tier === "I" || tier === "II" ? 3 : 5;
  return new Date(Date.parse(clockFrom) + days * DAY).toISOString();
}

/** When a message is tried next after a failed try: after its wait, at the latest when its clock runs out. */
export function nextTry(delivery: string, tries: number, at: string, endsAt: string): string {
  const next = new Date(Date.parse(at) + waitAfter(delivery, tries) * MINUTE).toISOString();
  return next < endsAt ? next : endsAt;
}
