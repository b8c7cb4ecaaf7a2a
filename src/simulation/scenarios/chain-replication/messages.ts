import type { RegisterAnswer } from '../../kernel/cluster/replicated-register.ts'

/** One write. Never changed once made. */
export interface Entry {
  readonly operation: number
  /** Who asked, and gets the answer from the tail. */
  readonly client: number
}

/** A server and the epoch in which it was let in; one that comes back is let in anew. */
export interface Member {
  readonly server: number
  readonly since: number
}

/** The chain from head to tail, from one change to the next. Only the master makes configurations. */
export interface Config {
  readonly epoch: number
  readonly chain: readonly Member[]
  /** Gets a copy of the tail's log, to become the next tail. */
  readonly joining: Member | undefined
}

/** What a client is told, and in which epoch. */
export interface Answer extends RegisterAnswer {
  readonly epoch: number
}

export type ChainMessage =
  | {
      readonly type: 'Heartbeat'
      /** The sender's clock; the lease that the answer grants counts from it. */
      readonly atUs: number
      /** The membership in which the sender has everything that a tail needs. */
      readonly complete: number
      /** The membership of the joining server that has the sender's whole log; 0 for none. */
      readonly caughtUp: number
    }
  | { readonly type: 'WhichChain' }
  | { readonly type: 'ChainIs'; readonly config: Config; readonly atUs: number }
  | { readonly type: 'Write'; readonly operation: number }
  | { readonly type: 'Read'; readonly operation: number }
  /** A write that the head knows already: the tail answers it again if it has it. */
  | { readonly type: 'Again'; readonly operation: number; readonly client: number }
  | { readonly type: 'Answer'; readonly operation: number; readonly answer: Answer }
  | {
      readonly type: 'Install'
      readonly epoch: number
      readonly since: number
      readonly log: readonly Entry[]
    }
  /** Entries from `first` on. With `upTo` entries the receiver has all that the sender had when the epoch began. */
  | {
      readonly type: 'Update'
      readonly epoch: number
      readonly first: number
      readonly entries: readonly Entry[]
      readonly upTo: number
    }
  | { readonly type: 'Has'; readonly epoch: number; readonly length: number; readonly complete: boolean }

export function describeMessage(message: ChainMessage): string {
  switch (message.type) {
    case 'Heartbeat':
      return 'heartbeat'
    case 'WhichChain':
      return 'which chain?'
    case 'ChainIs':
      return spellConfig(message.config)
    case 'Write':
      return `write ${message.operation}`
    case 'Read':
      return `read ${message.operation}`
    case 'Again':
      return `write ${message.operation} once more`
    case 'Answer':
      return `answer to ${message.operation}`
    case 'Install':
      return `whole log of ${message.log.length}`
    case 'Update':
      return message.entries.length === 0
        ? 'how far are you?'
        : `update ${message.entries.map(({ operation }) => operation).join(', ')}`
    case 'Has':
      return `has ${message.length}`
  }
}

/** `epoch 3: 0 > 1 > 2, 3 joins` */
export function spellConfig({ epoch, chain, joining }: Config): string {
  const joins = joining === undefined ? '' : `, ${joining.server} joins`
  return `epoch ${epoch}: ${chain.map(({ server }) => server).join(' > ')}${joins}`
}
