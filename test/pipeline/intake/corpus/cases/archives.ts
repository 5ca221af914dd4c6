import { type DirtyFile, INSURANCE, insured, table } from "../case.ts";
import { gb18030 } from "../gb18030.ts";
import { workbookOf } from "../workbook.ts";
import { zipOf } from "../zip.ts";

const file = "二月报送.zip";
const member = "失业保险月报_202602.csv";
const record = (area: string) => Object.fromEntries(INSURANCE.map((key, at) => [key, insured(area)[at]]));
const json = "失业保险月报_202602.json";

/** Archives and JSON documents. */
export const ARCHIVES: readonly DirtyFile[] = [
  {
    defect: "archive-with-gb18030-names",
    file,
    content: (area) => zipOf([{ name: gb18030(member), content: table(area) }]),
  },
  {
    defect: "archive-with-folders",
    file,
    content: (area) =>
      zipOf([
        { name: "二月/", content: "" },
        { name: `二月/${member}`, content: gb18030(table(area)) },
      ]),
  },
  {
    defect: "archive-with-a-workbook",
    file,
    content: (area) =>
      zipOf([
        {
          name: "失业保险月报.xlsx",
          content: workbookOf({ name: "月报", rows: [INSURANCE, insured(area)] }),
        },
      ]),
  },
  {
    defect: "archive-with-one-bad-member",
    file,
    content: (area) =>
      zipOf([
        { name: member, content: table(area) },
        { name: "照片.jpg", content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0, 1]) },
      ]),
  },
  {
    defect: "archive-in-an-archive",
    file,
    content: (area) =>
      zipOf([{ name: "内层.zip", content: zipOf([{ name: member, content: table(area) }]) }]),
  },
  {
    defect: "archive-encrypted",
    file,
    content: (area) => zipOf([{ name: member, content: table(area), encrypted: true }]),
  },
  {
    defect: "archive-broken",
    file,
    content: (area) => zipOf([{ name: member, content: table(area) }]).fill(0x55, 60, 90),
  },
  {
    defect: "archive-cut-off",
    file,
    content: (area) => zipOf([{ name: member, content: table(area) }]).subarray(0, -30),
  },
  { defect: "archive-empty", file, content: () => zipOf([]) },
  {
    defect: "archive-that-unfolds-too-far",
    file,
    content: () => zipOf([{ name: member, content: Buffer.alloc(4_000_000, 0x20) }]),
  },
  {
    defect: "archive-that-lies-about-its-size",
    file,
    content: () => zipOf([{ name: member, content: Buffer.alloc(900_000, 0x31), claims: 5000 }]),
  },
  {
    defect: "archive-with-a-path-out-of-it",
    file,
    content: (area) => zipOf([{ name: `../../${member}`, content: table(area) }]),
  },
  {
    defect: "archive-with-a-windows-path-out-of-it",
    file,
    content: (area) => zipOf([{ name: gb18030(`..\\..\\${member}`), content: table(area) }]),
  },
  {
    defect: "archive-with-an-absolute-path",
    file,
    content: (area) => zipOf([{ name: `/etc/${member}`, content: table(area) }]),
  },
  {
    defect: "archive-with-a-legacy-workbook",
    file,
    content: () =>
      zipOf([
        { name: "失业保险月报.xls", content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) },
      ]),
  },
  {
    defect: "archive-with-too-many-members",
    file,
    content: () => zipOf(Array.from({ length: 501 }, (_, at) => ({ name: `${at}.csv`, content: "" }))),
  },
  { defect: "json-list", file: json, content: (area) => JSON.stringify([record(area)]) },
  {
    defect: "json-list-inside-an-object",
    file: json,
    content: (area) => JSON.stringify({ 单位: "某局", 数据: [record(area)] }),
  },
  {
    defect: "json-with-numbers-and-nulls",
    file: json,
    content: (area) => JSON.stringify([{ ...record(area), 期末参保人数: 4950, "基金收入(万元)": null }]),
  },
  { defect: "json-cut-off", file: json, content: (area) => JSON.stringify([record(area)]).slice(0, -5) },
  { defect: "json-that-is-no-list", file: json, content: () => '{"状态":"正常"}' },
  {
    defect: "json-with-a-nested-cell",
    file: json,
    content: (area) => JSON.stringify([{ ...record(area), 期末参保人数: [4950] }]),
  },
];
