import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../../src/config.ts'
import { createService } from '../../src/service.ts'
import { startFakePayments } from '../fake-payments/fake-payments.ts'

/**
 * A failure drill: takes payments away from the running service, watches it fail fast, gives
 * payments back and watches it recover. `kill` stops the server, `hang` makes it never answer,
 * `fail` makes it answer 500. Exits with 1 when the service does not do what is expected.
 */
const BREAKAGES = ['kill', 'hang', 'fail'] as const
const breakage = BREAKAGES.find((name) => name === (process.argv[2] ?? 'kill'))
if (breakage === undefined) {
  console.error(`npm run drill -- ${BREAKAGES.join(' | ')}`)
  process.exit(2)
}

const OPEN_MS = 2000
let fake = await startFakePayments()
const config = readConfig({
  LOG_LEVEL: 'silent',
  PORT: '0',
  PAYMENTS_URL: fake.url,
  PAYMENTS_TIMEOUT_MS: '500',
  BREAKER_OPEN_MS: String(OPEN_MS),
})
const service = createService(config)
const url = await service.listen({ host: config.HOST, port: config.PORT })
const startedAt = performance.now()
let orders = 0
let hasSurprise = false

console.log('    time  payments  answer  took     Retry-After  breaker')
console.log('# payments is well')
await order('up', 201)
await order('up', 201)
console.log(`# payments: ${breakage}`)
await breakPayments()
for (let i = 0; i < config.BREAKER_MINIMUM_CALLS; i++) await order('down', 503)
console.log('# the breaker is open: answers come at once, payments is left alone')
for (let i = 0; i < 3; i++) await order('down', 503, 250)
console.log(`# payments is back; after ${OPEN_MS} ms one order probes it`)
await mendPayments()
await sleep(OPEN_MS)
await order('up', 201)
await order('up', 201)
await service.close()
await fake.close()
console.log(hasSurprise ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
process.exitCode = hasSurprise ? 1 : 0

async function order(payments: string, expected: number, withinMs = Infinity): Promise<void> {
  orders += 1
  const sentAt = performance.now()
  const answer = await fetch(`${url}/orders/drill-${orders}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ item: 'tea', quantity: 1, amountCents: 350 }),
  })
  await answer.arrayBuffer()
  const tookMs = performance.now() - sentAt
  const isExpected = answer.status === expected && tookMs <= withinMs
  hasSurprise ||= !isExpected
  const columns = [
    `${((sentAt - startedAt) / 1000).toFixed(2)} s`.padStart(8),
    payments.padEnd(8),
    String(answer.status).padEnd(6),
    `${tookMs.toFixed(1)} ms`.padEnd(8),
    (answer.headers.get('retry-after') ?? '').padEnd(11),
    await breakerState(),
  ]
  console.log(`${columns.join('  ')}${isExpected ? '' : '  !'}`)
}

async function breakerState(): Promise<string> {
  const answer = await fetch(`${url}/health/ready`)
  const body = (await answer.json()) as { dependencies: { payments: string } }
  return body.dependencies.payments
}

async function breakPayments(): Promise<void> {
  if (breakage === 'kill') await fake.close()
  else fake.mode = breakage === 'hang' ? 'hang' : 'fail'
}

async function mendPayments(): Promise<void> {
  if (breakage === 'kill') fake = await startFakePayments(Number(new URL(fake.url).port))
  else fake.mode = 'ok'
}
