/** One question of another account, as the lines that the audit gets for it. */
export interface SpooledQuestion {
  readonly lines: readonly string[];
  readonly isEnded: boolean;
  /** Number of the account whose file it is. */
  readonly uid: number;
  /** When the file was changed last, in milliseconds. */
  readonly changed: number;
}

/** What the system says of the file, whatever stands in it. */
export interface SpoolFile {
  readonly name: string;
  readonly uid: number;
  readonly changed: number;
}

type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 4000;
const FORMATS = ["rows", "csv", "json", "parquet", "arrow", "xlsx"];
const OUTCOMES = ["answered", "refused", "failed", "stopped"];

/**
 * The lines of a spooled question. Only fields that a question has are taken over, in their own form; its number begins with the
 * account's, so that nobody can end a question of another.
 */
export function spooledQuestion(text: string, { name, uid, changed }: SpoolFile): SpooledQuestion | null {
  const [first = "", second = ""] = text.split("\n", 2);
  const begun = fieldsOf(first);
  if (begun?.event !== "begun" || typeof begun.sql !== "string") return null;
  const id = `${uid}/${name}`;
  const noted = {
    ...{
      event: "begun",
      id,
      uid,
      at: short(begun.at),
      claimed: short(begun.who),
      sql: begun.sql.slice(0, LONGEST),
    },
    ...{ sha256: short(begun.sha256), values: textsOf(begun.values), format: among(FORMATS, begun.format) },
  };
  const ended = fieldsOf(second);
  const isEnded = ended?.event === "ended";
  const end = isEnded ? endOf(ended) : { event: "unfinished" };
  return { lines: [JSON.stringify(noted), JSON.stringify({ ...end, id, uid })], isEnded, uid, changed };
}

function endOf(fields: Fields): Fields {
  const { milliseconds, outcome, count, cut, sheets, reason, line, column, message, by } = fields;
  const numbers = Object.entries({ milliseconds, count, sheets, line, column }).filter(([, value]) =>
    Number.isFinite(value),
  );
  const texts = Object.entries({ cut, reason, name: fields.name, message, by }).filter(
    ([, value]) => typeof value === "string",
  );
  return {
    ...{ event: "ended", outcome: among(OUTCOMES, outcome) },
    ...Object.fromEntries(numbers),
    ...Object.fromEntries(texts.map(([key, value]) => [key, short(value)])),
  };
}

function fieldsOf(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

const short = (value: unknown): string | null => (typeof value === "string" ? value.slice(0, 500) : null);
const among = (known: readonly string[], value: unknown): string | null =>
  known.find((candidate) => candidate === value) ?? null;

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter((pair): pair is [string, string] => typeof pair[1] === "string")
      .slice(0, 100)
      .map(([key, text]) => [key.slice(0, 100), text.slice(0, LONGEST)]),
  );
}
