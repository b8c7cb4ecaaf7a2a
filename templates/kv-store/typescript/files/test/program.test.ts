import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

test('the program serves alone, and a stop signal ends it with 0', async () => {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...process.env, PORT: '0', DATABASE_URL: 'sqlite::memory:' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const log: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    program.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
    createInterface({ input: program.stdout }).on('line', (line) => {
      log.push(line)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
      if (address !== null) resolve(address[0])
    })
  })
  const put = await fetch(`${url}/entries/a`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"value":1}',
  })
  expect(put.status).toBe(201)
  const exited = once(program, 'exit')
  program.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(log.every((line) => JSON.parse(line))).toBe(true)
}, 30_000)

test('a wrong configuration is named and the program exits with 1', async () => {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...process.env, NODES: 'node-1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [[code], message] = await Promise.all([
    once(program, 'exit'),
    program.stderr.setEncoding('utf8').toArray(),
  ])
  expect(code).toBe(1)
  expect(JSON.parse(message.join(''))).toMatchObject({ level: 'fatal' })
}, 30_000)
