import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeAll(async () => {
  learner = await newLearner()
})
afterAll(() => learner.remove())

const SHORT = ['simulate', 'raft', '--set', 'duration_ms=1s', '--no-shrink', '--no-save']
const file = (name: string) => path.join(learner.folder, name)

describe('compendium simulate --export', () => {
  it('writes the run in every format and names the files', async () => {
    const { stdout, status } = await learner.run([
      ...SHORT,
      ...['svg', 'html', 'cast', 'json'].flatMap((format) => ['--export', format]),
      '--json',
    ])
    expect(status).toBe(3)
    expect(JSON.parse(stdout).exports).toEqual(['raft-1.svg', 'raft-1.html', 'raft-1.cast', 'raft-1.json'])
    expect(await readFile(file('raft-1.svg'), 'utf8')).toContain('stands for election in term 1')
    expect(await readFile(file('raft-1.html'), 'utf8')).toContain('<!doctype html>')
    expect(JSON.parse((await readFile(file('raft-1.cast'), 'utf8')).split('\n')[0] ?? '')).toMatchObject({
      version: 2,
    })
    expect(JSON.parse(await readFile(file('raft-1.json'), 'utf8')).trace.nodes).toHaveLength(5)
  })

  it('writes the same bytes for the same seed, and leaves another file alone', async () => {
    expect((await learner.run([...SHORT, '--export', 'svg=same.svg'])).status).toBe(3)
    expect((await learner.run([...SHORT, '--export', 'svg=same.svg'])).status).toBe(3)
    await writeFile(file('mine.svg'), 'mine')
    const { status, stderr } = await learner.run([...SHORT, '--export', 'svg=mine.svg'])
    expect(status).toBe(2)
    expect(stderr).toContain('mine.svg holds something else and was left alone.')
    expect(await readFile(file('mine.svg'), 'utf8')).toBe('mine')
  })

  it('says in one line what cannot be exported', async () => {
    const unknown = await learner.run([...SHORT, '--export', 'png'])
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('--export png cannot be written.'),
    ])
    const twice = await learner.run([...SHORT, '--export', 'svg=one', '--export', 'html=./one'])
    expect([twice.status, twice.stdout, twice.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('./one cannot hold both svg and html.'),
    ])
  })

  it('writes the charts of a model without nodes as a picture, a page and a recording', async () => {
    const formats = ['svg', 'html', 'cast'].flatMap((format) => ['--export', format])
    const { status, stdout } = await learner.run(['simulate', 'circuit-breaker', ...formats, '--json'])
    expect([status, JSON.parse(stdout).exports]).toEqual([
      0,
      ['circuit-breaker-1.svg', 'circuit-breaker-1.html', 'circuit-breaker-1.cast'],
    ])
    const svg = await readFile(file('circuit-breaker-1.svg'), 'utf8')
    expect(svg.split('<g class="panel"')).toHaveLength(9)
    expect(svg).toContain('mean latency, without')
    const html = await readFile(file('circuit-breaker-1.html'), 'utf8')
    expect(html).toContain('PASS: ')
    expect(html).toContain(`trace ${JSON.parse(stdout).traceHash}`)
    const [header, ...events] = (await readFile(file('circuit-breaker-1.cast'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(header).toMatchObject({ version: 2, width: 80, height: 24 })
    expect(events.at(-1)[0]).toBeGreaterThan(10)
    expect(events.map(([, , text]) => text).join('')).toContain('the breaker opens')
  })

  it('writes the numbers over time of a model without nodes', async () => {
    const { status } = await learner.run(['simulate', 'circuit-breaker', '--export', 'json=series.json'])
    const { scenario, seed, metrics, series } = JSON.parse(await readFile(file('series.json'), 'utf8'))
    expect([status, scenario, seed]).toEqual([0, 'circuit-breaker', 1])
    expect(metrics.dependency_calls).toBe(26)
    expect(series[0].values.length).toBeGreaterThan(20)
  })
})
