import type { Obligation } from "../../warehouse/register/obligations.ts";
import type { OnBrokenText } from "../delivery/compose-or-plain.ts";
import type { Directory } from "../delivery/directory.ts";
import type { WrittenAt } from "../delivery/outbox.ts";
import type { ReportTitles } from "../views/report-titles.ts";
import type { Ladder, Step, Works } from "./decide.ts";

/** One step about one duty in a letter to the office that owes it, or to a superior (`below`). */
export interface DutyStep {
  readonly duty: Obligation;
  readonly step: Step;
  readonly below: boolean;
}

/** Inputs of a night's reminders. */
export interface RemindRequest extends WrittenAt {
  readonly night: number;
  /** The day on which the letters are sent. */
  readonly day: string;
  readonly asOf: string;
  readonly ladder: Ladder;
  readonly works: Works;
  /** Whether a due date was counted by the week, for want of a calendar: the letter says so. */
  readonly isByWeek?: (duty: Obligation) => boolean;
  /** Called for a text that cannot be composed: it goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
  readonly directory: Directory;
  readonly titles: ReportTitles;
  /** Report kinds that are owed as nil where nothing happened. */
  readonly nilReports?: ReadonlySet<string>;
}
