// {{contract}}

export interface Options {
  node: string
  start?: number
}

export class LamportClock {
  constructor(options: Options) {
    // TODO: keep the options, and what the clock must remember between events.
  }

  tick(): number {
    // TODO: count a local event and return its time.
    throw new Error('tick is yours to write')
  }

  send(): number {
    // TODO: count the sending and return its time, which the message carries.
    throw new Error('send is yours to write')
  }

  receive(sent: number): number {
    // TODO: count the receipt of a message that carries the time sent; return the time of the receipt.
    throw new Error('receive is yours to write')
  }

  time(): number {
    // TODO: the time of the latest event.
    throw new Error('time is yours to write')
  }

  precedes(mine: number, theirs: number, other: string): boolean {
    // TODO: whether this node's event at mine comes before the event at theirs of the node other.
    throw new Error('precedes is yours to write')
  }
}
