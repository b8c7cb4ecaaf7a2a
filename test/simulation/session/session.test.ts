import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulation/kernel/fault.ts'
import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import type { Trace } from '../../../src/simulation/kernel/trace.ts'
import { scenario } from '../../../src/simulation/scenarios/raft/scenario.ts'
import {
  type Control,
  type Harm,
  NETWORK_FAULTS,
  scheduleOf,
} from '../../../src/simulation/session/control.ts'
import { type Run, runBranch } from '../../../src/simulation/session/run-branch.ts'
import {
  act,
  alter,
  currentBranch,
  fork,
  goToBranch,
  redo,
  type Session,
  startSession,
  turn,
  undo,
} from '../../../src/simulation/session/session.ts'

const END_US = 3_000_000
const parameters = resolveParameters(scenario.parameters, ['duration_ms=3s'])
const run: Run = async (seed, values, options) => ({ result: scenario.run(seed, values, options), told: [] })
const start = (seed = 1): Session => startSession({ seed, parameters, faults: [] })

const node = fc.nat(4)
const harm: fc.Arbitrary<Harm> = fc.oneof(
  node.map((id): Harm => ({ kind: 'crash', node: id, disk: 'unsynced-lost' })),
  node.map((id): Harm => ({ kind: 'pause', node: id })),
  fc.record({ kind: fc.constant('slow' as const), node, byUs: fc.nat(100_000) }),
  fc
    .subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 4 })
    .map((side): Harm => ({ kind: 'partition', side })),
  fc.record({ kind: fc.constant('clog' as const), from: node, to: node }),
  fc.record({
    kind: fc.constant('drop' as const),
    from: node,
    to: node,
    count: fc.integer({ min: 1, max: 9 }),
  }),
  fc.constant<Harm>({ kind: 'link', loss: 1, from: [0], to: [1] }),
  fc.constant<Harm>({ kind: 'load', count: 20 }),
)
const at = fc.integer({ min: 1, max: END_US })
const control: fc.Arbitrary<Control> = fc.oneof(
  fc.tuple(at, harm, fc.option(fc.integer({ min: 1, max: END_US }), { nil: undefined })).map(
    ([atUs, one, forUs]): Control => ({
      kind: 'strike',
      atUs,
      harms: [one],
      text: one.kind,
      ...(forUs !== undefined && { forUs }),
    }),
  ),
  fc.record({
    kind: fc.constant('relief' as const),
    atUs: at,
    ends: fc.constantFrom(['crash'] as const, ['pause'] as const, NETWORK_FAULTS),
    node,
    text: fc.constant('relief'),
  }),
)
type Act = (session: Session) => Session
const doing: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: control.map(
      (one): Act =>
        (session) =>
          act(session, one),
    ),
  },
  {
    weight: 1,
    arbitrary: at.map(
      (atUs): Act =>
        (session) =>
          fork(session, atUs),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>((session) => undo(session) ?? session) },
  { weight: 1, arbitrary: fc.constant<Act>((session) => redo(session) ?? session) },
  { weight: 1, arbitrary: fc.constant<Act>((session) => turn(session, 1)) },
  {
    weight: 1,
    arbitrary: fc.nat(5).map(
      (seed): Act =>
        (session) =>
          alter(session, 'seed', { ...currentBranch(session).setup, seed }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Act>((session) =>
      alter(session, 'swarm', { ...currentBranch(session).setup, faults: 'of the seed' }),
    ),
  },
)
const sessions = fc
  .array(doing, { minLength: 1, maxLength: 8 })
  .map((acts) => acts.reduce((session, one) => one(session), start()))

/** What a trace says of the time up to `atUs`. */
/** What waits at a node that stands still is not decided: whether it gets it, or crashes first. */
function past({ changes, messages, notes }: Trace, atUs: number) {
  const waits = ({ to, arrivesUs }: Trace['messages'][number]) =>
    changes.findLast((change) => change.node === to && change.atUs <= arrivesUs)?.status === 'paused'
  return {
    changes: changes.filter((change) => change.atUs <= atUs),
    sent: messages
      .filter(({ sentUs }) => sentUs <= atUs)
      .map(({ from, to, sentUs, text }) => ({ from, to, sentUs, text })),
    arrived: messages.filter((message) => message.arrivesUs <= atUs && !waits(message)),
    notes: notes.filter((note) => note.atUs <= atUs && note.kind !== 'fault'),
  }
}

describe('the schedule of a session', () => {
  it('is valid whatever was done: whole microseconds, each fault at least one long', () => {
    fc.assert(
      fc.property(fc.array(control, { maxLength: 12 }), (controls) => {
        const inOrder = [...controls].sort((a, b) => a.atUs - b.atUs)
        for (const { atUs, durationUs } of scheduleOf([], inOrder, END_US)) {
          expect(Number.isInteger(atUs) && atUs >= 1).toBe(true)
          expect(Number.isInteger(durationUs) && durationUs >= 1).toBe(true)
        }
      }),
    )
  })

  it('gives a headless run the same hash as the screen', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, async (session) => {
        const branch = currentBranch(session)
        const { result, faults } = await runBranch(run, branch)
        const again = scenario.run(branch.setup.seed, branch.setup.parameters, {
          faults: JSON.parse(JSON.stringify(faults)) as Fault[],
        })
        expect(again.traceHash).toBe(result.traceHash)
      }),
      { numRuns: 40 },
    )
  })

  it('lets what is killed come back only when it is restarted', () => {
    const kill: Control = {
      kind: 'strike',
      atUs: 5,
      harms: [{ kind: 'crash', node: 2, disk: 'kept' }],
      text: 'kill',
    }
    const restart: Control = { kind: 'relief', atUs: 9, ends: ['crash'], node: 2, text: 'restart' }
    expect(scheduleOf([], [kill], 100)).toMatchObject([{ atUs: 5, durationUs: 96 }])
    expect(scheduleOf([], [kill, restart], 100)).toMatchObject([{ atUs: 5, durationUs: 4 }])
    expect(scheduleOf([], [kill, { ...restart, node: 1 }], 100)).toMatchObject([{ durationUs: 96 }])
    expect(scheduleOf([], [kill, { ...restart, atUs: 5 }], 100)).toEqual([])
  })

  it('has no network faults left after a healing, and all others', () => {
    const base: Fault[] = [
      { kind: 'partition', side: [0], atUs: 10, durationUs: 100 },
      { kind: 'pause', node: 1, atUs: 10, durationUs: 100 },
      { kind: 'partition', side: [1], atUs: 60, durationUs: 10 },
    ]
    const heal: Control = { kind: 'relief', atUs: 50, ends: NETWORK_FAULTS, text: 'heal' }
    expect(scheduleOf(base, [heal], 200).map(({ durationUs }) => durationUs)).toEqual([40, 100, 10])
  })
})

