import { commandErrorTexts } from "./command-error-texts.ts";
import { deploymentErrorTexts } from "./deployment-error-texts.ts";
import { detectErrorTexts } from "./detect-error-texts.ts";
import { schemaErrorTexts } from "./schema-error-texts.ts";
import { valueErrorTexts } from "./value-error-texts.ts";

/** Texts on the operator's mistakes (给管理员的错误提示), in both languages. */
export const errorTexts = {
  zh: {
    ...commandErrorTexts.zh,
    ...deploymentErrorTexts.zh,
    ...detectErrorTexts.zh,
    ...schemaErrorTexts.zh,
    ...valueErrorTexts.zh,
  },
  en: {
    ...commandErrorTexts.en,
    ...deploymentErrorTexts.en,
    ...detectErrorTexts.en,
    ...schemaErrorTexts.en,
    ...valueErrorTexts.en,
  },
} as const;
