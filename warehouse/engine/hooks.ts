/** The service was asked to stop: no further statement is begun, and the running one was interrupted. */
export class Stopped extends Error {
  constructor() {
    super("stopped");
    this.name = "Stopped";
  }
}

/** The end of the process as a simulation plays it: no code below may answer it. */
export class EndedByHook extends Error {}

/** Effects of an open warehouse on the outside world, and of the outside world on it. */
export interface WarehouseHooks {
  /** Aborted when the service stops: the running statement is interrupted and no other begins. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the file is locked by this process, before the first statement that may write to it. */
  readonly onHeld?: (() => void) | undefined;
  /** Called when a running statement is interrupted because the service stops. */
  readonly onInterrupt?: (() => void) | undefined;
  /** Called before every statement; an error thrown here takes its place. For simulated faults. */
  readonly beforeStatement?: ((sql: string) => void) | undefined;
}
