import { accessTexts } from "./access-texts.ts";
import { actTexts } from "./act-texts.ts";
import { askingTexts } from "./asking-texts.ts";
import { backtestTexts } from "./backtest-texts.ts";
import { caseTexts } from "./case-texts.ts";
import type { Catalogue } from "./catalogue.ts";
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

/** Every text people read, in English: the second language setting. */
export const en: Catalogue = {
  ...accessTexts.en,
  ...actTexts.en,
  ...askingTexts.en,
  ...backtestTexts.en,
  ...caseTexts.en,
  ...deliveryTexts.en,
  ...chartTexts.en,
  ...digestTexts.en,
  ...notebookTexts.en,
  ...doctorTexts.en,
  ...documentTexts.en,
  ...dutyTexts.en,
  ...errorTexts.en,
  ...nightTexts.en,
  ...layoutTexts.en,
  ...mapTexts.en,
  ...explainTexts.en,
  ...figureTexts.en,
  ...healthTexts.en,
  ...noticeItemTexts.en,
  ...noticeTexts.en,
  ...peopleTexts.en,
  ...planTexts.en,
  ...policyTestTexts.en,
  ...policyTexts.en,
  ...problemTexts.en,
  ...receiptTexts.en,
  ...refusalTexts.en,
  ...reportedTexts.en,
  ...serviceTexts.en,
  ...setAsideTexts.en,
  ...subjectTexts.en,
  ...targetTexts.en,
};
