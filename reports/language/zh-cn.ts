import { accessTexts } from "./access-texts.ts";
import { actTexts } from "./act-texts.ts";
import { askingTexts } from "./asking-texts.ts";
import { backtestTexts } from "./backtest-texts.ts";
import { caseTexts } from "./case-texts.ts";
import { chartTexts } from "./chart-texts.ts";
import { deliveryTexts } from "./delivery-texts.ts";
import { digestTexts } from "./digest-texts.ts";
import { doctorTexts } from "./doctor-texts.ts";
import { documentTexts } from "./document-texts.ts";
import { dutyTexts } from "./duty-texts.ts";
import { errorTexts } from "./error-texts.ts";
import { explainTexts } from "./explain-texts.ts";
import { figureTexts } from "./figure-texts.ts";
import { healthTexts } from "./health-texts.ts";
import { layoutTexts } from "./layout-texts.ts";
import { mapTexts } from "./map-texts.ts";
import { nightTexts } from "./night-texts.ts";
import { notebookTexts } from "./notebook-texts.ts";
import { noticeItemTexts } from "./notice-item-texts.ts";
import { noticeTexts } from "./notice-texts.ts";
import { peopleTexts } from "./people-texts.ts";
import { planTexts } from "./plan-texts.ts";
import { policyTestTexts } from "./policy-test-texts.ts";
import { policyTexts } from "./policy-texts.ts";
import { problemTexts } from "./problem-texts.ts";
import { receiptTexts } from "./receipt-texts.ts";
import { refusalTexts } from "./refusal-texts.ts";
import { reportedTexts } from "./reported-texts.ts";
import { serviceTexts } from "./service-texts.ts";
import { setAsideTexts } from "./set-aside-texts.ts";
import { subjectTexts } from "./subject-texts.ts";
import { targetTexts } from "./target-texts.ts";

/** Every text people read, in Chinese. Keys are the same in every language; {names} are filled in. */
export const zhCn = {
  ...accessTexts.zh,
  ...actTexts.zh,
  ...askingTexts.zh,
  ...backtestTexts.zh,
  ...caseTexts.zh,
  ...deliveryTexts.zh,
  ...chartTexts.zh,
  ...digestTexts.zh,
  ...notebookTexts.zh,
  ...doctorTexts.zh,
  ...documentTexts.zh,
  ...dutyTexts.zh,
  ...errorTexts.zh,
  ...nightTexts.zh,
  ...layoutTexts.zh,
  ...mapTexts.zh,
  ...explainTexts.zh,
  ...figureTexts.zh,
  ...healthTexts.zh,
  ...noticeItemTexts.zh,
  ...noticeTexts.zh,
  ...peopleTexts.zh,
  ...planTexts.zh,
  ...policyTestTexts.zh,
  ...policyTexts.zh,
  ...problemTexts.zh,
  ...receiptTexts.zh,
  ...refusalTexts.zh,
  ...reportedTexts.zh,
  ...serviceTexts.zh,
  ...setAsideTexts.zh,
  ...subjectTexts.zh,
  ...targetTexts.zh,
} as const;
