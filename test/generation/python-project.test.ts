import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { execa, parseCommandString } from 'execa'
import { expect, test } from 'vitest'
import { emptyFolder, generateShop } from './helpers.ts'

const ENV = { PORT: '0', PYTHONDONTWRITEBYTECODE: '1' }

function run(command: string, cwd: string) {
  const [file = '', ...args] = parseCommandString(command)
  return execa(file, args, { cwd, env: ENV, all: true, reject: false, timeout: 60_000 })
}

test('the commands of the Python project work as printed, and Ctrl-C stops the service with 0', async () => {
  const { dir, commands } = await generateShop(await emptyFolder())
  for (const command of [commands.install, commands.lint, commands.test]) {
    const result = await run(command, dir)
    expect(result.exitCode, `${command}\n${result.all}`).toBe(0)
  }

  const service = run(commands.start, dir)
  if (service.stdout === null) throw new Error('the service has no output')
  const [line] = (await once(createInterface({ input: service.stdout }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  service.kill('SIGINT')
  expect((await service).exitCode).toBe(0)
})

test('its failure drill sees the breaker open, fail fast and close again', async () => {
  const { dir } = await generateShop(await emptyFolder())
  const result = await run('python3 -m tools.break_payments fail', dir)
  expect(result.all).toContain('The drill passed.')
  expect(result.exitCode).toBe(0)
})
