import { describe, expect, it } from 'vitest'
import { MODELS } from '../../../../src/checkers/registry.ts'
import type { ClusterRun } from '../../../../src/grading/cluster/cluster-run.ts'
import { requireWorkload } from '../../../../src/grading/cluster/grade-cluster.ts'
import { type Story, tellStory } from '../../../../src/grading/cluster/story/story.ts'
import type { Value } from '../../../../src/history/operation.ts'
import { pairOperations } from '../../../../src/history/pair.ts'
import { MadeRun, read, told, write, written } from './made-run.ts'

async function storyOf(id: string, run: ClusterRun): Promise<Story | undefined> {
  const workload = requireWorkload(id)
  const model = MODELS[workload.model]
  const consistency = workload.consistency ?? model?.consistency[0] ?? ''
  const check = await model?.load(consistency)
  const operations = pairOperations(run.events)
  const keyed = workload.keyed === undefined ? {} : { keyed: workload.keyed }
  return tellStory({ run, workload, operations, result: check?.(operations, { consistency, ...keyed }) })
}

const linesOf = (story: Story | undefined) =>
  story?.lines.map(({ atUs, text }) => `${(atUs / 1e6).toFixed(3)} ${text}`)

const NODES = ['n0', 'n1', 'n2']
const PARTITION = {
  kind: 'partition',
  cuts: [
    ['n1', 'n0'],
    ['n1', 'n2'],
  ],
  shape: 'n1 | n0 n2',
  fromMs: 150,
  toMs: 300,
} as const

/** n1 takes x=3 alone, while it is cut off; n0 still says 1 when that is over. */
const staleReadMade = () =>
  new MadeRun()
    .ask([100, 110], 0, 'n0', write(1), written)
    .fault(PARTITION)
    .send([201, 202], 'n1', 'n0', { type: 'copy', value: 3 }, { end: 'cut' })
    .ask([200, 210], 1, 'n1', write(3), written)
    .ask([400, 410], 2, 'n0', read(), told(1))

const staleRead = () => staleReadMade().run(NODES)

