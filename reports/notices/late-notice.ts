/** How a change is told late, after a window in which it was kept back (静默): the day it was due, and why it was kept. */
export interface LateNotice {
  readonly date: string;
  readonly reason: string;
}
