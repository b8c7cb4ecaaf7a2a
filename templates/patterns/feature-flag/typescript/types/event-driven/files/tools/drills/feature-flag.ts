import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runDrill } from './drill.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'flags-'))
const file = path.join(folder, 'flags.json')
const flags = JSON.parse(readFileSync('flags.json', 'utf8'))
acceptWrites(true)

/** Nothing new is taken for a while, without a restart; then somebody breaks the file. */
try {
  await runDrill({ FLAGS_FILE: file, FLAGS_RELOAD_MS: '50' }, async (drill) => {
    const statusOf = async (id: string): Promise<number> => (await drill.order(id)).status
    drill.expect('an order is taken', (await statusOf('order-1')) < 300)

    console.log('# writes are not accepted for a while')
    acceptWrites(false)
    await drill.eventually('an order is put off', async () => (await statusOf('order-2')) === 503)
    await drill.eventually(
      'the carrier was asked for what had been taken',
      () => drill.fakes.requests.carrier > 0,
    )
    drill.expect('reading works', (await drill.get('/shipments/order-1')).status === 200)

    console.log('# somebody breaks the file')
    writeFileSync(file, '{')
    await drill.eventually('that is counted', async () => {
      return ((await drill.metric('feature_flag_reload_failures_total')) ?? 0) > 0
    })
    drill.expect('the flags stay as they were', (await statusOf('order-4')) === 503)

    console.log('# writes are accepted again')
    acceptWrites(true)
    await drill.eventually('an order is taken', async () => (await statusOf('order-5')) < 300)
  })
} finally {
  rmSync(folder, { recursive: true })
}

function acceptWrites(enabled: boolean): void {
  flags['accept-writes'].enabled = enabled
  writeFileSync(file, JSON.stringify(flags))
}
