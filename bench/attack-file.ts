/** A file made to cost its reader far more than its size. */
export interface AttackFile {
  readonly name: string;
  /** The name under which it arrives. */
  readonly file: string;
  /** How it must end: the code of its refusal, or `accepted` where the report in it is right. */
  readonly ends: string;
  bytes(): Buffer;
}

/** Bytes that do not pack, always the same. */
export function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = 97 + ((state >>> 24) % 26);
  }
  return bytes;
}
