import type { Config, Member } from './messages.ts'

/** All servers in the order of their numbers. */
export function firstConfig(servers: number): Config {
  const chain = Array.from({ length: servers }, (_, server) => ({ server, since: 1 }))
  return { epoch: 1, chain, joining: undefined }
}

/** Where a server stands in a configuration. */
export class Place {
  readonly member: Member | undefined
  readonly isHead: boolean
  readonly isTail: boolean
  readonly isJoining: boolean
  /** From whom updates come, and to whom they go: after the tail to the server that joins. */
  readonly predecessor: number | undefined
  readonly successor: Member | undefined
  readonly tail: number

  constructor(id: number, { chain, joining }: Config) {
    const at = chain.findIndex(({ server }) => server === id)
    const last = chain.length - 1
    this.isJoining = joining?.server === id
    this.member = this.isJoining ? joining : chain[at]
    this.isHead = at === 0
    this.isTail = at >= 0 && at === last
    this.tail = chain[last]?.server ?? 0
    this.predecessor = this.isJoining ? this.tail : chain[at - 1]?.server
    this.successor = at < 0 ? undefined : this.isTail ? joining : chain[at + 1]
  }

  get role(): 'joining' | 'out' | 'alone' | 'head' | 'tail' | 'middle' {
    if (this.isJoining) return 'joining'
    if (this.member === undefined) return 'out'
    if (this.isHead) return this.isTail ? 'alone' : 'head'
    return this.isTail ? 'tail' : 'middle'
  }
}
