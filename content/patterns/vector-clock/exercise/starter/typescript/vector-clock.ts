// {{contract}}

export interface Options {
  node: string
}

export type Clock = Record<string, number>
export type Order = 'before' | 'after' | 'equal' | 'concurrent'

export class VectorClock {
  constructor(options: Options) {
    // TODO: keep the name, and what the clock must remember between events.
  }

  tick(): Clock {
    // TODO: count a local event and return its clock.
    throw new Error('tick is yours to write')
  }

  send(): Clock {
    // TODO: count the sending and return its clock, which the message carries.
    throw new Error('send is yours to write')
  }

  receive(message: Clock): Clock {
    // TODO: merge the clock of the message, count the receipt and return its clock.
    throw new Error('receive is yours to write')
  }

  now(): Clock {
    // TODO: the clock of the latest event.
    throw new Error('now is yours to write')
  }

  compare(a: Clock, b: Clock): Order {
    // TODO: how a stands to b.
    throw new Error('compare is yours to write')
  }
}
