import type { zhCn } from "./zh-cn.ts";

export type TextKey = keyof typeof zhCn;

/** The same keys in every language: a missing one does not compile, and a test compares the placeholders. */
export type Catalogue = Readonly<Record<TextKey, string>>;
