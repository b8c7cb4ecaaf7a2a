import { describe, expect, it } from 'vitest'
import { swarm } from '../../../../src/simulation/kernel/cluster/swarm.ts'
import type { Fault } from '../../../../src/simulation/kernel/fault.ts'

const nodes = [0, 1, 2, 3, 4].map((id) => ({ name: `node ${id}`, role: 'node' }))
const kinds = ['crash', 'pause', 'partition', 'link'] as const
const world = { nodes, healUs: 6_000_000, tolerates: { kinds, moments: ['elected'] } }

describe('the faults of a seed', () => {
  it('are the same with and without those that strike in every seed, which each seed draws anew', () => {
    const always = new Set<number>()
    for (let seed = 1; seed <= 50; seed += 1) {
      const cut = (atUs: number): Fault => ({ kind: 'partition', side: [0], atUs, durationUs: 5 })
      const drawn = swarm(seed, world)
      const tolerates = {
        ...world.tolerates,
        always: (random: { integer(bound: number): number }, healUs: number) => [cut(random.integer(healUs))],
      }
      const more = swarm(seed, { ...world, tolerates })
      expect(more.slice(0, -1)).toEqual(drawn)
      const last = more.at(-1)
      if (last?.kind === 'partition') always.add(last.atUs)
    }
    expect(always.size).toBe(50)
  })
})
