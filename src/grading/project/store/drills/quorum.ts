import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { CannotStart } from '../../service.ts'
import type { StoreBed } from '../store-bed.ts'
import type { StoreNode, Told } from '../store-node.ts'

const PATTERNS = ['quorum-read-write']

export const goesOnWithoutOne: Drill<StoreBed> = {
  id: 'goes-on-without-one',
  title: 'goes on writing and reading while one node is killed, and while one hangs',
  patterns: PATTERNS,
  async run(bed, draw) {
    const [key = ''] = bed.fresh(1)
    const gone = bed.nodes[draw(bed.nodes.length)]
    if (gone === undefined) return weak('There are no nodes.')
    const left = bed.others(gone)
    for (const how of ['killed', 'paused'] as const) {
      if (how === 'killed') await bed.kill([gone])
      else gone.service.pause()
      const by = await bed.write(left, key, how)
      if (by === undefined)
        return fail(`${gone.name} was ${how}, and no other node acknowledged a write in ${bed.patienceText}.`)
      for (const node of left) {
        const told = await bed.read(node, key)
        if (told === undefined)
          return fail(`${gone.name} was ${how}, and ${node.name} told nothing in ${bed.patienceText}.`)
        if (told.value !== how)
          return fail(
            `${gone.name} was ${how}; ${by.name} acknowledged ${key} = ${how}, and ${node.name} told ${told.value ?? '404'}.`,
          )
      }
      if (how === 'killed') await bed.start([gone])
      else gone.service.resume()
    }
    return pass(`Without ${gone.name}, killed and then stopped in its tracks, the others wrote and read on.`)
  },
}

/**
 * What a minority does is judged by the harm: it tells what is no more, or acknowledges what is lost with it. So a store
 * that keeps its promises by other means than a majority passes as well.
 */
export const majorityNeeded: Drill<StoreBed> = {
  id: 'majority-needed',
  title: 'tells and takes nothing by a minority that others do not know of',
  patterns: PATTERNS,
  async run(bed, draw) {
    const [key = ''] = bed.fresh(1)
    const few = minority(bed.nodes, draw(bed.nodes.length))
    const many = bed.others(...few)
    if ((await bed.write(bed.nodes, key, 'old')) === undefined)
      return fail(`Nothing was broken, and no node acknowledged a write in ${bed.patienceText}.`)
    await bed.kill(few)
    if ((await bed.write(many, key, 'new')) === undefined)
      return weak(`Without ${names(few)} no write was acknowledged, so that there is nothing to miss.`)
    await bed.kill(many)
    await startAlone(few)
    for (const node of few) {
      const told = await node.get(key)
      if (isOld(told))
        return fail(
          `${names(many)} acknowledged ${key} = new while ${names(few)} was down. Then those were down, and ${node.name} alone told ${told.value ?? '404'}.`,
        )
    }
    const alone = await few[0]?.put(key, 'alone')
    await bed.kill(few)
    await bed.start(many)
    const told = await firstTold(bed, many, key)
    if (alone === 'acknowledged' && told?.value !== 'alone')
      return fail(
        `${few[0]?.name} acknowledged a write while ${names(many)} were down. Then it was down itself, and they told ${told?.value ?? '404'}.`,
      )
    await bed.start(few)
    const by = await bed.write(bed.nodes, key, 'again')
    if (by === undefined)
      return fail(`All nodes were up again, and no write was acknowledged in ${bed.patienceText}.`)
    return pass(
      `${names(few)} alone ${alone === 'acknowledged' ? 'took a write that was not lost' : 'acknowledged nothing'} and told nothing old; with all nodes back it took writes again.`,
    )
  },
}

const isOld = (told: Told): told is { readonly value: string | undefined } =>
  told !== 'unknown' && told.value !== 'new'

/** As many nodes as can be down, from that one on. */
function minority(nodes: readonly StoreNode[], first: number): StoreNode[] {
  const count = Math.ceil(nodes.length / 2) - 1
  return Array.from({ length: count }, (_, at) => nodes[(first + at) % nodes.length] as StoreNode)
}

const ALONE_MS = 10_000

/** Such nodes may well refuse to be up at all: then they tell nothing, which is right. */
async function startAlone(nodes: readonly StoreNode[]): Promise<void> {
  const starts = nodes.map(({ service }) =>
    service.start(service.live, ALONE_MS).catch((error: unknown) => {
      if (!(error instanceof CannotStart)) throw error
    }),
  )
  await Promise.all(starts)
}

async function firstTold(bed: StoreBed, nodes: readonly StoreNode[], key: string) {
  for (const node of nodes) {
    const told = await bed.read(node, key)
    if (told !== undefined) return told
  }
  return undefined
}

const names = (nodes: readonly StoreNode[]) => nodes.map(({ name }) => name).join(' and ')
