/** Texts of watching (监看): what troubles the service, and what a person would check by hand. */
export const healthTexts = {
  zh: {
    "health.copy-stale": "查询副本早于最近一次夜间处理（{date}）",
    "health.mail-trouble": "邮件服务器自 {since} 起不接受邮件：{detail}",
    "health.undelivered": "有{count}封邮件没有送达，且该单位无人收到",
    "health.disk": "磁盘剩余 {free} MB，夜间处理需要 {needed} MB",
    "health.clock": "系统时钟已被回拨，到 {until} 才恢复",
    "health.job-failed": "{job}失败{tries}次（应于 {due}）：{detail}",
    "health.no-look": "看不到数据库的状态（见失败的步骤）",
    "health.no-round": "值守服务自 {at} 起没有完成巡检",
    "health.no-file": "值守服务尚未完成第一次巡检",
    "health.no-port": "端口 {port} 不能使用，不答复 /health 和 /metrics；其他照常：{cause}",
    "health.not-written": "运行状况文件没有写入：{cause}",
    "watch.no-service": "值守服务没有留下记录：没有运行过 fengsui serve",
    "watch.last-round": "值守服务最近一次巡检：{at}，{done}",
    "watch.nothing-done": "无待办事项",
    "watch.service-silent": "值守服务自 {at} 起没有巡检，可能已停止；请检查 fengsui serve 是否在运行",
    "watch.copy-older": "查看副本是 {at} 的，数据库其后有变动",
    "watch.silence": "{subject}（自 {since} 起）",
    "watch.clock-ahead": "值守服务上次记录的时间 {at} 晚于现在：系统时钟可能被回拨",
    "watch.night-ahead":
      "最近一次夜间处理判定至 {at}，晚于现在：当时系统时钟走快了。在此之前每到钟点只按那一日的日期重做，今天的报送可能不在其报告期内；如确系时钟有误，请从备份恢复数据库，再补做各夜",
    "watch.acts": "acts/ 中有{count}项操作等待处理，最早的已等{minutes}分钟；请确认 fengsui serve 在运行",
    "watch.ends": "sending/ 中有{count}个发送结果文件尚未记入数据库；运行 fengsui send 即可记入",
    "watch.night-failed": "{due} 的夜间处理失败{tries}次：{detail}",
    "watch.night-skipped": "{from} 至 {to} 有{count}个夜间处理没有做：{detail}",
    "watch.undelivered": "未送达的信件{count}封，见下",
    "watch.trouble": "以上警示中有{count}项需要有人处理。",
    "unreached.office":
      "{office}没有值班（duty）或负责人（head）联系人：{tiers}的预警提示无人收到，请至少填写一个",
    "unreached.area":
      "{area}及其上级都没有单位，任何级别的预警提示都无人收到：请在 offices.yaml 中填写一个单位",
  },
  en: {
    "health.copy-stale": "the readers' copy is older than the last night ({date})",
    "health.mail-trouble": "the mail server has taken nothing since {since}: {detail}",
    "health.undelivered": "{count} messages did not arrive, and nobody at the office has them",
    "health.disk": "{free} MB are free on the disk, and a night needs {needed} MB",
    "health.clock": "the clock stands set back, until {until}",
    "health.job-failed": "failed {tries} times: {job} (due {due}): {detail}",
    "health.no-look": "the state of the database cannot be seen (see the step that failed)",
    "health.no-round": "the service has not ended a round since {at}",
    "health.no-file": "the service has not ended its first round",
    "health.no-port":
      "port {port} cannot be used, and /health and /metrics are not answered; all else goes on: {cause}",
    "health.not-written": "the state of the service could not be written: {cause}",
    "watch.no-service": "the service left no record: fengsui serve never ran here",
    "watch.last-round": "last round of the service: {at}, {done}",
    "watch.nothing-done": "nothing was due",
    "watch.service-silent":
      "the service has taken no round since {at} and may have stopped; see whether fengsui serve runs",
    "watch.copy-older": "the look-up copy is of {at}; the database has changed since",
    "watch.silence": "{subject} (since {since})",
    "watch.clock-ahead":
      "the service last noted {at}, which is later than now: the clock may have been set back",
    "watch.night-ahead":
      "the last night judged up to {at}, which has not come: the clock stood ahead when it ran. Until then every bell repeats that night under its date, and today's reports may lie outside its days; where the clock was wrong, put the database back from a backup and make up the nights",
    "watch.acts":
      "{count} acts wait in acts/, the oldest for {minutes} minutes; see whether fengsui serve runs",
    "watch.ends": "{count} files with ends of sending lie in sending/ unrecorded; fengsui send records them",
    "watch.night-failed": "the night due {due} failed {tries} times: {detail}",
    "watch.night-skipped": "{count} nights from {from} to {to} were not run: {detail}",
    "watch.undelivered": "messages not delivered: {count}, see below",
    "watch.trouble": "{count} of the warnings above need a person.",
    "unreached.office":
      "{office} has no contact with the role duty or head: nobody gets its notices of {tiers}; give at least one",
    "unreached.area":
      "neither {area} nor an area above it has an office, so nobody gets its notices of any tier: write one into offices.yaml",
  },
} as const;
