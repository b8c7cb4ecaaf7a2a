import type { Placement, Replicas } from '../cluster/placement.ts'
import { compareEntries, type Entry, entryAfter } from '../storage/entry.ts'
import { askEveryone, askQuorum, NoQuorum, OutcomeUnknown } from './quorum.ts'
import { type Replica, StaleEpoch } from './replica.ts'

/** How often an operation learns a new placement before it gives up. */
const PLACEMENTS = 5

export interface RegisterParts {
  readonly placement: Placement
  readonly replicas: ReadonlyMap<string, Replica>
}

export interface Register {
  /** The latest version, also a tombstone. Throws `NoQuorum`. */
  read(key: string): Promise<Entry | undefined>
  /** Gives the version of before and the new one. Throws `NoQuorum` when nothing was written, else `OutcomeUnknown`. */
  write(key: string, value: string | null): Promise<{ before: Entry | undefined; entry: Entry }>
  /** Brings every replica that answers up to date; says how many were behind. Throws `NoQuorum`. */
  repair(key: string): Promise<number>
}

/**
 * A value of one key on several nodes that behaves like one on one node, after Attiya, Bar-Noy and Dolev: no leader, no
 * clock, and a minority of the replicas may be gone. See docs/adr/quorum-register.md.
 */
export function createRegister({ placement, replicas }: RegisterParts): Register {
  const on = (node: string): Replica => {
    const replica = replicas.get(node)
    if (replica === undefined) throw new NoQuorum(`${node} is not among NODES`)
    return replica
  }

  /** Runs a round of questions by the placement of now. */
  const byPlacement = async <T>(key: string, round: (at: Replicas) => Promise<T>): Promise<T> => {
    for (let left = PLACEMENTS; ; left--) {
      try {
        return await round(placement.replicasOf(key))
      } catch (error) {
        if (!(error instanceof StaleEpoch)) throw error
        if (left === 0) throw new NoQuorum('the placement changes all the time', error)
        await placement.refresh()
      }
    }
  }

  const ask = (key: string) =>
    byPlacement(key, async ({ groups, epoch }) => {
      const answers = await askQuorum(groups, async (node) => on(node).read(key, epoch))
      const latest = latestOf(answers.values())
      const isSettled = [...answers.values()].every((one) => compareEntries(one, latest) === 0)
      return { latest, isSettled }
    })

  const store = (key: string, entry: Entry) =>
    byPlacement(key, ({ groups, epoch }) =>
      askQuorum(groups, async (node) => on(node).write(key, entry, epoch)),
    )

  const read = async (key: string): Promise<Entry | undefined> => {
    const { latest, isSettled } = await ask(key)
    // A version that only some have may get lost with them: whoever tells of it makes it stay first.
    if (latest !== undefined && !isSettled) await store(key, latest)
    return latest
  }

  return {
    read,

    async write(key, value) {
      const { latest } = await ask(key)
      const entry = entryAfter(latest, value)
      // The same version in every attempt, so that a write that is sent twice is made once.
      await store(key, entry).catch(saysUnknown)
      return { before: latest, entry }
    },

    repair: (key) =>
      byPlacement(key, async ({ groups, epoch }) => {
        const found = await askEveryone(groups, async (node) => on(node).read(key, epoch))
        const latest = latestOf(found.values())
        const isBehind = (node: string) =>
          found.has(node) && compareEntries(found.get(node), latest) < 0
        if (latest === undefined) return 0
        await askEveryone(groups, async (node) => {
          if (isBehind(node)) await on(node).write(key, latest, epoch)
        })
        return [...found.keys()].filter(isBehind).length
      }),
  }
}

function latestOf(versions: Iterable<Entry | undefined>): Entry | undefined {
  return [...versions].reduce((a, b) => (compareEntries(a, b) < 0 ? b : a), undefined)
}

/** Some replicas may have a write that found no majority, and any read may make it stay. */
function saysUnknown(error: unknown): never {
  if (error instanceof NoQuorum) throw new OutcomeUnknown(error)
  throw error
}
