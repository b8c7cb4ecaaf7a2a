import { type Drill, runDrill } from './drill.ts'
import { expectNothingLost, startWriters, type Writers } from './writers.ts'

/**
 * Takes a node away while clients write, gives it back, and sees to it that no acknowledged write is lost. `kill`
 * ends its process without a goodbye; `pause` stops it, so that its connections stay open and nothing answers.
 */
const LOSSES = ['kill', 'pause'] as const
const loss = LOSSES.find((name) => name === (process.argv[2] ?? 'kill'))
if (loss === undefined) {
  console.error(`npm run drill -- ${LOSSES.join(' | ')}`)
  process.exit(2)
}

await runDrill({ env: { PEER_TIMEOUT_MS: '500' } }, async (drill) => {
  const { cluster } = drill
  console.log('# six clients write')
  const writers = startWriters(drill, 6)
  await moreWrites(drill, writers, 'writes are acknowledged', 60)

  console.log(`# node-2: ${loss}`)
  if (loss === 'kill') await cluster.kill('node-2')
  else cluster.pause('node-2')
  await moreWrites(drill, writers, 'writes are acknowledged without it', 60)

  const keys = Array.from({ length: 10 }, (_, index) => `missed-${index + 1}`)
  const missed = await Promise.all(keys.map((key) => drill.put('node-1', key, key)))
  drill.expect(
    'ten new keys are acknowledged',
    missed.every(({ status }) => status === 201),
  )

  console.log('# node-2 is back')
  if (loss === 'kill') await cluster.start('node-2')
  else cluster.resume('node-2')
  await moreWrites(drill, writers, 'writes are acknowledged with it', 60)

  const known = await writers.stop()
  const unknown = known.reduce((sum, one) => sum + one.unknown.size, 0)
  console.log(`  ${writers.count()} writes acknowledged, ${unknown} not`)
  await expectNothingLost(drill, known)

  // What was sent to a node that was stopped may have come late, and need no repair.
  const lacks = (await missing(drill, keys)).length
  console.log(`# repair: node-2 lacks ${lacks} keys; then node-1 goes, and node-2 has to know`)
  const repair = await drill.send('node-3', 'POST', '/repair')
  console.log(`  ${JSON.stringify(repair.body)}`)
  const left = await missing(drill, keys)
  drill.expect('what was written without it was brought to it', left.length === 0)
  await cluster.kill('node-1')
  const two = { ...drill, cluster: { ...cluster, names: ['node-2', 'node-3'] } }
  await expectNothingLost(two, known)

  console.log('# node-3 goes too: one of three is no majority')
  await cluster.kill('node-3')
  const refused = await drill.get('node-2', 'counter-1')
  drill.expect('what cannot be known is not told: 503', refused.status === 503)
})

async function moreWrites(drill: Drill, writers: Writers, what: string, count: number) {
  const from = writers.count()
  await drill.eventually(what, () => writers.count() >= from + count, 30_000)
}

/** Which of the keys node-2 does not have. */
async function missing({ send }: Drill, keys: readonly string[]): Promise<string[]> {
  const { body } = await send('node-2', 'GET', '/replica/keys?limit=1000')
  const has = new Set((body as { keys?: string[] } | undefined)?.keys)
  return keys.filter((key) => !has.has(key))
}
