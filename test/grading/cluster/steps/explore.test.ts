import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { explore, type Scope, USUAL_SCOPE } from '../../../../src/grading/cluster/steps/explore/explore.ts'
import { exploredCheck } from '../../../../src/grading/cluster/steps/explore/explored.ts'
import { StepHosts } from '../../../../src/grading/cluster/steps/step-hosts.ts'
import { linKv } from '../../../../src/grading/cluster/workloads/lin-kv.ts'

const FIXTURES = path.resolve('test/fixtures/step-nodes')
const SDK = path.resolve('templates/nodes/python')

let open: StepHosts | undefined

afterEach(async () => {
  await open?.stop()
  open = undefined
})

function search(wrong = '', scope: Partial<Scope> = {}) {
  const env = { PYTHONPATH: SDK, PYTHONHASHSEED: '0', WRONG: wrong }
  open = new StepHosts({
    command: ['python3', '-u', path.join(FIXTURES, 'register.py')],
    cwd: FIXTURES,
    env,
  })
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
