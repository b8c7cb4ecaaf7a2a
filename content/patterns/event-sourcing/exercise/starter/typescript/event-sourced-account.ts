// {{contract}}

export interface Options {
  overdraftCents?: number
  snapshotEvery?: number
  clock: () => number
}

export type Event = Record<string, number>
export type Snapshot = Record<string, number>

/** The command was decided on another version than the account has. */
export class VersionConflictError extends Error {
  override readonly name = 'VersionConflictError'
}

/** The rules forbid the command. */
export class CommandRejectedError extends Error {
  override readonly name = 'CommandRejectedError'
}

/** Events before these are missing. */
export class EventGapError extends Error {
  override readonly name = 'EventGapError'
}

export class EventSourcedAccount {
  constructor(options: Options) {
    // TODO: keep the options, and whatever the account must remember between calls.
  }

  deposit(cents: number, expectedVersion?: number | null): number {
    // TODO: record an event and return the version, or throw a VersionConflictError or CommandRejectedError.
    throw new Error('deposit is yours to write')
  }

  withdraw(cents: number, expectedVersion?: number | null): number {
    // TODO: record an event and return the version, or throw a VersionConflictError or CommandRejectedError.
    throw new Error('withdraw is yours to write')
  }

  close(expectedVersion?: number | null): number {
    // TODO: record one event or two and return the version, or throw one of the two errors.
    throw new Error('close is yours to write')
  }

  balance(): number {
    // TODO: the balance in cents.
    throw new Error('balance is yours to write')
  }

  version(): number {
    // TODO: the version of the latest event.
    throw new Error('version is yours to write')
  }

  events(after: number): Event[] {
    // TODO: the events with a version above after.
    throw new Error('events is yours to write')
  }

  snapshot(): Snapshot | undefined {
    // TODO: version, balance and closed of the latest snapshot, or undefined.
    throw new Error('snapshot is yours to write')
  }

  replay(events: readonly Event[]): number {
    // TODO: take in those that are new and return the version, or throw an EventGapError.
    throw new Error('replay is yours to write')
  }

  restore(snapshot: Snapshot | null | undefined, events: readonly Event[]): number {
    // TODO: begin anew from the snapshot, if there is one, and take in the events, or throw an EventGapError.
    throw new Error('restore is yours to write')
  }
}
