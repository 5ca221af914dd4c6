import type { TextTraits } from "../../../warehouse/load/plan.ts";

/** Files up to this size are searched for each trait; larger files are assumed to have all of them. */
const LOOKED_THROUGH = 1 << 20;
/** The same for unusual numbers, which cost the engine more than a search. */
const SEARCHED = 1 << 23;

/** Cells with a unit, a bracket or a minus behind a number, an unusual minus or a bracket before one, or only zeros behind a point. */
const ODD_NUMBERS =
  /[0-9０-９][ \t]*(?:[十百千万亿人次个户件家名份项条岗位笔期元]{1,5}|[(（][^,，()（）]{1,4}[)）]|[%％)）－−-])[ \t]*(?:[,;\t|"\r\n]|$)|(?:^|[,;\t|"\n])[ \t]*[(（−－‐‑+＋'‘’][ \t]*[0-9０-９]|[.．][0０]+(?![0-9０-９])/u;
const PLACEHOLDERS =
  /(?:^|[,;\t|"])[ \t\u3000]*(?:无|暂无|没有|未编|未编号|待编|待定|待补|空|不详|n\/a|[-—–－―/／\\*.]+|[0０]+)[ \t\u3000]*(?:[,;\t|"\r]|$)/imu;
const ABSENT_WORDS = /(?:^|[,;\t|"])[ \t]*(?:None|nan|NaN|NULL|null|<NA>|\\N)[ \t]*(?:[,;\t|"\r]|$)/mu;

/**
 * Find which special characters a file's text contains, so that the engine need not look for the others cell by cell: a statement with
 * fewer functions is planned several times faster, and most files of a night are small and plain.
 */
export function traitsOf(bytes: Buffer): TextTraits {
  if (bytes.length > LOOKED_THROUGH) {
    return {
      fullWidth: true,
      spaces: true,
      quotes: bytes.includes('"'),
      dashes: true,
      longDigits: true,
      ...numbersAndWords(bytes.length > SEARCHED ? null : bytes.toString("utf8")),
      totals: true,
      unusual: true,
      scientific: true,
    };
  }
  const text = bytes.toString("utf8");
  return {
    fullWidth: /[\uff00-\uffef]/u.test(text),
    // A carriage return inside a cell is passed to the engine as a space.
    spaces: /[ \t\r\u00a0\u3000]/u.test(text),
    quotes: text.includes('"'),
    dashes: /(^|[,;\t|"\s])[-—–－―]+([,;\t|"\s]|$)/mu.test(text),
    // Personal numbers have many forms; the cells are searched for them before the engine is asked.
    longDigits: true,
    unusual: /[^\t\n\r -~\u4e00-\u9fff]|['"[\]{}`_]|\S[ \t\r]+\S/u.test(text),
    scientific: /[0-9０-９][eEｅＥ]\s*[+＋]?[0-9０-９]/u.test(text),
    ...numbersAndWords(text),
    totals: /计|t[ \u3000]*o[ \u3000]*t[ \u3000]*a[ \u3000]*l/iu.test(text),
  };
}

const numbersAndWords = (
  text: string | null,
): Pick<TextTraits, "oddNumbers" | "absentWords" | "placeholders" | "unseen"> => ({
  unseen: text === null || /\p{Cf}/u.test(text),
  placeholders: text === null || PLACEHOLDERS.test(text),
  oddNumbers: text === null || ODD_NUMBERS.test(text),
  absentWords: text === null || ABSENT_WORDS.test(text),
});
