import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulation/kernel/fault.ts'
import { runBranch } from '../../../src/simulation/session/run-branch.ts'
import { currentBranch, startSession } from '../../../src/simulation/session/session.ts'
import { COMMANDS } from '../../../src/ui/screens/cluster/commands.ts'
import {
  branchOf,
  type ClusterState,
  nodesNow,
  SPEEDS,
  startCluster,
} from '../../../src/ui/screens/cluster/state.ts'
import { updateCluster } from '../../../src/ui/screens/cluster/update.ts'
import { openRaft, raft, raftSetup, run, send } from '../helpers/cluster.ts'

let start: ClusterState
/** At two seconds, with a leader. */
let steady: ClusterState
let leader = 0
let firstUs = 0

beforeAll(async () => {
  start = await openRaft()
  steady = await send(start, ':goto 2s')
  leader = roles(steady).indexOf('leader')
  firstUs = start.watched.timeline.stopsUs[0] ?? 0
})

const tick = (elapsedMs: number) => ({ type: 'tick', elapsedMs }) as const
const roles = (state: ClusterState) => nodesNow(state).map((node) => node?.view.role ?? '')
const statuses = (state: ClusterState) => nodesNow(state).map((node) => node?.status)

describe('virtual time', () => {
  it('passes as fast as the speed says, while playing', async () => {
    expect((await send(start, tick(1000))).atUs).toBe(0)
    const slow = await send(start, ':speed 1/100', 'space', tick(1000))
    expect(slow.atUs).toBe(10_000)
    expect((await send(slow, '+', tick(1000))).atUs).toBe(10_000 + 20_000)
    expect((await send(slow, 'space', tick(1000))).atUs).toBe(10_000)
  })

  it('has bounds to its speed', async () => {
    const keys = Array.from({ length: 30 }, () => '+')
    expect((await send(start, ...keys)).speed).toBe(SPEEDS.length - 1)
    expect((await send(start, ...keys.map(() => '-'))).speed).toBe(0)
  })

  it('stops at the end, and starts again from there', async () => {
    const end = await send(start, 'G')
    expect(end.atUs).toBe(4_000_000)
    expect(await send(end, 'space')).toMatchObject({ atUs: 0, playing: true })
    expect(await send(start, ':speed 10', 'space', tick(60_000))).toMatchObject({
      atUs: 4_000_000,
      playing: false,
    })
  })

  it('goes from event to event, and back over the same ones', async () => {
    const there = await send(start, 'right', 'right', 'right')
    expect(there.atUs).toBeGreaterThan(0)
    expect((await send(there, 'left', 'left', 'left')).atUs).toBe(0)
    expect((await send(start, 'left')).atUs).toBe(0)
  })

  it('goes from caption to caption', async () => {
    const first = await send(start, 'n')
    expect(first.atUs).toBe(firstUs)
    expect((await send(first, 'n', 'p')).atUs).toBe(firstUs)
  })

  it('waits at every caption in a story, until Space', async () => {
    const story = await send(start, 's', ':speed 1', 'space', tick(1000))
    expect(story).toMatchObject({ atUs: firstUs, playing: false })
    const next = await send(story, 'space', tick(1000))
    expect(next.atUs).toBeGreaterThan(firstUs)
    expect(next).toMatchObject({ playing: false })
  })

  it('stops where a rule is broken, story or not', async () => {
    const broken = await openRaft(raftSetup(['duration_ms=4s'], 'votes-twice'))
    const stopped = await send(broken, ':speed 10', 'space', tick(10_000))
    expect(stopped.watched.run.result.violations.map(({ atUs }) => atUs)).toContain(stopped.atUs)
    expect(stopped.playing).toBe(false)
    expect((await send(stopped, 'enter')).page).toBe('violations')
  })
})

