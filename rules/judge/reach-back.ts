/** Days of the rolling windows, and days for which a layoff report that comes late is still judged. */
export const [WINDOW_DAYS, LATE_DAYS] = [30, 366];

/** Periods newer than the last due one that may be judged, and earlier ones that are judged when they become ready late. */
export const [NEWEST, LATE_PERIODS] = [4, 12];

/** Days after its end in which a correction of a case's figures is still told to everyone who was told of it. */
export const CORRECTED_DAYS = 366;
