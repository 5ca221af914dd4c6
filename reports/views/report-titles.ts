import type { Text } from "../../rules/indicators/define.ts";

/** Title of each report kind. */
export type ReportTitles = Readonly<Record<string, Text>>;
