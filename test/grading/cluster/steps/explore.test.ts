import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import {
  explore,
  requireExplorable,
  type Scope,
  USUAL_SCOPE,
} from '../../../../src/grading/cluster/steps/explore/explore.ts'
import { exploredCheck } from '../../../../src/grading/cluster/steps/explore/explored.ts'
import { StepHosts } from '../../../../src/grading/cluster/steps/step-hosts.ts'
import { linKv } from '../../../../src/grading/cluster/workloads/lin-kv.ts'
import { gSet } from '../../../../src/grading/cluster/workloads/sets.ts'

const FIXTURES = path.resolve('test/fixtures/step-nodes')
const SDK = path.resolve('templates/nodes/python')

let open: StepHosts | undefined

afterEach(async () => {
  await open?.stop()
  open = undefined
})

function search(wrong = '', scope: Partial<Scope> = {}) {
  return searchOf('register.py', { WRONG: wrong }, scope)
}

function searchOf(file: string, own: Readonly<Record<string, string>>, scope: Partial<Scope> = {}) {
  const env = { PYTHONPATH: SDK, PYTHONHASHSEED: '0', ...own }
  open = new StepHosts({ command: ['python3', '-u', path.join(FIXTURES, file)], cwd: FIXTURES, env })
  const options = { ...VIRTUAL_DEFAULTS, workload: 'lin-kv', nodeCount: 2 }
  return explore(open, linKv, options, { ...USUAL_SCOPE, states: 5000, ...scope })
}

describe('a search of all that can happen', () => {
  it('comes to an end where the scope is small, and finds nothing in a right program', async () => {
    const found = await search()
    expect(found).toMatchObject({ isWhole: true })
    expect(found.violation).toBeUndefined()
    expect(found.states).toBeGreaterThan(50)
    expect(found.localStates).toBeLessThan(found.states)
    expect(exploredCheck(found).verdict).toBe('pass')
  })

  it('finds an answer before its save, by a crash amid the step that gives it', async () => {
    const { violation } = await search('replies first')
    expect(violation?.path.map(({ kind, made }) => [kind, made])).toEqual([
      ['ask', 1],
      ['ask', undefined],
      ['deliver', undefined],
    ])
    expect(violation?.texts[0]).toContain('It crashes when it has done the first thing')
    expect(violation?.result?.valid).toBe(false)
  })

  it('finds nothing of it where no node may crash', async () => {
    const found = await search('replies first', { crashes: 0 })
    expect(found).toMatchObject({ isWhole: true })
    expect(found.violation).toBeUndefined()
  })

  it('tells of a node that ends', async () => {
    const { violation } = await search('raises')
    expect(violation?.reason).toContain('ValueError: as it was told to')
    expect(violation?.path.length).toBeLessThan(4)
  })

  it('finds the same whenever it is asked', async () => {
    const first = await search('', { states: 60 })
    await open?.stop()
    expect(await search('', { states: 60 })).toEqual(first)
  })

  it('calls nothing shown where no operation succeeds', async () => {
    const found = await search('', { questions: 0 })
    expect(exploredCheck(found).verdict).toBe('weak')
  })
})

describe('a search of nodes that use services', () => {
  it('finds nothing in what a linearizable store answers, and looks at all of it', async () => {
    const found = await searchOf('passes_on.py', { STORE: 'lin-kv' }, { questions: 2, timeouts: 0 })
    expect(found).toMatchObject({ isWhole: true })
    expect(found.violation).toBeUndefined()
    expect(found.answers).toBeGreaterThan(10)
  })

  it('finds the old answer that a sequential store may give', async () => {
    const { violation } = await searchOf('passes_on.py', { STORE: 'seq-kv' }, { timeouts: 0 })
    expect(violation?.path.filter(({ isStale }) => isStale)).toHaveLength(1)
    expect(violation?.path.every(({ kind }) => kind === 'ask' || kind === 'deliver')).toBe(true)
    expect(violation?.texts.join()).toContain('It answers from the oldest state that it may')
    expect(violation?.result?.valid).toBe(false)
  })
})

describe('a workload that is judged at the end', () => {
  it('cannot be explored, and says why', () => {
    expect(() => requireExplorable(gSet)).toThrow(
      /cannot be explored: what is lost shows only when all is over/,
    )
    expect(() => requireExplorable(linKv)).not.toThrow()
  })
})