describe('the story of a stale read', () => {
  it('names who acknowledged what, the fault that lay between, and who answered otherwise', async () => {
    const story = await storyOf('lin-kv', staleRead())
    expect(story?.headline).toBe(
      'During the partition n1 | n0 n2, n1 acknowledged write 3 to key 0 at 0.210 s; then after the partition n1 | n0 n2 had healed at 0.300 s, n0 answered the read of key 0 with 1 at 0.410 s: a stale read.',
    )
  })

  it('tells operations, messages and faults in order of time', async () => {
    expect(linesOf(await storyOf('lin-kv', staleRead()))).toEqual([
      '0.110 n0 acknowledged write 1 to key 0 (process 0)',
      '0.150 partition n1 | n0 n2',
      '0.210 before the answer: n1 -> n0 copy (cut off)',
      '0.210 n1 acknowledged write 3 to key 0 (process 1)',
      '0.300 partition n1 | n0 n2 is over',
      '0.410 1 message in between never arrived: n1 -> n0 (1)',
      '0.410 n0 answered the read of key 0 with 1 (process 2; nothing sent to another node before)',
    ])
  })

  it('tells of what was not kept, and claims nothing of it', async () => {
    const run = staleReadMade()
      .send([220, 230], 'n1', 'n2', { type: 'copy', value: 3 })
      .run(NODES, [205, 395])
    expect(linesOf(await storyOf('lin-kv', run))).toEqual([
      '0.110 n0 acknowledged write 1 to key 0 (process 0)',
      '0.150 partition n1 | n0 n2',
      '0.205 of the messages from here to 0.395 s nothing was kept: 4 sent or received',
      '0.210 n1 acknowledged write 3 to key 0 (process 1)',
      '0.300 partition n1 | n0 n2 is over',
      '0.410 1 message in between never arrived: n1 -> n0 (1)',
      '0.410 n0 answered the read of key 0 with 1 (process 2; nothing sent to another node before)',
    ])
  })

  it('draws the messages of its operations and what was cut off, with the faults, and nothing later', async () => {
    const run = staleReadMade()
      .send([900, 901], 'n0', 'n2', { type: 'later' })
      .fault({ kind: 'pause', nodes: ['n2'], fromMs: 800, toMs: 950 })
      .run(NODES)
    const { diagram } = (await storyOf('lin-kv', run)) ?? {}
    expect(diagram?.nodes.map(({ name }) => name)).toEqual(['clients', 'n0', 'n1'])
    expect(diagram?.messages.map(({ text, lost }) => [text, lost])).toEqual([
      ['write key=0 value=1', undefined],
      ['write_ok', undefined],
      ['write key=0 value=3', undefined],
      ['copy value=3', 'partition'],
      ['write_ok', undefined],
      ['read key=0', undefined],
      ['read_ok value=1', undefined],
    ])
    expect(diagram?.notes.map(({ kind }) => kind)).toEqual(['fault', 'fault', 'violation'])
  })

  it('is one too when the same value is written again later', async () => {
    const run = staleReadMade().ask([600, 610], 0, 'n0', write(1), written).run(NODES)
    expect((await storyOf('lin-kv', run))?.headline).toMatch(/: a stale read\.$/)
  })

  it('is none when the value that was read may have been written last', async () => {
    const run = new MadeRun()
      .ask([100, 250], 0, 'n0', write(1), written)
      .ask([200, 210], 1, 'n1', write(3), written)
      .ask([300, 310], 2, 'n0', read(), told(1))
      .ask([350, 360], 2, 'n0', read(), told(3))
      .ask([400, 410], 2, 'n0', read(), told(1))
      .run(NODES)
    expect((await storyOf('lin-kv', run))?.headline).toMatch(/: no order of the operations explains it\.$/)
  })

  it('does not call stale what a write of unknown outcome may still bring', async () => {
    const run = new MadeRun()
      .ask([100, 110], 0, 'n0', write(1), { outcome: 'info' })
      .ask([200, 210], 1, 'n1', write(3), written)
      .ask([250, 260], 3, 'n1', read(), told(1))
      .ask([300, 310], 3, 'n1', read(), told(3))
      .run(NODES)
    const story = await storyOf('lin-kv', run)
    expect(story?.headline).toMatch(/: no order of the operations explains it\.$/)
  })
})

describe('the messages behind an answer', () => {
  it('go from the node that handed a request on, though they name its client', async () => {
    const { value, body } = told(1)
    const run = new MadeRun()
      .ask([100, 110], 0, 'n0', write(1), written)
      .ask([200, 210], 1, 'n1', write(3), written)
      .ask([401, 420], 2, 'n1', read(), { value, body, by: 'n0' })
      .send([402, 405], 'c2', 'n0', { type: 'read', key: 0, msg_id: 3 }, { by: 'n1' })
      .run(NODES)
    const story = await storyOf('lin-kv', run)
    const names = story?.diagram.nodes.map(({ name }) => name)
    const sent = story?.diagram.messages.filter(({ sentUs }) => sentUs === 402_000)
    expect(sent?.map(({ from, to }) => [names?.[from], names?.[to]])).toEqual([['n1', 'n0']])
    expect(linesOf(story)).toContain('0.420 before the answer: n1 -> n0 read')
  })

  it('are those after the request and before the reply in the order of Lamport', async () => {
    const run = new MadeRun()
      .send([100.1, 100.9], 'n2', 'n0', { type: 'heartbeat' })
      .send([101, 102], 'n0', 'n1', { type: 'forward' })
      .send([102.5, 103], 'n1', 'n0', { type: 'forward_ok' })
      .send([103.5, 120], 'n2', 'n1', { type: 'heartbeat' })
      .ask([100, 110], 0, 'n0', write(1), { ...written, by: 'n0' })
      .ask([200, 210], 2, 'n0', read(), told(7))
      .run(NODES)
    // A read of what nobody wrote: the write is no part of it, so ask for both.
    const story = await storyOf('lin-kv', run)
    expect(story?.headline).toContain('n0 answered the read of key 0 with 7')
    const kafka = await storyOf('g-counter', counterRun())
    expect(linesOf(kafka)).toContainEqual(
      expect.stringMatching(/before the answer: n0 -> n1 forward, n1 -> n0 forward_ok$/),
    )
  })
})

