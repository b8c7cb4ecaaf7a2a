import { type Drill, runDrill } from './drill.ts'
import { expectNothingLost, startWriters } from './writers.ts'

interface Shards {
  readonly epoch: number
  readonly slots: readonly { readonly nodes: string[]; readonly from?: string[] }[]
}

const NEW = 'node-4'
const KEYS = Array.from({ length: 30 }, (_, index) => `key-${index + 1}`)

/** A fourth node joins three while clients write: slots move to it, and no acknowledged write is lost. */
await runDrill({ count: 4, env: { LEAVING_NODES: NEW } }, async (drill) => {
  const { cluster } = drill
  console.log(`# three nodes keep all slots; ${NEW} keeps none yet`)
  for (const key of KEYS) await drill.put('node-1', key, key)
  const before = await shardsOf(drill, 'node-1')
  drill.expect(`${NEW} has no slot`, slotsWith(before, NEW) === 0)

  console.log(`# six clients write; ${NEW} joins: the nodes restart one by one`)
  const writers = startWriters(drill, 6)
  for (const name of cluster.names) {
    await cluster.kill(name)
    await cluster.start(name, { LEAVING_NODES: '' })
  }
  const isMoved = ({ slots }: Shards) => slots.every(({ from }) => from === undefined)
  let after = before
  let last = -1
  // The leader counts again after each round: when nothing moves any more, all is in its place.
  await drill.eventually(
    'slots move to it',
    async () => {
      after = await shardsOf(drill, 'node-1')
      const isQuiet = last === after.epoch && isMoved(after) && slotsWith(after, NEW) > 0
      last = after.epoch
      await new Promise((resolve) => setTimeout(resolve, 1500))
      return isQuiet
    },
    90_000,
  )
  console.log(
    `  epoch ${before.epoch} to ${after.epoch}; ${NEW} has ${slotsWith(after, NEW)} slots`,
  )
  const from = writers.count()
  await drill.eventually('writes are acknowledged', () => writers.count() > from + 20)
  const known = await writers.stop()
  console.log(`  ${writers.count()} writes acknowledged meanwhile`)
  await expectNothingLost(drill, known)
  let found = 0
  for (const key of KEYS) if ((await drill.get(NEW, key)).status === 200) found += 1
  drill.expect('what was there before is there', found === KEYS.length)

  console.log('# a request that goes by the first map')
  const path = `/replica/entries/key-1?epoch=${before.epoch}`
  const refusals = await Promise.all(cluster.names.map((name) => drill.send(name, 'GET', path)))
  drill.expect(
    'is refused by a majority',
    refusals.filter(({ status }) => status === 409).length >= 3,
  )
})

async function shardsOf({ send }: Drill, node: string): Promise<Shards> {
  return (await send(node, 'GET', '/shards')).body as Shards
}

function slotsWith({ slots }: Shards, node: string): number {
  return slots.filter(({ nodes }) => nodes.includes(node)).length
}
