import type { Message } from "../../../reports/delivery/transport.ts";

/** A message in Chinese, long enough to be folded and encoded; each test states what differs. */
export const message = (more: Partial<Message> = {}): Message => ({
  from: "fengsui@example.org",
  to: "duty.990101@example.org",
  messageId: "<2026-0001-1-990101.abc123@example.org>",
  date: new Date("2026-03-11T18:30:00.000Z"),
  subject: "【Ⅱ级 橙色 重大】甲一旗：单个企业规模裁员（新发，2026-0001）规模性失业风险预警提示",
  text: `规模性失业风险预警提示\n\n甲一旗人社局\n\n${"统计的是企业报告人数，不是实际离职人数。".repeat(12)}\n.单独一点开头的行\n`,
  html: '<!doctype html>\n<html lang="zh-CN"><body><h1>预警</h1><p>裁减人数≥200 &lt;甲&gt;</p></body></html>\n',
  ...more,
});
