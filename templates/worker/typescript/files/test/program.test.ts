import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { CHARGE, startFakes } from './helpers.ts'
import { testDatabase } from './test-database.ts'

/** Starts the real program on a free port, and reads its address from its log. */
async function startProgram(fakes: FakeDependencies, env: Record<string, string>) {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: await testDatabase(),
      PAYMENTS_URL: fakes.urlOf('payments'),
      NOTIFICATIONS_URL: fakes.urlOf('notifications'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const log: string[] = []
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: program.stdout }).on('line', (line) => {
      log.push(line)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
      if (address !== null) resolve(address[0])
    })
  })
  return { program, log, url: await listening }
}

test('a stop signal lets the job under way finish, then the program exits with 0', async () => {
  const fakes = await startFakes()
  fakes.modes.payments = 'hang'
  const { program, log, url } = await startProgram(fakes, { DEPENDENCY_TIMEOUT_MS: '300' })
  await fetch(`${url}/jobs/a1`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CHARGE),
  })
  await expect.poll(() => fakes.requests.payments, { interval: 5, timeout: 10_000 }).toBe(1)
  const exited = once(program, 'exit')
  program.kill('SIGTERM')

  expect(await exited).toEqual([0, null])
  expect(log.every((line) => JSON.parse(line))).toBe(true)
}, 30_000)

test('a wrong configuration is named and the program exits with 1', async () => {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...process.env, PORT: 'http' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [[code], message] = await Promise.all([
    once(program, 'exit'),
    program.stderr.setEncoding('utf8').toArray(),
  ])
  expect(code).toBe(1)
  expect(JSON.parse(message.join(''))).toMatchObject({ level: 'fatal' })
}, 30_000)
