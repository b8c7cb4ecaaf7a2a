import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partDigest } from '../../src/simulation/runs/part-digest.ts'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeAll(async () => {
  learner = await newLearner()
})
afterAll(() => learner.remove())

const simulate = (...args: string[]) => learner.run(['simulate', ...args])
const json = async (...args: string[]) => {
  const { status, stdout, stderr } = await simulate(...args, '--json')
  return { status, stderr, report: JSON.parse(stdout) }
}
const file = (name: string) => path.join(learner.folder, name)
const FAILING = ['raft', '--seeds', '12', '--mutant', 'votes-twice'] as const

describe('a failing sweep', () => {
  it('is shrunk to a file that fails again in the same way, and is not written twice', async () => {
    const { status, report } = await json(...FAILING)
    expect(status).toBe(1)
    expect(report.shrunk.faults).toBe(report.shrunk.schedule.length)
    expect(report.shrunk.faults).toBeLessThan(report.shrunk.before.faults)
    expect(report.shrunk.file).toMatch(/^\.compendium\/raft-\d+-[0-9a-f]{8}\.json$/)
    expect(report.shrunk.violation.story.length).toBeLessThanOrEqual(20)
    const again = await json('--replay', report.shrunk.file)
    expect(again.status).toBe(1)
    expect(again.report).toMatchObject({
      traceHash: report.shrunk.traceHash,
      violations: [{ invariant: report.shrunk.violation.invariant, atUs: report.shrunk.violation.atUs }],
      replayed: { stillBroken: true, sameTrace: true },
    })
    await json(...FAILING)
    expect(await readdir(file('.compendium'))).toHaveLength(1)
  })

  it('writes where it is told, and leaves what is there', async () => {
    expect((await json(...FAILING, '--save', 'kept.json')).report.shrunk.file).toBe('kept.json')
    await writeFile(file('mine.json'), 'mine')
    const other = await json(...FAILING, '--save', 'mine.json')
    expect(other.report.shrunk.file).toBeNull()
    expect(other.stderr).toContain('mine.json holds another run')
    expect(await readFile(file('mine.json'), 'utf8')).toBe('mine')
    expect((await json(...FAILING, '--no-save')).report.shrunk.file).toBeNull()
    expect((await json(...FAILING, '--no-shrink')).report.shrunk).toBeUndefined()
    const nowhere = await json(...FAILING, '--save', '/dev/null/x')
    expect([nowhere.status, nowhere.report.shrunk.file]).toEqual([1, null])
  })

  it('is replayed as gone without the mistake, and refused from another version or scenario', async () => {
    const { report } = await json(...FAILING)
    const run = JSON.parse(await readFile(file(report.shrunk.file), 'utf8'))
    const write = (change: object) => writeFile(file('run.json'), JSON.stringify({ ...run, ...change }))
    const { mutant: _, ...mended } = run
    await writeFile(file('run.json'), JSON.stringify(mended))
    const gone = await simulate('--replay', 'run.json')
    expect([gone.status, gone.stderr]).toEqual([0, ''])
    expect(gone.stdout).toContain('is broken no more')
    expect(gone.stdout).not.toContain('then: trace')
    const traceHash = '0123456789abcdef'
    await write({ compendium: '0.0.9', expected: { ...run.expected, traceHash } })
    const older = await simulate('--replay', 'run.json')
    expect(older.stdout).toContain('its steps are others than they were')
    expect(older.stdout).toContain(`then: trace ${traceHash}, compendium 0.0.9\n`)
    await write({ scenarioVersion: run.scenarioVersion + 1 })
    const newer = await simulate('--replay', 'run.json')
    expect(newer.status).toBe(2)
    expect(newer.stderr).toContain(`was written for version ${run.scenarioVersion + 1} of raft`)
    expect(newer.stderr).toContain(`(compendium ${run.compendium}, trace ${run.expected.traceHash})`)
    await write({ faults: [{ kind: 'crash', node: 0, disk: 'kept', atUs: -1, durationUs: 5 }] })
    expect((await simulate('--replay', 'run.json')).stderr).toContain('faults[0].atUs: ')
    await write({ scenario: 'rafft' })
    expect((await simulate('--replay', 'run.json')).stderr).toContain('Did you mean')
    await writeFile(file('other.js'), 'throw new Error("was run")')
    await write({ scenario: './other.js' })
    const program = await simulate('--replay', 'run.json')
    expect(program.stderr).toContain('is a run of your own model ./other.js')
    expect(program.stderr).not.toContain('was run')
    expect((await simulate('--replay', 'nowhere.json')).stderr).toContain('nowhere.json is not there')
  })

  it('that is mended into one that never ends is not taken for a pass', async () => {
    const model = (handle: string) => `export default {
      id: 'clock', title: 'A clock', invariants: [{ id: 'short', statement: 'it stops in time' }],
      setup: (world) => ({
        start() { world.schedule(1000, 0) },
        handle() { ${handle} },
        metrics: () => ({}),
      }),
    }`
    await writeFile(file('clock.js'), model("world.violated('short', 'it ticks')"))
    const { report } = await json('./clock.js')
    await writeFile(file('clock.js'), model('world.schedule(0, 0)'))
    const again = await simulate('./clock.js', '--replay', report.shrunk.file, '--max-events', '1000')
    expect(again.status).toBe(3)
    expect(again.stdout).toContain('INCONCLUSIVE')
  })
})

