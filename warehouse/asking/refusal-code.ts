/** Why a text is not asked at all. */
export type RefusalCode = "empty" | "too-long" | "several" | "not-a-select";
