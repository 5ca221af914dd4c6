/** Texts on mistakes in policies (预警方案中的错误), in both languages: what is wrong, and what is allowed. */
export const policyErrorTexts = {
  zh: {
    "error.bound-always-met": "“{bound}”任何数值都满足，等于没有条件；请填大于零的数，或 above: 0",
    "error.bound-never-met": "“{bound}”永远达不到：该量最大为 {most}；请填较小的数",
    "error.bound-never-below": "“{bound}”永远达不到：该量最小为 {least}；请填大于 {least} 的数",
    "error.bound-always-below": "“{bound}”任何数值都满足：该量最大为 {most}；请填较小的数",
    "error.number-not-finite": "应为有限的数字，如 20 或 0.9，不得为 .inf 或 .nan",
    "error.bound-of-both":
      "above 与 below 只能填其一：{ above: n } 表示大于 n，{ below: n } 表示小于 n，单独的数字表示不小于它",
    "error.limb-needless":
      "{tier} 的条件“{limb}”是多余的：满足它必然满足同级的“{other}”；请删去，或移到应属的级别",
    "error.line-not-harder":
      "{tier} 不高于 {lighter}：此处为“{limb}”，{lighter} 为“{lighterLimb}”，达到 {lighter} 即达到 {tier}；至少一项应为 {wanted}",
    "error.line-equal":
      "{tier} 与 {lighter} 的标准相同（{lighter} 为“{lighterLimb}”，此处为“{limb}”），达到 {lighter} 即达到 {tier}；至少一项应为 {wanted}，或 {tier} 的 dwell 更长",
    "error.line-easier":
      "{tier} 低于 {lighter}：此处为“{limb}”，{lighter} 为“{lighterLimb}”；应填 {wanted} 或更严",
    "error.line-turns":
      "{tier} 的方向与 {lighter} 相反：此处为“{limb}”，{lighter} 为“{lighterLimb}”；应填 {wanted}（below 表示越低越重，单独的数字和 above 表示越高越重）",
    "error.cap-below-lines": "cap 为 {cap}，{tiers} 的预警标准永远用不上；请提高 cap，或删去这些标准",
    "error.tier-without-line": "{tier} 没有预警标准，此项不起作用；有标准的级别：{known}",
    "error.dwell-of-fewer": "最近{of}期中不可能有{periods}期；periods 不得大于 of",
    "error.exit-above-entry":
      "{tier} 的退出标准“{exit}”高于进入标准“{line}”：刚进入就已退出；退出标准应不高于进入标准，或不填",
    "error.exit-below-lighter":
      "{tier} 的退出标准“{exit}”低于 {lighter} 的退出标准“{lighterExit}”：已退出 {lighter} 却仍在 {tier}；请提高，或同时降低 {lighter} 的退出标准",
    "error.floor-of-other-quantity": "{rule} 的下限只涉及 {quantities}，不涉及 {wrong}",
    "error.floor-above-line":
      "{quantity} 的下限 {least} 高于 {tier} 的标准“{limb}”，该标准永远不能单独起作用；下限应不高于标准",
    "error.hold-longer-than-lighter":
      "{tier} 保持{days}日，长于 {lighter} 的{lighterDays}日：先解除而后才下调；{tier} 的日数不得大于 {lighter} 的日数",
    "error.lowered-after-lifted":
      "lowerAfterDays（{lowerAfterDays}日）大于 liftAfterDays（{liftAfterDays}日）：先解除而后才下调；应不大于 liftAfterDays",
    "error.parameter-whole": "应为整数，{least} 至 {most}",
    "error.parameter-range": "应在 {least} 至 {most} 之间",
    "error.level-of-other-rule": "{rule} 不判定这一层级的地区；可用：{known}",
    "error.level-without-lines":
      "{rule} 判定 {level} 一级的地区，但没有该级的预警标准；请填 levels.{level}.lines，或填各级共用的 lines：{tiers}",
    "error.only-corroborating": "全部规则均为 corroborating，没有规则可以立项；至少一条应为 primary",
    "error.policy-without-rules": "没有规则；至少填写一条规则及其预警标准",
    "error.combination-of-nothing":
      "没有写明 families，不起作用；请填需一致的信息来源数（2 或以上），或删去 combination",
    "error.families-never-agree":
      "需要{families}类信息来源一致，但任一层级的规则最多来自{most}类：{known}；请减少 families，或增加其他来源的规则",
    "error.agreement-never-from":
      "from 为 {from}：任一层级能给出 {from} 及以上的信息来源都不足{families}类，永远不会一致；from 可填：{known}",
    "error.agreement-without-effect":
      "upTo 为 {upTo}：规则给出的最低级别已达到它，一致也不会上调；请填更高的级别，或删去 combination",
    "error.tier-never-below":
      "“{bound}”永远达不到：下级（{levels}）没有 primary 规则给出 {counted}；可用：{known}；或给下级补充该级别的标准",
    "error.no-case-below":
      "永远达不到：没有 primary 规则判定下级（{levels}）的地区；请删去本规则，或采用判定下级的规则",
    "error.until-before-from": "until（{until}）早于 from（{from}）；应为同日或之后",
    "error.window-outside-version":
      "不在本版本有效期内（{validFrom} 至 {validTo}）；请改日期，或写入当时有效的版本",
    "error.rule-not-in-policy": "本版本没有采用规则 {rule}；已采用：{known}",
    "error.drill-of-corroborating": "{rule} 为 corroborating，不能立项，无从演练；请改用 primary 的规则",
    "error.drill-tier": "{rule} 不会给出 {tier}；可用：{known}",
    "error.drill-twice": "同一地区、同一规则在这些日期已有演练（{from} 至 {until}）；请错开日期，或合为一次",
    "error.mute-twice": "同一地区、同一规则在这些日期已有静默（{from} 至 {until}）；请错开日期，或合为一次",
    "error.rate-without-probabilities":
      "所用规则均不给出概率，错误发现率不起作用；请删去，或采用给出概率的规则：{known}",
    "error.approved-without-approvers":
      "填写了 approvedOn（{approvedOn}），但没有 approvers，无从核对批准人；请填 approvers，或删去 approvedOn",
    "error.drill-level": "{rule} 不判定 {level} 一级的地区；请改用这些层级的地区：{known}",
    "error.waits-twice": "{change} {tier} 已在前面列出；每种变化的每一级别只列一次",
    "error.nothing-waits": "on 为 {on}，但 wait 中没有等待的变化；请在 wait 中列出，或删去 on",
    "error.budget-rises":
      "{tier} 的预算 {count} 大于 {lighter} 的预算 {lighterCount}；预算包括该级及以上，{tier} 应不大于 {lighter}",
    "error.approver-is-author": "“{name}”是本版本的起草人，不能批准；请另列批准人",
    "error.approver-twice": "“{name}”重复；每人只列一次",
    "error.approved-by-another": "填写了 approvedOn，但“{name}”不在 approvers 中；应为：{known}",
    "error.approved-after-start":
      "批准日期 {approvedOn} 晚于开始日期 {validFrom}；请推迟 validFrom，或写明 trial: true（试行）",
    "error.version-ends-before": "validTo（{validTo}）早于 validFrom（{validFrom}）；应为同日或之后，或不填",
    "error.version-name-twice":
      "版本名“{version}”与“{other}”相同（不计大小写、全半角和空格）；每个版本应有不同的名称",
    "error.versions-overlap":
      "“{version}”与“{other}”在 {day} 同时有效；请给较早的版本填更早的 validTo（或不填，即至下一版本开始），并各填不同的 validFrom",
    "note.policy-gap":
      "请注意：{from} 至 {to} 没有有效的版本（“{version}”已结束，“{next}”未开始），其间不作判定",
    "note.policy-share":
      "请注意：{quantity}按百分数或千分数计，“{limb}”中的数小于 1；如指百分之三十，应填 30",
    "note.policy-window-cut":
      "请注意：until 为 {until}，而本版本至 {end} 结束，静默或演练随之结束；需要延续的，写入下一版本",
    "note.policy-grave-waits": "请注意：{tiers} 的 {change} 等到 {on} 才告知；重大以上的预警通常应立即告知",
  },
  en: {
    "error.bound-always-met": "“{bound}” is met by every figure; give a number above zero, or above: 0",
    "error.bound-never-met":
      "“{bound}” can never be met: the quantity is at most {most}; give a smaller number",
    "error.bound-never-below":
      "“{bound}” can never be met: the quantity is at least {least}; give a number above {least}",
    "error.bound-always-below":
      "“{bound}” is met by every figure: the quantity is at most {most}; give a smaller number",
    "error.number-not-finite": "expected a finite number such as 20 or 0.9, not .inf or .nan",
    "error.bound-of-both":
      "above and below stand together; give either { above: n }, { below: n } or a bare number, which means at least",
    "error.limb-needless":
      "the condition “{limb}” of {tier} is needless: whatever meets it meets “{other}” of the same tier; remove it, or move it to its tier",
    "error.line-not-harder":
      "{tier} does not rise over {lighter}: here “{limb}”, at {lighter} “{lighterLimb}”, and whatever reaches {lighter} reaches {tier}; at least one must be {wanted}",
    "error.line-equal":
      "{tier} has the line of {lighter} (here “{limb}”, there “{lighterLimb}”), and whatever reaches {lighter} reaches {tier}; at least one must be {wanted}, or the dwell of {tier} longer",
    "error.line-easier":
      "{tier} falls below {lighter}: here “{limb}”, at {lighter} “{lighterLimb}”; give {wanted} or harder",
    "error.line-turns":
      "{tier} turns against {lighter}: here “{limb}”, at {lighter} “{lighterLimb}”; give {wanted} (below: lower is graver; a bare number and above: higher is graver)",
    "error.cap-below-lines":
      "the cap is {cap}: the lines of {tiers} are never used; raise the cap, or remove them",
    "error.tier-without-line": "{tier} has no line, so that this says nothing; tiers with a line: {known}",
    "error.dwell-of-fewer": "there are no {periods} among the last {of} periods; periods must not exceed of",
    "error.exit-above-entry":
      "to leave {tier} (“{exit}”) is harder than to enter it (“{line}”): a case would enter and be out at once; give bounds no harder than the line, or none",
    "error.exit-below-lighter":
      "{tier} is left later (“{exit}”) than {lighter} (“{lighterExit}”): a figure would be out of {lighter} and still in {tier}; raise it, or lower the exit of {lighter} too",
    "error.floor-of-other-quantity": "a floor of {rule} may use {quantities}, not {wrong}",
    "error.floor-above-line":
      "the floor of {least} on {quantity} lies above the line of {tier} (“{limb}”), which can then never be met by itself; give a floor no higher than the lines",
    "error.hold-longer-than-lighter":
      "{tier} is held for {days} days, longer than {lighter} for {lighterDays}: a case would be lifted before it is lowered; give {tier} no more days than {lighter}",
    "error.lowered-after-lifted":
      "lowerAfterDays ({lowerAfterDays}) is more than liftAfterDays ({liftAfterDays}): a case would be lifted before it is lowered; give no more than liftAfterDays",
    "error.parameter-whole": "a whole number from {least} to {most}",
    "error.parameter-range": "a number from {least} to {most}",
    "error.level-of-other-rule": "{rule} does not judge areas of this level; there are {known}",
    "error.level-without-lines":
      "{rule} judges areas of level {level} and has no line there; give levels.{level}.lines, or lines for all levels: {tiers}",
    "error.only-corroborating":
      "every rule is corroborating and none opens a case; at least one must be primary",
    "error.policy-without-rules": "there is no rule; give at least one with its lines",
    "error.combination-of-nothing":
      "says nothing without families; give the number of sources that must agree (2 or more), or remove combination",
    "error.families-never-agree":
      "{families} source families must agree, and the rules of no level come from more than {most}: {known}; give a smaller number, or use rules of other sources",
    "error.agreement-never-from":
      "from is {from}: at no level can {families} source families reach {from} or above, so that they never agree; from may be {known}",
    "error.agreement-without-effect":
      "upTo is {upTo}: the lightest tier of the rules stands there already, and agreement raises nothing; give a graver tier, or remove combination",
    "error.tier-never-below":
      "“{bound}” can never be met: no primary rule of the areas below ({levels}) gives {counted}; use {known}, or give the areas below a line at that tier",
    "error.no-case-below":
      "can never be met: no primary rule judges the areas below ({levels}); remove this rule, or use a rule that judges them",
    "error.until-before-from": "until ({until}) lies before from ({from}); give the same day or a later one",
    "error.window-outside-version":
      "lies outside the days of this version ({validFrom} to {validTo}); change the days, or write it into the version of that time",
    "error.rule-not-in-policy": "this version does not use the rule {rule}; it uses {known}",
    "error.drill-of-corroborating":
      "{rule} is corroborating and opens no case that could be exercised; name a primary rule",
    "error.drill-tier": "{rule} never gives {tier}; it gives {known}",
    "error.drill-twice":
      "the same area and rule have a drill on these days already ({from} to {until}); move it, or make them one",
    "error.mute-twice":
      "the same area and rule are muted on these days already ({from} to {until}); move it, or make them one",
    "error.rate-without-probabilities":
      "no rule in use tells probabilities, and the false discovery rate changes nothing; remove it, or use a rule that tells them: {known}",
    "error.approved-without-approvers":
      "approvedOn is {approvedOn}, and no approvers say who may approve; give approvers, or remove approvedOn",
    "error.drill-level": "{rule} does not judge areas of level {level}; name an area of {known}",
    "error.waits-twice": "{change} {tier} stands above already; list each change at each tier once",
    "error.nothing-waits": "on is {on}, and no change waits; list changes in wait, or remove on",
    "error.budget-rises":
      "the budget of {tier}, {count}, is more than that of {lighter}, {lighterCount}; a budget counts its tier and above, so give {tier} no more than {lighter}",
    "error.approver-is-author":
      "“{name}” is the author of this version and cannot approve it; name another person",
    "error.approver-twice": "“{name}” stands more than once; name each person once",
    "error.approved-by-another":
      "approvedOn is given, and “{name}” is not among the approvers; there are {known}",
    "error.approved-after-start":
      "approved on {approvedOn}, after it began on {validFrom}; give a later validFrom, or say trial: true",
    "error.version-ends-before":
      "validTo ({validTo}) lies before validFrom ({validFrom}); give the same day or a later one, or none",
    "error.version-name-twice":
      "“{version}” and “{other}” are the same name but for case, width or spaces; give each version a name that no other has",
    "error.versions-overlap":
      "“{version}” and “{other}” both hold on {day}; give the earlier one an earlier validTo (or none: it then ends where the next begins), and each a different validFrom",
    "note.policy-gap":
      "note: no version holds from {from} to {to} (“{version}” has ended, “{next}” has not begun); nothing is judged on these days",
    "note.policy-share":
      "note: {quantity} is counted in percent or per mille, and a number of “{limb}” is below 1; thirty percent is written 30",
    "note.policy-window-cut":
      "note: until is {until}, and this version ends on {end}: the window ends with it; write it into the next version too if it is to go on",
    "note.policy-grave-waits":
      "note: {change} at {tiers} waits until {on}; warnings of these tiers are usually sent at once",
  },
} as const;