describe('the past', () => {
  it('is the same to the last message after a control', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, control, async (session, one) => {
        const before = await runBranch(run, currentBranch(session))
        const after = await runBranch(run, currentBranch(act(session, one)))
        const cursor = one.atUs - 1
        expect(past(after.result.trace as Trace, cursor)).toEqual(past(before.result.trace as Trace, cursor))
      }),
      { numRuns: 40 },
    )
  })
})

describe('forks', () => {
  const pause = (atUs: number): Control => ({
    kind: 'strike',
    atUs,
    harms: [{ kind: 'pause', node: 0 }],
    text: `pause at ${atUs}`,
  })
  const times = (session: Session) => currentBranch(session).controls.map(({ atUs }) => atUs)

  it('begin when a control comes in front of later ones, and leave the branch as it was', () => {
    const two = act(act(start(), pause(10)), pause(30))
    const forked = act(two, pause(20))
    expect(times(two)).toEqual([10, 30])
    expect(times(forked)).toEqual([10, 20])
    expect(currentBranch(forked)).toMatchObject({ id: 2, parent: 1, forkedUs: 20 })
    expect(times(turn(forked, -1))).toEqual([10, 30])
    expect(times(turn(turn(forked, 1), 1))).toEqual([10, 20])
    expect(goToBranch(forked, 3)).toBeUndefined()
  })

  it('are undone with the control that made them, and come back', () => {
    const forked = act(act(act(start(), pause(10)), pause(30)), pause(20))
    const back = undo(forked) as Session
    expect(back.branches).toHaveLength(1)
    expect(times(back)).toEqual([10, 30])
    expect(times(redo(back) as Session)).toEqual([10, 20])
    expect(undo(start())).toBeUndefined()
    expect(redo(forked)).toBeUndefined()
  })

  it('keep the controls under another seed', () => {
    const session = alter(act(start(), pause(10)), 'seed 7', { seed: 7, parameters, faults: [] })
    expect(times(session)).toEqual([10])
    expect(currentBranch(session).setup.seed).toBe(7)
    expect(currentBranch(turn(session, 1)).setup.seed).toBe(1)
  })
})
