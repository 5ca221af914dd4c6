import type { InboxFile } from "./inbox.ts";
import type { BindContext } from "./mappings/bind.ts";
import type { Mapping } from "./mappings/schema.ts";

/** Settings of intake from the deployment and the sender of one file. */
export interface IntakeSetting extends BindContext {
  readonly archive: string;
  readonly mappings: readonly Mapping[];
  readonly sender: string | null;
  /** Fingerprint of the area register: a file refused for an unknown area may be sent again once the area is known. */
  readonly registerHash: string;
  readonly largestBytes: number;
  /** When the file arrived, if known more precisely than by the night that reads it. */
  readonly arrivedAt?: string;
}

/** A file to be taken in, with its setting. */
export interface IncomingFile {
  readonly file: InboxFile;
  readonly setting: IntakeSetting;
}
