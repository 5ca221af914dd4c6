/** Texts of acts that people ask the holder of the database for (操作), in both languages. */
export const actTexts = {
  zh: {
    "act.waits":
      "本次操作已放入 acts/{name}，待其处理完毕后执行（最多等候{seconds}秒）。中断本命令不会撤销该操作。",
    "act.left": "acts/{name} 暂不能处理，留待下次：{cause}",
    "act.set-aside": "acts/{name} 不是有效的操作，已移入 acts/refused/：{cause}",
    "act.failed": "操作 {id} 未能执行，未作任何改动：{cause}",
    "resend.done": "{count}封邮件将再次发送：",
    "resend.line": "  {id} → {recipient}",
    "error.act-not-written": "无法写入 acts/：{cause}。请用运行本服务的账户执行本命令。",
    "error.act-waits":
      "尚未处理：该操作仍在 acts/{name}，数据库空闲后自动执行，无须重新输入；删除该文件即可撤销。",
    "error.not-an-act": "“{key}”的内容过长或不合格式。",
    "error.changed-before-approval": "“{version}”在批准提交之后又有改动，未予记录：请重新核对后再批准。",
    "error.resend-unknown": "没有编号为“{id}”的邮件或预警事项。",
    "error.resend-sent": "邮件 {id} 已经发出，不再重发。",
    "error.resend-waiting": "邮件 {id} 仍在等待发送，无须重发。",
    "error.resend-nothing": "预警事项 {case} 没有未能送达的邮件（已发出{sent}封，等待发送{waiting}封）。",
  },
  en: {
    "act.waits":
      "what you asked for lies in acts/{name} and is done when that has ended (this command waits {seconds} s at most). Stopping the command does not withdraw it.",
    "act.left": "acts/{name} cannot be taken now and waits for the next time: {cause}",
    "act.set-aside": "acts/{name} is no act and was moved to acts/refused/: {cause}",
    "act.failed": "act {id} could not be carried out, and nothing was changed: {cause}",
    "resend.done": "{count} message(s) will be sent again:",
    "resend.line": "  {id} → {recipient}",
    "error.act-not-written":
      "acts/ cannot be written: {cause}. Run this command from the account that runs the service.",
    "error.act-waits":
      "not done yet: it stays in acts/{name} and is done as soon as the database is free; do not type it again. Removing that file withdraws it.",
    "error.not-an-act": "“{key}” is too long, or not in the form that is asked for.",
    "error.changed-before-approval":
      "“{version}” was changed after the approval was given, which is not recorded: read it again, then approve.",
    "error.resend-unknown": "there is no message and no case “{id}”.",
    "error.resend-sent": "message {id} was sent already and is not sent again.",
    "error.resend-waiting": "message {id} still waits to be sent; there is nothing to send again.",
    "error.resend-nothing":
      "every message of case {case} arrived or is on its way ({sent} sent, {waiting} waiting): there is nothing to send again.",
  },
} as const;
