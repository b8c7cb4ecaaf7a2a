// {{contract}}

export interface Options {
  node: number
  epochMs?: number
  nodeBits?: number
  sequenceBits?: number
  clock?: () => number
}

export class ClockMovedBackError extends Error {}

export class OutOfRangeError extends Error {}

export class IdGenerator {
  constructor(options: Options) {
    // TODO: keep the options, and whatever the generator must remember between calls.
  }

  nextId(): bigint {
    // TODO: a new id; ClockMovedBackError or OutOfRangeError when there is none.
    throw new Error('nextId is yours to write')
  }

  timestampOf(id: bigint): number {
    // TODO: the time in the id, in milliseconds since 1970.
    throw new Error('timestampOf is yours to write')
  }

  nodeOf(id: bigint): number {
    // TODO: the number of the node that gave the id.
    throw new Error('nodeOf is yours to write')
  }

  sequenceOf(id: bigint): number {
    // TODO: the sequence number in the id.
    throw new Error('sequenceOf is yours to write')
  }
}
