/** What is known of a file's bytes once all of them were seen. */
export interface Fingerprint {
  /** In hexadecimal. */
  readonly sha256: string;
  /** Strict UTF-8 from the first byte to the last. */
  readonly utf8: boolean;
}
