import { type DirtyFile, INSURANCE, insured, layoffs, table, text } from "../case.ts";
import { gb18030, utf16 } from "../gb18030.ts";

const file = "失业保险月报_202602.csv";

/** How the characters and lines of a text file are written. */
export const ENCODINGS: readonly DirtyFile[] = [
  { defect: "utf-8-with-byte-order-mark", file, content: (area) => `\ufeff${table(area)}` },
  { defect: "utf-16-little-endian", file, content: (area) => utf16(table(area), "le") },
  { defect: "utf-16-big-endian", file, content: (area) => utf16(table(area), "be") },
  { defect: "utf-16-without-mark", file, content: (area) => utf16(table(area), "le", false) },
  { defect: "gb18030", file, content: (area) => gb18030(table(area)) },
  {
    defect: "gb18030-with-a-rare-character",
    file: "裁减人员报告_gb.csv",
    content: (area) => gb18030(layoffs(area, { 4: "𠮷祥煤业有限公司" })),
  },
  {
    defect: "two-encodings-in-one-file",
    file: "裁减人员报告_mixed.csv",
    content: (area) =>
      Buffer.concat([Buffer.from(layoffs(area)), gb18030("内蒙\n"), Buffer.from([0x80, 0xff, 0x0a])]),
  },
  {
    defect: "latin-1-is-no-text-we-know",
    file,
    content: (area) => Buffer.concat([Buffer.from(table(area)), Buffer.from([0xe9, 0x0a, 0xff, 0xff, 0x0a])]),
  },
  {
    defect: "utf-16-cut-inside-a-character",
    file,
    content: (area) => utf16(table(area), "le").subarray(0, -1),
  },
  { defect: "nul-bytes", file, content: (area) => table(area).replace("4950", "49\u000050") },
  { defect: "tab-separated-named-csv", file, content: (area) => text([INSURANCE, insured(area)], "\t") },
  {
    defect: "tab-separated-gb18030-tsv",
    file: "失业保险月报.tsv",
    content: (area) => gb18030(text([INSURANCE, insured(area)], "\t")),
  },
  { defect: "semicolon-separated", file, content: (area) => text([INSURANCE, insured(area)], ";") },
  { defect: "windows-line-ends", file, content: (area) => text([INSURANCE, insured(area)], ",", "\r\n") },
  { defect: "old-mac-line-ends", file, content: (area) => text([INSURANCE, insured(area)], ",", "\r") },
  {
    defect: "line-ends-mixed",
    file,
    content: (area) => `${INSURANCE.join(",")}\r\n${insured(area).join(",")}\n`,
  },
  { defect: "no-final-newline", file, content: (area) => table(area).trimEnd() },
  { defect: "cut-in-the-last-row", file, content: (area) => table(area).slice(0, -20) },
  { defect: "unknown-extension-txt", file: "失业保险月报_202602.txt", content: (area) => table(area) },
  { defect: "name-of-no-known-report", file: "新建文本文档.csv", content: (area) => table(area) },
  {
    defect: "name-in-odd-unicode",
    file: "失业保险月报_\u202etxt\u200b\u00a0①.csv",
    content: (area) => table(area),
  },
];
