/**
 * What one member says of another, as one number: three times the incarnation, plus 0 for alive, 1
 * for suspect, 2 for dead. The larger one overrides the smaller (section 4.2 of the paper), with one
 * difference: there a death is final, here a member that comes back overrides it by a later
 * incarnation, as memberlist does.
 */
export type Rank = number

export const ALIVE = 0
export const SUSPECT = 1
export const DEAD = 2

export function rankOf(incarnation: number, state: number): Rank {
  return 3 * incarnation + state
}

export function stateOf(rank: Rank): number {
  return rank % 3
}

export function incarnationOf(rank: Rank): number {
  return (rank - (rank % 3)) / 3
}

export const STATE_NAMES = ['alive', 'suspect', 'dead'] as const

interface Gossip {
  /** The sender's own incarnation: that it sends is news too. */
  readonly incarnation: number
  /** Pairs of member and rank, one after the other. */
  readonly news: readonly number[]
}

/** The messages of section 3.1. `origin` is who began the probe, `probe` its number there. */
export type SwimMessage = Gossip &
  (
    | { readonly type: 'ping'; readonly origin: number; readonly probe: number }
    | { readonly type: 'ping-req'; readonly target: number; readonly probe: number }
    | { readonly type: 'ack'; readonly origin: number; readonly probe: number; readonly target: number }
  )

export function describeMessage(message: SwimMessage): string {
  const { news } = message
  const said: string[] = []
  for (let at = 0; at < news.length; at += 2) {
    const rank = news[at + 1] as number
    said.push(`${news[at]} ${STATE_NAMES[stateOf(rank)]} ${incarnationOf(rank)}`)
  }
  const what = message.type === 'ping-req' ? `ping-req ${message.target}` : message.type
  return said.length === 0 ? what : `${what}: ${said.join(', ')}`
}