describe('controls', () => {
  it('kill the leader, and another one is elected', async () => {
    expect(roles(steady).filter((role) => role === 'follower')).toHaveLength(4)
    const killed = await send(steady, ':kill leader')
    expect(statuses(killed)[leader]).toBe('down')
    expect(killed.atUs).toBe(2_000_001)
    const later = await send(killed, ':run 1s')
    expect(roles(later).filter((role) => role === 'leader')).toHaveLength(1)
    expect(roles(later)[leader]).toBe('')
  })

  it('restart what was killed, which then follows', async () => {
    const killed = await send(steady, `${leader}`, 'k', ':run 500ms', 'r')
    expect(statuses(killed)[leader]).toBe('up')
    expect(roles(await send(killed, ':run 500ms'))[leader]).toBe('follower')
    expect(branchOf(killed).controls.map(({ text }) => text)).toEqual([
      `kill server ${leader}`,
      `restart server ${leader}`,
    ])
  })

  it('let a node stand still, and go on', async () => {
    const paused = await send(steady, '1', 'z')
    expect(statuses(paused)[1]).toBe('paused')
    expect(statuses(await send(paused, ':run 100ms', 'z'))[1]).toBe('up')
    const short = await send(steady, ':pause 1 for 50ms', ':run 60ms')
    expect(statuses(short)[1]).toBe('up')
  })

  it('cut the marked nodes off, and heal', async () => {
    const cut = await send(steady, '3', 'm', '4', 'm', 'x')
    expect(cut.watched.run.faults).toMatchObject([{ kind: 'partition', side: [3, 4], atUs: 2_000_001 }])
    expect(cut.marked).toEqual([])
    const healed = await send(cut, ':run 300ms', 'h')
    expect(healed.watched.run.faults).toMatchObject([{ durationUs: 300_001 }])
  })

  it('cut some nodes off from some, who both still hear the others', async () => {
    const cut = await send(steady, ':partition 0 | 1,2 oneway for 1s')
    expect(cut.watched.run.faults).toMatchObject([
      { kind: 'link', from: [0], to: [1, 2], loss: 1, durationUs: 1_000_000 },
    ])
    expect((await send(steady, ':cut 0|1')).watched.run.faults).toHaveLength(2)
  })

  it('drop the next message to a node', async () => {
    const dropped = await send(steady, '0', 'o', ':run 200ms')
    const { messages } = dropped.watched.timeline.trace
    expect(messages.filter(({ to, lost }) => to === 0 && lost === 'network')).toHaveLength(1)
  })

  it('say what to do instead of what cannot be done', async () => {
    const refused = async (...keys: string[]) => (await send(steady, ...keys)).message
    expect(await refused('r')).toEqual({
      isError: true,
      text: 'server 0 is not down. k, or :kill 0, stops it.',
    })
    expect((await refused('h'))?.text).toBe('The network is whole. x, or :partition, cuts it.')
    expect((await refused('G', 'k'))?.text).toContain('The run is over here.')
    expect((await refused(':kill 9'))?.text).toContain('They are 0 to 4')
    expect((await refused(':kill laeder'))?.text).toContain('Did you mean: leader')
    expect((await refused(':kill follower'))?.text).toContain('Name one by its number')
    expect((await refused(':pause 2 3s'))?.text).toBe(
      'Write: pause NODE [for TIME]. For example: pause 2 for 3s.',
    )
    expect((await refused(':partition 0,1 | 1,2'))?.text).toContain('Node 1 is on both sides.')
    expect((await refused(':goto soon'))?.text).toContain('"soon" is no value for the time')
    expect((await refused(':kil 2'))?.text).toContain('Did you mean kill?')
    expect((await refused(':set heartbeat=3'))?.text).toContain('Did you mean: heartbeat_ms.')
    expect((await refused(':mutant votes-twic'))?.text).toContain('Did you mean: votes-twice')
  })

  it('fork when they come before what was done later; [ and ] go between the branches', async () => {
    const two = await send(steady, '3', 'k', ':goto 3s', '0', 'k')
    const forked = await send(two, ':goto 2.5s', '1', 'k')
    expect(forked.session.branches).toHaveLength(2)
    expect(branchOf(forked).controls.map(({ text }) => text)).toEqual(['kill server 3', 'kill server 1'])
    const back = await send(forked, '[')
    expect(branchOf(back).id).toBe(1)
    expect(back.watched.run.faults).toHaveLength(2)
  })

  it('are undone and made again', async () => {
    const killed = await send(steady, '3', 'k')
    const undone = await send(killed, 'u')
    expect(undone.watched.run.faults).toEqual([])
    expect((await send(undone, 'U')).watched.run.result.traceHash).toBe(killed.watched.run.result.traceHash)
    expect((await send(undone, 'u')).message?.text).toBe('There is nothing to undo.')
  })

  it('stay under another seed, other parameters, other faults to begin with', async () => {
    const other = await send(steady, '3', 'k', ':seed 7', ':set heartbeat_ms=20', ':mutant votes-twice')
    const { setup, controls } = branchOf(other)
    expect(setup).toMatchObject({ seed: 7, mutant: 'votes-twice' })
    expect(setup.parameters['heartbeat_ms']).toBe(20)
    expect(controls).toHaveLength(1)
    expect(branchOf(await send(other, ':mutant none')).setup.mutant).toBeUndefined()
    const swarm = await send(steady, ':swarm on')
    const { faults } = raft.run(1, branchOf(swarm).setup.parameters)
    expect(swarm.watched.run.faults).toEqual(faults)
  })

  it('say so when a rule will break because of them', async () => {
    const broken = await send(steady, ':mutant votes-twice')
    expect(broken.message?.text).toMatch(/In this run a rule breaks at [\d.]+ s: [a-z-]+\./)
  })

  it('do not bring back a run that was left meanwhile', async () => {
    const killed = await send(steady, 'k')
    const late = await send(killed, { type: 'ran', run: steady.watched.run })
    expect(late.watched.run).toBe(killed.watched.run)
  })

  it('are taken back when the run fails', async () => {
    const killed = updateCluster(steady, { type: 'command', line: { do: 'kill', words: ['0'] } })
    const failed = updateCluster(killed, { type: 'failed', message: 'The model threw.' })
    expect(failed.session.branches).toEqual(steady.session.branches)
    expect(failed.message).toEqual({ text: 'The model threw.', isError: true })
  })

  it('let the run of a shorter time end sooner', async () => {
    const short = await send(start, ':goto 3s', ':set duration_ms=1s')
    expect(short.atUs).toBe(1_000_000)
  })
})

