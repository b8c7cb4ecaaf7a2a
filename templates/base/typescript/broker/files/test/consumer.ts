import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/config.ts'
import { openBroker } from '../src/messaging/broker.ts'
import { createLog } from '../src/observability/log.ts'

const THIS_FILE = fileURLToPath(import.meta.url)

export interface Consumer {
  readonly process: ChildProcess
  /** A line for each delivery. */
  readonly lines: readonly string[]
}

/** A consumer in a process of its own, so that it can be killed. `hang` never ends with a message. */
export function startConsumer(
  env: Readonly<Record<string, string>>,
  topic: string,
  manner: 'handle' | 'hang',
): Consumer {
  const args = ['--import', 'tsx', THIS_FILE, topic, manner]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  return { process: child, lines }
}

async function consume(topic = '', manner = ''): Promise<void> {
  const config = readConfig(process.env)
  const broker = await openBroker(config, createLog(config))
  await broker.subscribe(topic, 'mail', async ({ id, attempt }) => {
    process.stdout.write(`${id} attempt ${attempt}\n`)
    if (manner === 'hang') await new Promise(() => {})
  })
}

if (process.argv[1] === THIS_FILE) await consume(...process.argv.slice(2))