/** The counter of n0 goes through n1, and still is wrong. */
function counterRun(): ClusterRun {
  const add = { f: 'add', value: 5, body: { type: 'add', delta: 5 } }
  const last = { f: 'read', value: null, body: { type: 'read' } }
  return new MadeRun()
    .ask([50, 60], 0, 'n0', add, { body: { type: 'add_ok' } })
    .send([100.1, 100.9], 'n2', 'n0', { type: 'heartbeat' })
    .send([101, 102], 'n0', 'n1', { type: 'forward' })
    .send([102.5, 103], 'n1', 'n0', { type: 'forward_ok' })
    .send([103, 105], 'n1', 'n2', { type: 'gossip' })
    .send([103.5, 120], 'n2', 'n1', { type: 'heartbeat' })
    .ask([100, 110], 1, 'n0', last, { value: 2, body: { type: 'read_ok', value: 2 }, final: true })
    .run(NODES)
}

describe('the story of other failures', () => {
  it('names the element that is lost, and says that its node told nobody', async () => {
    const add = { f: 'add', value: 7, body: { type: 'add', element: 7 } }
    const look = { f: 'read', value: null, body: { type: 'read' } }
    const run = new MadeRun()
      .fault({ kind: 'kill', nodes: ['n2'], fromMs: 10, toMs: 50 })
      .ask([100, 110], 0, 'n0', add, { body: { type: 'add_ok' } })
      .ask([500, 510], 1, 'n1', look, { value: [], body: { type: 'read_ok', value: [] }, final: true })
      .run(NODES)
    const story = await storyOf('g-set', run)
    expect(story?.headline).toBe(
      'n0 acknowledged add 7 at 0.110 s; then n1 answered the last read with [] at 0.510 s: 7 is lost.',
    )
    expect(linesOf(story)).toContain('0.510 n0 sent no message to another node in between')
    expect(story?.teaching).toMatchObject({ lessons: ['crdt'], incident: { source: 'jepsen-riak' } })
  })

  it('names both who were given one id', async () => {
    const generate = { f: 'generate', value: null, body: { type: 'generate' } }
    const id = (value: Value) => ({ value, body: { type: 'generate_ok', id: value as number } })
    const run = new MadeRun()
      .ask([100, 110], 0, 'n0', generate, id(4))
      .ask([200, 210], 1, 'n1', generate, id(4))
      .run(NODES)
    expect((await storyOf('unique-ids', run))?.headline).toBe(
      'n0 answered the generate with 4 at 0.110 s; then n1 answered the generate with 4 at 0.210 s: the same twice.',
    )
  })

  it('says which sum a counter must have', async () => {
    expect((await storyOf('g-counter', counterRun()))?.headline).toBe(
      'n0 answered the last read with 2 at 0.110 s: it must be 5.',
    )
  })

  it('writes transactions out, with what an anomaly means', async () => {
    const txn = (value: Value) => ({ f: 'txn', value, body: { type: 'txn' } })
    const append = (value: Value) => txn([['append', 1, value]])
    const got = (list: readonly number[]) => ({ value: [['r', 1, list]], body: { type: 'txn_ok' } })
    const run = new MadeRun()
      .ask([100, 110], 0, 'n0', append(1), { body: { type: 'txn_ok' } })
      .ask([200, 210], 1, 'n1', txn([['r', 1, null]]), got([1]))
      .ask([300, 310], 2, 'n2', txn([['r', 1, null]]), got([]))
      .run(NODES)
    const story = await storyOf('txn-list-append', run)
    expect(story?.headline).toMatch(/: stale read \(G-single-realtime\)\.$/)
    expect(linesOf(story)).toContainEqual(
      expect.stringContaining('n2 acknowledged transaction [read 1 = []]'),
    )
  })

  it('says who was cut off by the workload itself', async () => {
    const members = (node: string) => ({ f: 'members', value: node, body: { type: 'members' } })
    const alive = (...names: string[]) => ({
      value: names,
      body: { type: 'members_ok', alive: names },
      final: true,
    })
    const isolation: Value = new Map<Value, Value>([
      ['node', 'n2'],
      ['from', ['n0', 'n1']],
    ])
    const made = new MadeRun()
      .ask([100, 110], 0, 'n0', members('n0'), alive(...NODES))
      .ask([100, 110], 1, 'n1', members('n1'), alive(...NODES))
      .ask([100, 110], 2, 'n2', members('n2'), alive(...NODES))
      .ask([300, 310], 0, 'n0', members('n0'), alive(...NODES))
      .ask([300, 310], 1, 'n1', members('n1'), alive('n0', 'n1'))
      .run(NODES)
    const deed = { process: 0, f: 'isolate', value: isolation, timeNs: 200e6, final: true }
    const events = [...made.events, { ...deed, type: 'invoke' as const }, { ...deed, type: 'ok' as const }]
    const run = { ...made, events: events.sort((a, b) => (a.timeNs ?? 0) - (b.timeNs ?? 0)) }
    const story = await storyOf('membership', run)
    expect(story?.headline).toBe(
      'n2 was cut off from all others for good at 0.200 s; then n0 answered the last members with ["n0" "n1" "n2"] at 0.310 s: it is believed alive, and is gone.',
    )
    expect(linesOf(story)?.filter((line) => /cut off|partition|over/.test(line))).toEqual([
      '0.200 n2 was cut off from all others for good (process 0)',
    ])
    expect(story?.diagram.notes.map(({ text }) => text)).toEqual(['it is believed alive, and is gone'])
  })

  it('is told of no history that is right', async () => {
    const run = new MadeRun()
      .ask([100, 110], 0, 'n0', write(1), written)
      .ask([200, 210], 2, 'n0', read(), told(1))
      .run(NODES)
    expect(await storyOf('lin-kv', run)).toBeUndefined()
  })

  it('is told by processes when the journal has no messages of it', async () => {
    const story = await storyOf('lin-kv', { ...staleRead(), passed: [] })
    expect(story?.headline).toContain('process 1 was told that write 3 to key 0 was done at 0.210 s')
    expect(story?.diagram.messages).toEqual([])
  })

  it('never has more than twelve lines', () => {
    const made = new MadeRun()
    for (let at = 0; at < 4; at += 1) {
      const fromMs = 100 + 100 * at
      made
        .fault({ kind: 'pause', nodes: ['n2'], fromMs: fromMs + 30, toMs: fromMs + 60 })
        .ask([fromMs, fromMs + 10], at, `n${at % 3}`, write(at), written)
        .send([fromMs + 1, fromMs + 2], `n${at % 3}`, `n${(at + 1) % 3}`, { type: 'copy' })
    }
    const run = made.run(NODES)
    const operations = pairOperations(run.events)
    const findings = [{ kind: 'order', text: 'two orders', operations }]
    const result = { valid: false, model: 'x', operations: 4, reason: 'x', findings } as const
    const story = tellStory({ run, workload: requireWorkload('lin-kv'), operations, result })
    expect(story?.lines).toHaveLength(12)
    expect(story?.lines.filter(({ isFocus }) => isFocus)).toHaveLength(4)
  })
})
