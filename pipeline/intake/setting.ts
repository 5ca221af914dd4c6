import type { InboxFile } from "./inbox.ts";
import type { BindContext } from "./mappings/bind.ts";
import type { Mapping } from "./mappings/schema.ts";

/** What intake must know of the deployment, and of one file's sender. */
export interface IntakeSetting extends BindContext {
  readonly archive: string;
  readonly mappings: readonly Mapping[];
  readonly sender: string | null;
  /** Fingerprint of the area register: a file refused for an unknown area may come again once the area is known. */
  readonly registerHash: string;
  readonly largestBytes: number;
  /** When the file came in, where that is known better than by the night that reads it. */
  readonly arrivedAt?: string;
}

/** A file to be taken in, with its setting. */
export interface IncomingFile {
  readonly file: InboxFile;
  readonly setting: IntakeSetting;
}