describe('what is asked for before the first run is done', () => {
  it('is done when it is, in order', async () => {
    const session = startSession(raftSetup())
    const branch = currentBranch(session)
    const glimpse = await runBranch(run, { ...branch, setup: { ...branch.setup, untilUs: 1 } })
    const early = startCluster({ columns: 80, rows: 24 }, raft, session, glimpse)
    const asked = [
      { type: 'command', line: { do: 'goto', words: ['2s'] } },
      { type: 'key', key: '3' },
      { type: 'key', key: 'k' },
    ] as const
    const waiting = asked.reduce((now: ClusterState, event) => updateCluster(now, event), early)
    expect(waiting).toMatchObject({ atUs: 0, chosen: 0 })
    const done = updateCluster(waiting, { type: 'ran', run: await runBranch(run, branch) })
    expect(done).toMatchObject({ atUs: 2_000_001, chosen: 3, waiting: undefined })
    expect(branchOf(done).controls).toHaveLength(1)
    expect(updateCluster(early, { type: 'key', key: 'q' }).ending).toBe('quit')
  })
})

describe('the command line', () => {
  it('takes every example of its help', async () => {
    for (const { example } of COMMANDS) {
      const state = await send(steady, '2', example.startsWith('re') ? 'k' : ':fork', `:${example}`)
      expect([example, state.message?.isError === true ? state.message.text : '']).toEqual([
        example,
        example.startsWith('resume')
          ? 'server 2 is not paused. z, or :pause 2, makes it stand still.'
          : example === 'heal'
            ? 'The network is whole. x, or :partition, cuts it.'
            : example === 'redo'
              ? 'There is nothing to redo.'
              : '',
      ])
    }
  })

  it('is typed after a colon, and given up with Escape', async () => {
    const typed = await send(steady, ':', 'q', 'u', 'i')
    expect(typed.input?.text).toBe('qui')
    expect((await send(typed, 'escape')).input).toBeUndefined()
    expect((await send(typed, 't', 'enter')).submitted).toBe('quit')
  })
})

describe('what is seen', () => {
  const keys = [
    'k',
    'r',
    'z',
    'x',
    'h',
    'd',
    'o',
    'c',
    'm',
    'u',
    'U',
    'f',
    '[',
    ']',
    'left',
    'right',
    'n',
    'p',
    '0',
    '1',
    '2',
    '3',
    '4',
  ]
  const commands = [
    ':swarm on',
    ':swarm off',
    ':seed 3',
    ':partition 0,1|2',
    ':isolate 3 oneway',
    ':heal',
    ':delay 0 1 50ms',
    ':drop 0 1 3',
  ]
  const doing = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...keys) },
    { weight: 1, arbitrary: fc.constantFrom(...commands) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 1500 }).map((ms) => `:goto ${ms}ms`) },
  )

  it('is what a fresh headless run of the saved schedule would be, at any time', async () => {
    const first = await openRaft(raftSetup(['duration_ms=1500ms']))
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 12 }), async (acts) => {
        const state = await send(first, ...acts)
        const { setup } = branchOf(state)
        const faults = JSON.parse(JSON.stringify(state.watched.run.faults)) as Fault[]
        const { result } = await run(setup.seed, setup.parameters, { faults, tracing: true })
        expect(state.watched.run.result.traceHash).toBe(result.traceHash)
        expect(state.watched.timeline.trace).toEqual(result.trace)
      }),
      { numRuns: 40 },
    )
  })

  it('is at the cursor the same after a control as before it', async () => {
    const first = await openRaft(raftSetup(['duration_ms=1500ms']))
    const control = fc.constantFrom('k', 'z', 'x', 'd', 'o', 'c', ':partition 0,1|2')
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 6 }), control, async (acts, act) => {
        const before = await send(first, ...acts)
        const after = await send(before, act)
        expect(nodesNow({ ...after, atUs: before.atUs })).toEqual(nodesNow(before))
      }),
      { numRuns: 30 },
    )
  })
})
