import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

test('a second stop signal ends the program at once, also while it drains', async () => {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: 'sqlite::memory:',
      DRAIN_DELAY_MS: '60000',
      SHUTDOWN_TIMEOUT_MS: '120000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(program, 'exit')
  for await (const line of createInterface({ input: program.stdout })) {
    if (line.includes('http://127.0.0.1')) program.kill('SIGTERM')
    if (line.includes('"draining"')) program.kill('SIGTERM')
  }
  expect(await exited).toEqual([null, 'SIGTERM'])
}, 30_000)
