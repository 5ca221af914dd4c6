import { commandErrorTexts } from "./command-error-texts.ts";
import { deploymentErrorTexts } from "./deployment-error-texts.ts";
import { detectErrorTexts } from "./detect-error-texts.ts";
import { mapErrorTexts } from "./map-error-texts.ts";
import { policyErrorTexts } from "./policy-error-texts.ts";
import { schemaErrorTexts } from "./schema-error-texts.ts";
import { valueErrorTexts } from "./value-error-texts.ts";

/** Texts on the operator's mistakes (给管理员的错误提示), in both languages. */
export const errorTexts = {
  zh: {
    ...commandErrorTexts.zh,
    ...deploymentErrorTexts.zh,
    ...mapErrorTexts.zh,
    ...detectErrorTexts.zh,
    ...policyErrorTexts.zh,
    ...schemaErrorTexts.zh,
    ...valueErrorTexts.zh,
  },
  en: {
    ...commandErrorTexts.en,
    ...deploymentErrorTexts.en,
    ...mapErrorTexts.en,
    ...detectErrorTexts.en,
    ...policyErrorTexts.en,
    ...schemaErrorTexts.en,
    ...valueErrorTexts.en,
  },
} as const;
