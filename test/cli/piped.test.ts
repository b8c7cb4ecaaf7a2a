import os from 'node:os'
import process from 'node:process'
import { expect, it } from 'vitest'
import { start } from '../learning/helpers/cli.ts'

it('what is piped is no argument: the rest of a loop that calls the program is left alone', async () => {
  const env = { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' }
  const { status, stdout } = await start(['learn', '--json'], os.tmpdir(), env, 'no-such-topic\n')
  expect(status).toBe(0)
  expect(JSON.parse(stdout).items.length).toBeGreaterThan(50)
})
