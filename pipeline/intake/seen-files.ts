import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import type { WaitingFile } from "./inbox.ts";

/** When a file in the inbox was first seen there, as it is now. */
interface Sighting {
  /** Its path, as base64, since a path is bytes. */
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}

/**
 * When the service first saw each waiting file (首次见到时间). The time of a file's last writing is the sender's and is never believed; the
 * change time of its inode is this machine's, but moves on when a right or a name is changed. A file with other bytes or another time of
 * writing is another file.
 */
export class SeenFiles {
  readonly #path: string;
  readonly #sightings: Map<string, Sighting>;

  constructor(path: string) {
    this.#path = path;
    this.#sightings = new Map(readSightings(path).map((sighting) => [sighting.path, sighting]));
  }

  /** Record the files that are seen for the first time, and forget those that are gone. Returns the number of new ones. */
  note(files: readonly WaitingFile[], now: string): number {
    const there = new Map(files.map((file) => [keyOf(file), file]));
    let [fresh, gone] = [0, 0];
    for (const [key, file] of there) {
      if (this.#sighting(file)) continue;
      fresh++;
      const seenAt = file.changed < now ? file.changed : now;
      this.#sightings.set(key, { path: key, bytes: file.bytes, modified: file.modified, seenAt });
    }
    for (const key of [...this.#sightings.keys()])
      if (!there.has(key)) {
        this.#sightings.delete(key);
        gone++;
      }
    if (fresh > 0 || gone > 0) this.#write();
    return fresh;
  }

  /** When a file arrived (到达时间): when it was first seen, or the last change of its inode where that is earlier; never after `latest`. */
  arrivalOf(file: WaitingFile, latest: string): string {
    const times = [this.#sighting(file)?.seenAt ?? file.changed, file.changed, latest];
    return times.reduce((first, time) => (time < first ? time : first));
  }

  #sighting(file: WaitingFile): Sighting | undefined {
    const known = this.#sightings.get(keyOf(file));
    return known?.bytes === file.bytes && known.modified === file.modified ? known : undefined;
  }

  #write(): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    writeWhole(this.#path, JSON.stringify([...this.#sightings.values()]));
  }
}

const keyOf = ({ path }: WaitingFile): string => Buffer.from(path).toString("base64");

/** The list as it was written; one that cannot be read starts empty, and files count from the change of their inode. */
function readSightings(path: string): Sighting[] {
  if (!existsSync(path)) return [];
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Sighting[];
  } catch {
    return [];
  }
}
