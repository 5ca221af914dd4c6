/** The engine could not read what the decoder had read, or found other records: the file as a whole cannot be trusted. */
export class Unreconciled extends Error {}

/** More rows would go back than anyone mends one by one: the file goes back as a whole. */
export class TooManyRefused extends Error {
  constructor(readonly refused: number) {
    super(`${refused} rows would be refused`);
  }
}

/** Refused rows that are kept and told one by one; with more the file as a whole is refused. */
export const MOST_REFUSED = 50_000;

/** Run a statement that reads a file: cells that the engine reads otherwise than the decoder are the file's fault, not ours. */
export async function reading(statement: () => Promise<void>): Promise<void> {
  await statement().catch((error) => {
    throw /CSV Error|CSV Parser|Invalid unicode|value too large/i.test(String(error))
      ? new Unreconciled(firstLine(error))
      : error;
  });
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
