/** Texts on the layoffs that a notice lists: enterprises for those with a duty, areas for those above (涉及企业、分地区情况). */
export const reportedTexts = {
  zh: {
    "item.firms": "涉及企业",
    "item.firm": "{employer}{persons}人",
    "item.firm-leaving": "{employer}{persons}人，拟自{date}起离岗",
    "item.places": "分地区情况",
    "item.place": "{area}{persons}人（企业{firms}家）",
    "item.more": "{list}；共{count}个",
  },
  en: {
    "item.firms": "Enterprises",
    "item.firm": "{employer}: {persons} workers",
    "item.firm-leaving": "{employer}: {persons} workers, leaving from {date}",
    "item.places": "By area",
    "item.place": "{area}: {persons} workers of {firms} enterprise(s)",
    "item.more": "{list}; {count} in all",
  },
} as const;
