import { expect, test } from "vitest";
import { letterContent } from "../../../reports/delivery/letter-content.ts";
import { type LetterText, letterHtml, letterPlain } from "../../../reports/delivery/letter-text.ts";
import { documentFiles, FORMATS } from "../../../reports/documents/document-files.ts";
import { entriesOf, wordsOf } from "./readers.ts";

const LETTER: LetterText = {
  subject: "【预警变动】甲一旗新增Ⅳ级蓝色等2项",
  heading: "预警变动汇总",
  office: "甲盟人社局：",
  lead: "2026年3月11日下级地区预警事项变动2项。",
  blocks: [
    {
      title: "下级地区预警变动",
      lines: ["Ⅳ级蓝色 新增 甲一旗（2026-0006）", "Ⅳ级蓝色 新增 甲二旗（2026-0007）"],
    },
    {
      title: "问题1",
      lines: ["第3行的人数不对"],
      table: {
        ...{ form: "cells", title: "", head: ["行", "人数", "企业"] },
        rows: [[{ text: "第3行" }, { text: "86人", isMarked: true }, { text: "甲厂\n<b>" }]],
        notes: ["原表第2列。"],
      },
      points: [{ label: "怎么改", text: "只填数字。" }],
      steps: [
        { text: "改正后重新报送", taker: "甲一旗人社局", due: "3月12日前", remark: "文件名不限" },
        { text: "查看回执", taker: "", due: "次日" },
      ],
    },
  ],
  table: {
    title: "各地现状",
    head: ["地区", "Ⅳ"],
    rows: [[{ text: "甲一旗" }, { text: "17", value: 17 }]],
    notes: ["级别重的在前。"],
  },
  foot: ["本邮件由系统自动发出。"],
};

test("a letter says the same in every format, its table too", async () => {
  const content = letterContent(LETTER, "zh-CN");
  const mail = { content, text: letterPlain(LETTER, "zh-CN"), html: letterHtml(LETTER, "zh-CN") };
  const said = [
    LETTER.lead,
    "2026-0007",
    "各地现状",
    "17",
    "第3行的人数不对",
    "86人",
    "甲厂",
    "原表第2列。",
    "只填数字。",
    "文件名不限",
    "改正后重新报送",
    "3月12日前",
    "级别重的在前。",
    "自动发出",
  ];
  for (const { format, bytes } of await documentFiles(mail, FORMATS, {})) {
    const found = await wordsOf(format, bytes);
    for (const text of said) expect(found, format).toContain(text.replaceAll(/\s/g, ""));
  }
});

test("what is marked stands out in every format, and not by colour alone", async () => {
  const content = letterContent(LETTER, "zh-CN");
  const mail = { content, text: letterPlain(LETTER, "zh-CN"), html: letterHtml(LETTER, "zh-CN") };
  expect(mail.text).toContain("人数 【86人】");
  expect(mail.html).toMatch(/background:#FDF0E5;font-weight:700">86人</);
  expect(mail.html).toContain("甲厂<br>&lt;b&gt;");
  for (const { format, bytes } of await documentFiles(mail, ["docx", "xlsx"], {})) {
    const parts = [...(await entriesOf(bytes))].map(([, entry]) => entry.bytes.toString("utf8"));
    expect(parts.join(""), format).toContain("FDF0E5");
  }
});
