import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { type WatchedNodes, watchNodes } from '../../../../src/grading/cluster/watch/watch-nodes.ts'
import { chooseLanguage } from '../../../../src/grading/prepare.ts'
import { resolveParameters } from '../../../../src/simulation/kernel/parameters.ts'
import { runBranch } from '../../../../src/simulation/session/run-branch.ts'
import { act, currentBranch, startSession } from '../../../../src/simulation/session/session.ts'

const FILE = path.resolve('test/fixtures/step-nodes/register.py')

let open: WatchedNodes | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function watched(): Promise<WatchedNodes> {
  open = await watchNodes({
    ...{ file: FILE, language: chooseLanguage(FILE, undefined), cwd: process.cwd() },
    ...{ id: 'lin-kv', title: 'lin-kv', statement: 'Each key is linearizable.', lesson: '' },
    options: { ...VIRTUAL_DEFAULTS, workload: 'lin-kv', nodeCount: 3, timeLimitMs: 3000, settleMs: 100 },
  })
  return open
}

const setupOf = ({ scenario }: WatchedNodes) => ({
  ...{ seed: 1, faults: [], parameters: resolveParameters(scenario.parameters, []) },
})

describe("the learner's nodes on the screen of simulations", () => {
  it('are seen with their messages, and run the same again', async () => {
    const nodes = await watched()
    const branch = currentBranch(startSession(setupOf(nodes)))
    const first = await runBranch(nodes.run, branch)
    const again = await nodes.run(1, branch.setup.parameters, { tracing: true })
    expect(first.result.violations).toEqual([])
    expect(first.result.trace?.messages.length).toBeGreaterThan(20)
    expect(first.result.trace?.nodes.map(({ name }) => name)).toEqual(['n0', 'n1', 'n2'])
    expect(again.result.traceHash).toBe(first.result.traceHash)
    expect(first.result.trace?.changes.some(({ status }) => status === 'down')).toBe(false)
  })

  it('are killed by hand, from then on and no sooner', async () => {
    const nodes = await watched()
    const session = startSession(setupOf(nodes))
    const calm = await runBranch(nodes.run, currentBranch(session))
    const harms = [{ kind: 'crash', node: 1, disk: 'unsynced-lost' }] as const
    const kill = { kind: 'strike', atUs: 1_000_000, forUs: 500_000, harms, text: 'kill n1' } as const
    const run = await runBranch(nodes.run, currentBranch(act(session, kill)))
    const changes = run.result.trace?.changes
      .filter(({ node }) => node === 1)
      .map(({ atUs, status }) => [atUs, status])
    expect(changes).toContainEqual([1_000_000, 'down'])
    expect(changes).toContainEqual([1_500_000, 'up'])
    const earlier = (one: typeof run) => one.result.trace?.messages.filter(({ sentUs }) => sentUs < 1_000_000)
    expect(earlier(run)?.map(({ text, sentUs }) => [text, sentUs])).toEqual(
      earlier(calm)?.map(({ text, sentUs }) => [text, sentUs]),
    )
    expect(run.result.traceHash).not.toBe(calm.result.traceHash)
    const repeated = await nodes.run(1, session.branches[0]?.setup.parameters ?? {}, { faults: run.faults })
    expect(repeated.result.traceHash).toBe(run.result.traceHash)
  })

  it('give a still picture at once, before any process has started', async () => {
    const nodes = await watched()
    const { result } = await nodes.run(1, setupOf(nodes).parameters, { untilUs: 1 })
    expect(result).toMatchObject({
      events: 0,
      trace: { nodes: [{ name: 'n0' }, { name: 'n1' }, { name: 'n2' }] },
    })
  })
})
