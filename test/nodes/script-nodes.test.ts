import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreparedNode } from '../../src/grading/cluster/real/prepare-node.ts'
import { fixture, initMessage, prepared, Running, Stepped, to } from './node-under-test.ts'

const sdk = path.resolve(import.meta.dirname, '../../templates/nodes/javascript/compendium-node.mjs')
let folder = ''
const made: PreparedNode[] = []
const running: Running[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sdk-'))
  made.push(await prepared('javascript', 'steps'), await plain(), await withAwait())
})
afterAll(async () => {
  for (const node of running) node.kill()
  for (const one of made) one.dispose()
  await rm(folder, { recursive: true })
})

/** The program as node starts it, with the SDK beside it. */
async function plain(): Promise<PreparedNode> {
  await copyFile(sdk, path.join(folder, 'compendium-node.mjs'))
  const file = path.join(folder, 'node.mjs')
  await copyFile(fixture('javascript'), file)
  return { program: { command: [process.execPath, file], cwd: folder }, dispose: () => {} }
}

/** A program that can be nothing but a module. */
async function withAwait(): Promise<PreparedNode> {
  const file = path.join(folder, 'later.ts')
  await writeFile(
    file,
    `import { type Message, Node, run } from './compendium-node.mjs'
const first: number = await Promise.resolve(1)
let count = first - 1
class Later extends Node {
  onCount(message: Message) {
    count += 1
    this.reply(message, { type: 'count_ok', shared: count, own: count })
  }
}
run(Later)
`,
  )
  return prepared('typescript', 'steps', file)
}

function stepped(which: number): Stepped {
  const node = new Stepped(made[which] as PreparedNode)
  running.push(node)
  return node
}

const count = { type: 'count', msg_id: 2 }

describe('nodes in JavaScript and TypeScript', () => {
  it.each([
    ['the harness starts', 0],
    ['is started by node alone', 1],
    ['awaits at its top level', 2],
  ])('a program that %s begins every life with fresh variables', async (_how, which) => {
    const node = stepped(which)
    await node.begin()
    for (let life = 1; life <= 5; life += 1) {
      expect(await node.bodies(count)).toMatchObject([{ shared: 1, own: 1 }])
      expect(await node.bodies(count)).toMatchObject([{ shared: 2 }])
      await node.nextLife({ life })
    }
    expect(await node.end()).toBe(0)
  })

  it('a promise of an answer is kept within the step that brings it', async () => {
    const node = stepped(0)
    await node.begin()
    const question = [
      { timer: 'call 1', after: 100_000 },
      { send: { src: 'n0', dest: 'n1', body: { type: 'read', msg_id: 1 } } },
    ]
    const answered = (answer: unknown) => ({
      send: { src: 'n0', dest: 'c1', body: { type: 'promise_ok', answer, in_reply_to: 2 } },
    })
    expect(await node.tell({ type: 'promise', dest: 'n1', msg_id: 2 })).toEqual(question)
    expect(await node.tell({ type: 'read_ok', value: [5], in_reply_to: 1 }, 'n1')).toEqual([
      { cancel: 'call 1' },
      answered([5]),
    ])
    await node.nextLife({ life: 0 })
    await node.tell({ type: 'promise', dest: 'n1', msg_id: 2 })
    expect(await node.step({ now: 101_000, timer: 'call 1' })).toEqual([answered(null)])
  })

  it('an error past a promise ends the process before the step is answered', async () => {
    const node = stepped(0)
    await node.begin()
    await node.tell({ type: 'break', dest: 'n1' })
    node.write(JSON.stringify({ now: 5, message: to({ type: 'read_ok', value: 1, in_reply_to: 1 }, 'n1') }))
    expect(await node.ended()).toBe(1)
    expect(node.lines).toEqual([])
    expect(node.errors).toContain('crashed as asked')
  })

  it.each([0, 1])('clocks and chance past the SDK are those of the run as well', async (which) => {
    const node = stepped(which)
    const drawn: unknown[] = []
    for (const seed of [7, 7, 8]) {
      await (drawn.length === 0 ? node.begin({ seed }) : node.nextLife({ seed }))
      drawn.push((await node.bodies({ type: 'past', msg_id: 2 }))[0]?.['drawn'])
    }
    const [first, second, third] = drawn as unknown[][]
    expect(second).toEqual(first)
    expect(third?.[0]).not.toBe(first?.[0])
    expect(third?.[4]).not.toBe(first?.[4])
    expect(first?.slice(1)).toEqual([
      1_700_000_000_001,
      1_700_000_000_001,
      1,
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    ])
  })

  it('waiting is refused, with what to do instead', async () => {
    const node = stepped(0)
    await node.begin()
    node.write(JSON.stringify({ now: 5, message: to({ type: 'wait' }) }))
    expect(await node.ended()).toBe(1)
    expect(node.errors).toContain('Set a timer instead: this.setTimer(name, delayMs)')
  })

  it('an error names the line of the TypeScript file, in both ways to run it', async () => {
    for (const mode of ['steps', 'real'] as const) {
      const program = await prepared('typescript', mode)
      made.push(program)
      const node = new Running(program, mode === 'steps' ? { COMPENDIUM_NODE: 'steps' } : {})
      running.push(node)
      const messages = [initMessage, to({ type: 'crash' })]
      if (mode === 'steps') node.write('{"begin":{"seed":1,"life":0,"saved":{}}}')
      for (const message of messages) {
        node.write(JSON.stringify(mode === 'steps' ? { now: 0, message } : message))
      }
      expect(await node.ended()).toBe(1)
      expect(node.errors).toMatch(/node\.ts:1\d\d:\d+/)
    }
  })
})
