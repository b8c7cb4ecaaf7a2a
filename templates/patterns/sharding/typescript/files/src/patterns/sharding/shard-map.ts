import * as z from 'zod'
import { hashOf } from '../../cluster/hash.ts'
import type { Replicas, Spread } from '../../cluster/placement.ts'

/** Never to be changed while there is data: a key's slot follows from it. */
export const SLOTS = 64

const names = z.array(z.string()).min(1)

export const shardMap = z.object({
  /** One more with each change. */
  epoch: z.int().min(1),
  /** Which nodes keep each slot, and while it moves those that it comes from. */
  slots: z.array(z.object({ nodes: names, from: names.optional() })).length(SLOTS),
})

export type ShardMap = z.infer<typeof shardMap>

export const slotOf = (key: string): number => hashOf(key) % SLOTS

/** Where the slot should be, by the nodes of now. */
const wanted = (spread: Spread, slot: number): string[] => [...spread(`slot-${slot}`)]

export function firstMap(spread: Spread): ShardMap {
  const slots = Array.from({ length: SLOTS }, (_, slot) => ({ nodes: wanted(spread, slot) }))
  return { epoch: 1, slots }
}

/** While a slot moves, an operation needs a majority of where it was and of where it will be. */
export function replicasIn({ epoch, slots }: ShardMap, key: string): Replicas {
  const { nodes = [], from } = slots[slotOf(key)] ?? {}
  return { epoch, groups: from === undefined ? [nodes] : [nodes, from] }
}

export const movingSlots = ({ slots }: ShardMap): number[] =>
  [...slots.keys()].filter((slot) => slots[slot]?.from !== undefined)

/** Slots that are not where they should be. Some of another order are the same place. */
export function misplacedSlots({ slots }: ShardMap, spread: Spread): number[] {
  const isThere = (slot: number) =>
    [...(slots[slot]?.nodes ?? [])].sort().join() === wanted(spread, slot).sort().join()
  return [...slots.keys()].filter((slot) => !isThere(slot))
}

export function beginMoves(
  { epoch, slots }: ShardMap,
  moving: readonly number[],
  spread: Spread,
): ShardMap {
  return {
    epoch: epoch + 1,
    slots: slots.map((place, slot) =>
      moving.includes(slot) ? { nodes: wanted(spread, slot), from: place.nodes } : place,
    ),
  }
}

export function endMoves({ epoch, slots }: ShardMap): ShardMap {
  return { epoch: epoch + 1, slots: slots.map(({ nodes }) => ({ nodes })) }
}
