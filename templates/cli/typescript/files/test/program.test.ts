import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { emptyFolder, PLACE, startFakes } from './helpers.ts'

/** The real program, in a process of its own. */
function start(url: string, home: string, args: readonly string[]) {
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: home,
    XDG_STATE_HOME: home,
    ORDERS_URL: url,
    DEPENDENCY_TIMEOUT_MS: '20000',
  }
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = Promise.all([once(program, 'exit'), text(program.stdout)])
  return { program, ended }
}

test('its result is on standard output, its end an exit code', async () => {
  const fakes = await startFakes()
  const { ended } = start(fakes.url, await emptyFolder(), [...PLACE, '--id', 'a1', '--json'])
  const [exit, out] = await ended
  expect(exit).toEqual([0, null])
  expect(JSON.parse(out)).toMatchObject({ id: 'a1', status: 'paid' })
}, 30_000)

test('Ctrl-C ends it at once with 130, also while a call is under way', async () => {
  const fakes = await startFakes()
  fakes.mode = 'hang'
  const { program, ended } = start(fakes.url, await emptyFolder(), PLACE)
  await expect.poll(() => fakes.requests, { interval: 5, timeout: 15_000 }).toBe(1)
  program.kill('SIGINT')
  expect((await ended)[0]).toEqual([130, null])
}, 30_000)