describe('a sweep in parts', () => {
  it('is merged into the report of the whole, byte for byte', async () => {
    const args = [...FAILING, '--assert', 'p99 < 300ms', '--assert', 'every p99 < 2s', '--json'] as const
    const parts = await Promise.all(
      [1, 2, 3].map((part) => simulate(...args, '--shard', `${part}/3`, '--no-shrink')),
    )
    await Promise.all(parts.map(({ stdout }, index) => writeFile(file(`p${index}.json`), stdout)))
    const merged = await learner.run(['merge-reports', 'p2.json', 'p0.json', 'p1.json', '--json'])
    const whole = await simulate(...args)
    expect(merged.stdout).toBe(whole.stdout)
    expect([merged.status, whole.status]).toEqual([1, 1])
    for (const [files, why] of [
      [['p0.json', 'p1.json'], 'part 3 of 3 is missing'],
      [['p0.json', 'p1.json', 'p1.json'], 'p1.json and p1.json are both part 2 of 3'],
      [['kept.json'], 'kept.json is not the report of a part'],
    ] as const) {
      const { status, stderr } = await learner.run(['merge-reports', ...files])
      expect(status).toBe(2)
      expect(stderr).toContain(why)
    }
    const other = JSON.parse(parts[1]?.stdout ?? '')
    for (const [change, why] of [
      [{ scenarioVersion: 99 }, 'they differ in the version of the scenario'],
      [{ version: '9.9.9' }, 'they differ in the version of compendium'],
      [{ parameters: { ...other.parameters, servers: 3 } }, 'they differ in the parameters'],
    ] as const) {
      const changed = { ...other, ...change }
      // As a machine with that version or that setting would have written it.
      const shard = { ...other.shard, digest: partDigest(changed) }
      await writeFile(file('p1.json'), JSON.stringify({ ...changed, shard }))
      const { status, stderr } = await learner.run(['merge-reports', 'p0.json', 'p1.json', 'p2.json'])
      expect([status, stderr.includes(why)]).toEqual([2, true])
    }
  })

  it('is not merged when a part was edited, even if all were in the same way', async () => {
    const parts = await Promise.all(
      [1, 2].map((part) => simulate(...FAILING, '--json', '--shard', `${part}/2`, '--no-shrink')),
    )
    const written = parts.map(({ stdout }) => JSON.parse(stdout))
    for (const edit of [
      { parameters: { ...written[0].parameters, servers: 3 } },
      { shard: { request: { ...written[0].shard.request, settings: ['servers=3'] } } },
    ]) {
      for (const [index, part] of written.entries()) {
        const edited = { ...part, ...edit, shard: { ...part.shard, ...edit.shard } }
        await writeFile(file(`q${index}.json`), JSON.stringify(edited))
      }
      const { status, stderr } = await learner.run(['merge-reports', 'q0.json', 'q1.json'])
      expect([status, stderr]).toEqual([
        2,
        expect.stringContaining('q0.json, part 1 of 2, was changed after it was written'),
      ])
    }
  })
})

describe('what a sweep is told', () => {
  it('may come from files: assertions and faults', async () => {
    await writeFile(
      file('a.yaml'),
      'assertions:\n  - p99 < 2s\n  - never: leader-completeness\n  - within 15s after heal: recovered\n',
    )
    const faults = [{ kind: 'crash', node: 0, disk: 'kept', atUs: 1_000_000, durationUs: 1_000_000 }]
    await writeFile(file('f.json'), JSON.stringify(faults))
    const { report } = await json('raft', '--assertions', 'a.yaml', '--faults', 'f.json')
    expect(report.assertions).toMatchObject([
      { assertion: 'p99 < 2s', kind: 'mean', verdict: 'pass' },
      { assertion: 'never leader-completeness', kind: 'never', verdict: 'pass' },
      { assertion: 'within 15s after heal: recovered', kind: 'within', verdict: 'pass' },
    ])
    expect(report.metrics.faults).toBe(1)
    expect(report.replay).toBe('compendium simulate raft --seed 1 --faults f.json --assertions a.yaml')
    expect((await json('raft', '--faults', 'none')).report.metrics.faults).toBe(0)
  })

  it('is annotated for GitHub, one line each', async () => {
    const { status, stdout } = await simulate(...FAILING, '--reporter', 'github', '--reporter', 'junit=j.xml')
    expect(status).toBe(1)
    const lines = stdout.split('\n').filter((line) => line.startsWith('::'))
    expect(lines[0]).toMatch(
      /^::error title=raft%3A [\w-]+::broken in \d+ of 12 seeds.*%0A.*--mutant votes-twice%0Atrace /,
    )
    expect(await readFile(file('j.xml'), 'utf8')).toContain('<failure')
  })

  it('stops a run that does not end, decides nothing, and says how to go on', async () => {
    const { status, stdout } = await simulate('raft', '--max-events', '500')
    expect(status).toBe(3)
    expect(stdout).toContain('INCONCLUSIVE')
    expect(stdout).toContain('--max-events 1000')
  })

  it.each([
    [['raft', '--reporter', 'xml=x'], 'is not a reporter'],
    [['raft', '--replay', 'x', '--seed', '3'], 'exclude each other'],
    [['raft', '--jobs', '0'], 'at least 1'],
    [['raft', '--list', '--set', 'servers=x'], 'exclude each other'],
  ])('is refused when it makes no sense: %j', async (args, why) => {
    const { status, stdout, stderr } = await simulate(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(why)
    expect(stderr).not.toContain('    at ')
  })
})
