import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Drill, runDrill } from './drill.ts'

const RELOAD_MS = 50
const ORDERS = 20
const folder = mkdtempSync(path.join(os.tmpdir(), 'flags-'))
const file = path.join(folder, 'flags.json')
const flags = JSON.parse(readFileSync('flags.json', 'utf8'))
write()

/** A feature is rolled out to some, does harm and is killed; the file is broken; writes are put off. */
try {
  await runDrill({ FLAGS_FILE: file, FLAGS_RELOAD_MS: String(RELOAD_MS) }, async (drill) => {
    console.log('# thank-customers is on for half of the orders')
    await change(() => Object.assign(flags['thank-customers'], { rollout: 50 }))
    const some = await thanked(drill, 'half')
    drill.expect('some are thanked, and some are not', some > 0 && some < ORDERS)

    console.log('# it is killed')
    await change(() => Object.assign(flags['thank-customers'], { enabled: false }))
    drill.expect('nobody is thanked any more', (await thanked(drill, 'killed')) === 0)

    console.log('# somebody breaks the file')
    writeFileSync(file, '{')
    await drill.eventually('that is counted', async () => {
      return ((await drill.metric('feature_flag_reload_failures_total')) ?? 0) > 0
    })
    drill.expect('the flags stay as they were', (await thanked(drill, 'broken')) === 0)

    console.log('# writes are not accepted for a while')
    await change(() => Object.assign(flags['accept-writes'], { enabled: false }))
    drill.expect('an order is put off', (await drill.order('later')).status === 503)
    drill.expect('reading works', (await drill.get('/orders/half-1')).status === 200)
    await change(() => Object.assign(flags['accept-writes'], { enabled: true }))
    drill.expect('the same order is taken', (await drill.order('later')).status < 300)
  })
} finally {
  rmSync(folder, { recursive: true })
}

function write(): void {
  writeFileSync(file, JSON.stringify(flags))
}

/** Changes the file, and gives the service the time to see it. */
async function change(edit: () => void): Promise<void> {
  edit()
  write()
  await sleep(10 * RELOAD_MS)
}

/** How many of so many new orders are thanked for. */
async function thanked(drill: Drill, name: string): Promise<number> {
  const ids = Array.from({ length: ORDERS }, (_, n) => `${name}-${n + 1}`)
  for (const id of ids) await drill.order(id)
  const textOf = (id: string) => drill.fakes.sent.get(`${id}-paid`)
  await drill.eventually('every customer is told', () =>
    ids.every((id) => textOf(id) !== undefined),
  )
  return ids.filter((id) => textOf(id)?.startsWith('Thank you')).length
}
