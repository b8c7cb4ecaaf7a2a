import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { expect, it } from 'vitest'
import { PROGRAM } from '../learning/helpers/cli.ts'

it('what is piped is no argument: the rest of a loop that calls the program is left alone', () => {
  const env = { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' }
  const learn = (input: string) =>
    spawnSync(process.execPath, [PROGRAM, 'learn', '--json'], { input, env, encoding: 'utf8' })
  const { status, stdout } = learn('no-such-topic\n')
  expect(status).toBe(0)
  expect(JSON.parse(stdout).items.length).toBeGreaterThan(50)
})
