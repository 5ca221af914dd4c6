/** The engine could not read what the decoder had read, or found different records, so the file cannot be trusted. */
export class Unreconciled extends Error {}

/** More rows would be refused than anyone corrects one by one, so the file is refused as a whole. */
export class TooManyRefused extends Error {
  constructor(readonly refused: number) {
    super(`${refused} rows would be refused`);
  }
}

/** Maximum refused rows that are stored and reported one by one; with more, the file is refused as a whole. */
export const MOST_REFUSED = 50_000;

/** Run a statement that reads a file; a read error of the engine counts as a fault of the file. */
export async function reading(statement: () => Promise<void>): Promise<void> {
  await statement().catch((error) => {
    throw /CSV Error|CSV Parser|Invalid unicode|value too large/i.test(String(error))
      ? new Unreconciled(firstLine(error))
      : error;
  });
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
