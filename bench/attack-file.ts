/** A file designed to cost its reader far more than its size. */
export interface AttackFile {
  readonly name: string;
  /** The file name. */
  readonly file: string;
  /** The expected result: the code of its refusal, or `accepted` where its report is correct. */
  readonly ends: string;
  bytes(): Buffer;
}

/** Incompressible bytes, always the same. */
export function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = 97 + ((state >>> 24) % 26);
  }
  return bytes;
}
