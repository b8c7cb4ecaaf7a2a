// {{contract}}

export type State = Readonly<Record<string, number>>

export class InvalidAmountError extends Error {}

export class GCounter {
  constructor({ replica }: { replica: string }) {
    // TODO: whatever the counter must remember between calls.
  }

  increment(amount: number): void {
    // TODO: count at this replica; refuse a negative amount.
    throw new Error('increment is yours to write')
  }

  value(): number {
    // TODO: what all replicas together have counted, as far as this one knows.
    throw new Error('value is yours to write')
  }

  state(): State {
    // TODO: the count of each replica, by its name.
    throw new Error('state is yours to write')
  }

  merge(state: State): void {
    // TODO: take in the state of another replica.
    throw new Error('merge is yours to write')
  }
}
