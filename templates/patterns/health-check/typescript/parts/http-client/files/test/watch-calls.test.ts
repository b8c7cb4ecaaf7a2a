import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { DependencyUnavailable, type HttpClient } from '../src/http-client/http-client.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { healthChecks } from '../src/patterns/health-check.ts'
import { watchCalls } from '../src/patterns/watch-calls.ts'

const PAYMENTS = { name: 'payments', url: 'http://127.0.0.1:1', timeoutMs: 1 }
const down: HttpClient = async () => {
  throw new DependencyUnavailable('payments', 'down')
}
const refuse: HttpClient = async () => ({ status: 402, body: {} })
const broken: HttpClient = async () => {
  throw new TypeError('our bug')
}

/** The state of payments after two calls that went so. */
async function stateAfter(...calls: HttpClient[]): Promise<string | undefined> {
  const checks = healthChecks({
    intervalMs: 1000,
    timeoutMs: 1000,
    failures: 2,
    health: createHealth(),
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
  })
  const queue = [...calls]
  const send = watchCalls(checks)(PAYMENTS, (request) => (queue.shift() ?? down)(request))
  for (const _ of calls) await send({ method: 'GET', path: '' }).catch(() => {})
  return checks.report().checks.payments?.state
}

test.each([
  ['that was never called', [], 'unknown'],
  ['that fails', [down, down], 'failing'],
  ['that failed once', [down], 'unknown'],
  ['that says no', [down, down, refuse], 'ok'],
  ['that we call in a wrong way', [broken, broken], 'unknown'],
])('a service %s is %3$s', async (_, calls, state) => {
  expect(await stateAfter(...calls)).toBe(state)
})
