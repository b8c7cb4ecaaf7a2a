// {{contract}}

type Counts = Readonly<Record<string, number>>

export interface State {
  readonly increments: Counts
  readonly decrements: Counts
}

export class InvalidAmountError extends Error {}

export class PNCounter {
  constructor({ replica }: { replica: string }) {
    // TODO: whatever the counter must remember between calls.
  }

  increment(amount: number): void {
    // TODO: count up at this replica; refuse a negative amount.
    throw new Error('increment is yours to write')
  }

  decrement(amount: number): void {
    // TODO: count down at this replica; refuse a negative amount.
    throw new Error('decrement is yours to write')
  }

  value(): number {
    // TODO: what all replicas together have counted, as far as this one knows.
    throw new Error('value is yours to write')
  }

  state(): State {
    // TODO: both counts of each replica, by its name.
    throw new Error('state is yours to write')
  }

  merge(state: State): void {
    // TODO: take in the state of another replica.
    throw new Error('merge is yours to write')
  }
}
