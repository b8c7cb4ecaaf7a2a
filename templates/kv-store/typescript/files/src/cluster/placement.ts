/** Which nodes keep a key, and by which placement the sender goes. */
export interface Replicas {
  /** Groups of nodes. A quorum is a majority of each: two groups while keys are on their way from one to the other. */
  readonly groups: readonly (readonly string[])[]
  /** Counts the changes of the placement. A replica that knows of a later one refuses. */
  readonly epoch: number
}

export interface Placement {
  replicasOf(key: string): Replicas
  /** Learns the placement of now, after a replica has refused an old epoch. */
  refresh(): Promise<void>
}

/** The nodes for a name, the first of them foremost. */
export type Spread = (name: string) => readonly string[]

/** Spreads names over nodes. The same nodes give the same answer everywhere. */
export type SpreadOver = (nodes: readonly string[]) => Spread

interface StaticOptions {
  readonly keepers: readonly string[]
  readonly previous: readonly string[]
  readonly spreadOver: SpreadOver
}

/**
 * Where keys are as long as nobody changes the configuration. While it names the nodes of before, each
 * operation needs a majority of the old place and of the new one, so that nothing is missed on the way.
 */
export function staticPlacement({ keepers, previous, spreadOver }: StaticOptions): Placement {
  const spreads = [keepers, ...(previous.length > 0 ? [previous] : [])].map(spreadOver)
  return {
    replicasOf: (key) => ({ groups: spreads.map((spread) => spread(key)), epoch: 0 }),
    refresh: async () => {},
  }
}
