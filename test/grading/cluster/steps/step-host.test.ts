import { afterEach, expect, it } from 'vitest'
import { StepHost } from '../../../../src/grading/cluster/steps/step-host.ts'

let host: StepHost | undefined
afterEach(() => host?.stop())

/** A program that does this about each line. */
async function started(about: string): Promise<StepHost> {
  const program = `require('readline').createInterface({ input: process.stdin }).on('line', (line) => { ${about} })`
  host = await StepHost.start({ command: [process.execPath, '-e', program], cwd: '/', env: {} })
  return host
}

const INIT = { now: 0, message: { src: 'c0', dest: 'n0', body: { type: 'init', msg_id: 1 } } }

async function stepOf(about: string): Promise<unknown> {
  const running = await started(about)
  running.begin(1, 0, new Map())
  return running.step(INIT)
}

it('a process is told of no end before a life has begun', async () => {
  const running = await started(
    `if (line.includes('"end"')) process.exit(7); if (line.includes('"now"')) console.log('{"did":[]}')`,
  )
  running.end()
  running.begin(1, 0, new Map())
  expect(await running.step(INIT)).toEqual([])
})

it.runIf(process.platform === 'linux').each([
  ['says nothing', '', /has read an event, answered nothing, and waits.*--time real/],
  [
    'ends no line',
    `if (line.includes('"now"')) process.stdout.write('{"did":[]}')`,
    /without a newline after it/,
  ],
])('a program that %s and reads on is told so within its own 5 s', async (_, about, words) => {
  expect(await stepOf(about)).toMatchObject({ kind: 'stuck', text: expect.stringMatching(words) })
})

it.each([
  [
    'prints',
    `console.log('hello')`,
    'not-a-message',
    /it is not JSON\. In virtual time standard output belongs/,
  ],
  ['writes other bytes', `process.stdout.write(Buffer.from([255, 10]))`, 'not-utf8', /not UTF-8/],
  ['ends', 'process.exit(3)', 'ended', /ended by itself with exit code 3.*run it with --time real/],
])('a program that %s is named', async (_, about, kind, words) => {
  expect(await stepOf(`if (line.includes('"now"')) ${about}`)).toMatchObject({
    kind,
    text: expect.stringMatching(words),
  })
})
