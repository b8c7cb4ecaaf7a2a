import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { readConfig } from '../src/config.ts'
import { type Broker, openBroker } from '../src/messaging/broker.ts'
import { createLog } from '../src/observability/log.ts'

/**
 * The environment of one test's own messages: within its process, or on the server of TEST_BROKER_URL,
 * under a namespace of their own. What they leave there is small, and goes with the server.
 */
export function testBroker(url: string | undefined): Record<string, string> {
  if (url === undefined) return { BROKER_URL: 'memory:' }
  return {
    BROKER_URL: url,
    BROKER_NAMESPACE: `test-${randomUUID().slice(0, 8)}`,
    BROKER_ACK_WAIT_MS: '1000',
  }
}

/** A client of it that is closed with the test. */
export async function openTestBroker(url?: string, env = testBroker(url)): Promise<Broker> {
  const config = readConfig({ LOG_LEVEL: 'silent', REDELIVERY_DELAY_MS: '20', ...env })
  const broker = await openBroker(config, createLog(config))
  onTestFinished(() => broker.close())
  return broker
}
