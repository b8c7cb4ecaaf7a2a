import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../learning/helpers/cli.ts'

const RISKY = [
  'import requests, time',
  '',
  'def pay(order):',
  '    for attempt in range(5):',
  '        try:',
  '            return requests.post("https://bank/pay", json=order)',
  '        except requests.RequestException:',
  '            time.sleep(2)',
  '',
].join('\n')

const MAKE_PIPE = 'mkfifo'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-explain-'))
  const files: Record<string, string | Buffer> = {
    'pay.py': RISKY,
    'right.ts': 'export const price = () => fetch(url, { signal: AbortSignal.timeout(5000) })\n',
    'broken.py': 'def f(:\n    return (\nimport requests\n',
    'test_pay.py': `${RISKY}\ndef test_pay():\n    pay(1)\n`,
    'app.log': 'etcdserver: leader changed\n',
    'binary.py': Buffer.from([0x61, 0, 0x62]),
    'latin.js': Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]),
    'view.tsx': 'export const View = () => <p>{fetch(url)}</p>\n',
    'empty.mjs': '',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  execFileSync(MAKE_PIPE, [path.join(folder, 'endless.py')])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) =>
  start(['explain', ...args], folder, { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' }, '')

describe('compendium explain FILE', () => {
  it('points at the line, says why and what to do, and where to read on', async () => {
    const { status, stdout, stderr } = await run('pay.py')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^pay\.py: 3 risks, by \d+ rules for Python\.$/m)
    expect(stdout).toContain('6:20  HTTP call without a timeout  http-without-timeout')
    expect(stdout).toContain('    return requests.post("https://bank/pay", json=order)')
    expect(stdout).toContain('6:20  Possibly: A request that changes something is retried without a key')
    expect(stdout).toContain('8:13  Possibly: Retries after a fixed pause  retry-fixed-pause')
    expect(stdout).toContain('compendium learn timeout')
  })

  it('gives the findings in the order of lines, and the patterns that mend them best first', async () => {
    const { file, language, findings, results } = JSON.parse((await run('pay.py', '--json')).stdout)
    expect([file, language]).toEqual(['pay.py', 'Python'])
    expect(findings[0]).toMatchObject({
      ...{ rule: 'http-without-timeout', line: 6, column: 20, pattern: 'timeout', confidence: 'likely' },
      snippet: 'return requests.post("https://bank/pay", json=order)',
    })
    expect(findings.map(({ line }: { line: number }) => line)).toEqual([6, 6, 8])
    expect(results[0]).toEqual({
      slug: 'timeout',
      kind: 'pattern',
      title: expect.any(String),
      score: 1,
    })
  })

  it('says when no rule found anything, and that this proves nothing', async () => {
    const { status, stdout } = await run('right.ts')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^right\.ts: none of \d+ rules for TypeScript found a risk\.$/m)
    expect(stdout).toContain('what they do not find may be there all the')
  })

  it('says which line it could not read', async () => {
    expect((await run('broken.py')).stdout).toContain('Line 1 could not be read as Python')
  })

  it('asks of tests only what concerns tests, and says so', async () => {
    const { stdout } = await run('test_pay.py')
    expect(stdout).toContain('none of 1 rule for Python found a risk')
    expect(stdout).toContain('It holds tests')
  })

  it('reads JSX, and a file without a line', async () => {
    expect(JSON.parse((await run('view.tsx', '--json')).stdout).findings[0].rule).toBe('fetch-without-signal')
    expect(JSON.parse((await run('empty.mjs', '--json')).stdout).findings).toEqual([])
  })

  it.each([
    ['missing.py', /missing\.py is not there/],
    ['./', /\.\/ is a folder: programs are explained one at a time/],
    ['endless.py', /endless\.py is no ordinary file/],
    ['binary.py', /binary\.py is no text/],
    ['latin.js', /latin\.js is not text in UTF-8/],
    ['app.log', /app\.log is a file, but no program[\s\S]*compendium explain < app\.log/],
  ])('refuses %s, and says what to do', async (name, why) => {
    const { status, stderr } = await run(name)
    expect([status, why.test(stderr)]).toEqual([2, true])
  })

  it('sends nothing of a program to a model', async () => {
    const { status, stderr } = await run('pay.py', '--llm')
    expect([status, stderr.includes('of a program nothing is sent')]).toEqual([2, true])
  })

  it('takes words for words, also those with a dot', async () => {
    expect((await run('max.poll.interval.ms')).stdout).toContain('Probable causes')
  })
})
