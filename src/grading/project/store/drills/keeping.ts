import { counted } from '../../../../lib/counted.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { until } from '../../until.ts'
import type { StoreBed } from '../store-bed.ts'
import type { StoreNode } from '../store-node.ts'
import { lostOf, startWriters } from './writers.ts'

export const readsBack: Drill<StoreBed> = {
  id: 'reads-back',
  title: 'tells at every node what was written at any',
  patterns: 'all',
  async run(bed) {
    const keys = bed.fresh(4)
    const [absent = '', ...written] = keys
    for (const round of [1, 2]) {
      for (const key of written) {
        for (const writer of bed.nodes) {
          const value = `${writer.name}-${round}`
          if ((await bed.write([writer], key, value)) === undefined)
            return fail(
              `Nothing was broken, and ${writer.name} did not acknowledge a write of ${key} in ${bed.patienceText}.`,
            )
          for (const reader of bed.nodes) {
            const told = await bed.read(reader, key)
            if (told?.value !== value)
              return fail(
                `${writer.name} acknowledged ${key} = ${value}; after that ${reader.name} told ${told === undefined ? 'nothing' : (told.value ?? '404')}.`,
              )
          }
        }
      }
    }
    const none = await bed.read(bed.nodes[0] as StoreNode, absent)
    if (none === undefined || none.value !== undefined)
      return fail(`${absent} was never written, and was not answered with 404.`)
    return pass(
      `Every value of ${counted(written.length, 'key')}, written at each of ${bed.nodes.length} nodes in turn, was told by all at once.`,
    )
  },
}

/** So many writes are acknowledged before something is broken. */
const WARM_UP = 30

export const keptWhenKilled: Drill<StoreBed> = {
  id: 'kept-when-killed',
  title: 'keeps what it acknowledged, though all nodes are killed, and then each by itself',
  patterns: 'all',
  async run(bed, draw) {
    const writers = startWriters(bed)
    const moment = WARM_UP + draw(60)
    await until(() => writers.acknowledged() >= moment, bed.patienceMs)
    await bed.kill()
    const known = await writers.end()
    const count = writers.acknowledged()
    if (count === 0) return weak('No write was acknowledged before the nodes were killed.')
    await bed.start()
    const lost = await lostOf(bed, bed.nodes, known)
    if (lost !== undefined) return fail(`All nodes were killed and started again: ${lost}.`)
    for (const gone of bed.nodes) {
      await bed.kill([gone])
      const missing = await lostOf(bed, bed.others(gone), known)
      if (missing !== undefined) return fail(`${gone.name} alone was killed: ${missing}.`)
      await bed.start([gone])
    }
    return pass(
      `${counted(count, 'write')} acknowledged, then all nodes were killed, and then each by itself: every client found its last write at every node.`,
    )
  },
}

/** The nodes are lost one at a time while clients write, so that the writes themselves run into it. */
export const keptWhenOneIsLost: Drill<StoreBed> = {
  id: 'kept-when-one-is-lost',
  title: 'keeps what it acknowledged, though a node is gone for good while clients write',
  patterns: 'all',
  async run(bed, draw) {
    const writers = startWriters(bed)
    const moment = WARM_UP + draw(60)
    await until(() => writers.acknowledged() >= moment, bed.patienceMs)
    const gone = bed.nodes[draw(bed.nodes.length)]
    if (gone === undefined) return weak('There are no nodes.')
    await bed.kill([gone])
    const before = writers.acknowledged()
    await until(() => writers.acknowledged() >= before + WARM_UP, bed.patienceMs)
    const known = await writers.end()
    const after = writers.acknowledged() - before
    if (before === 0) return weak('No write was acknowledged before a node was killed.')
    const lost = await lostOf(bed, bed.others(gone), known)
    if (lost !== undefined) return fail(`${gone.name} was killed while clients wrote: ${lost}.`)
    return pass(
      `${gone.name} was killed after ${counted(before, 'write')}, and ${after} more were acknowledged without it: the others tell the last of every client.`,
    )
  },
}
