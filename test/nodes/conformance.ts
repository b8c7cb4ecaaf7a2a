import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreparedNode } from '../../src/grading/cluster/real/prepare-node.ts'
import { CASES, type Happening } from './cases.ts'
import {
  type Body,
  initMessage,
  initOk,
  type LanguageName,
  prepared,
  Running,
  Stepped,
  sentIn,
  to,
} from './node-under-test.ts'

/** What the SDK of every language must do, in both ways to run a node. */
export function conformance(language: LanguageName): void {
  const made = { real: undefined as PreparedNode | undefined, steps: undefined as PreparedNode | undefined }
  let folder = ''
  const running: Running[] = []

  const started = async <Kind extends Running>(node: Kind): Promise<Kind> => {
    running.push(node)
    return node
  }
  const stepped = async () => started(new Stepped(must(made.steps)))
  const real = async (env: Readonly<Record<string, string>> = {}) => {
    const node = await started(new Running(must(made.real), env))
    expect(await node.ask(initMessage)).toEqual(initOk)
    return node
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sdk-'))
    made.steps = await prepared(language, 'steps')
    // What is compiled is the same program in both.
    const isCompiled = language === 'go' || language === 'java'
    made.real = isCompiled ? made.steps : await prepared(language, 'real')
  })
  afterAll(async () => {
    for (const node of running) node.kill()
    made.steps?.dispose()
    made.real?.dispose()
    await rm(folder, { recursive: true })
  })

  describe(`${language}, in virtual time`, { timeout: 60_000 }, () => {
    it('every event is answered by all that the node did', async () => {
      const node = await stepped()
      expect(await node.begin()).toEqual([{ send: initOk }])
      for (const { fact, happenings } of CASES) {
        await node.nextLife({ life: 0 })
        for (const [at, happening] of happenings.entries()) {
          expect(await inSteps(node, happening), `${fact}, ${at}`).toEqual(happening.did)
        }
      }
      expect(await node.end()).toBe(0)
    })

    it('a life knows what was saved before, numbers its calls anew, and nothing else', async () => {
      const node = await stepped()
      await node.begin()
      expect(await node.bodies(count)).toMatchObject([{ shared: 1, own: 1 }])
      expect(await node.bodies(count)).toMatchObject([{ shared: 2, own: 2 }])
      const began = await node.nextLife({ life: 3, saved: { greet: { x: [1] } } })
      const hello = { src: 'n0', dest: 'c9', body: { type: 'hello', greet: { x: [1] } } }
      expect(began).toEqual([{ send: hello }, { send: initOk }])
      expect(await node.bodies(count)).toMatchObject([{ shared: 1, own: 1 }])
      expect(await node.bodies({ type: 'ask', dest: 'n1' })).toEqual([{ type: 'read', msg_id: 3_000_001 }])
      expect(await node.end()).toBe(0)
    })

    it('the same seed gives the same chance, another gives another', async () => {
      const node = await stepped()
      const drawn: unknown[] = []
      for (const seed of [7, 7, 8]) {
        await (drawn.length === 0 ? node.begin({ seed }) : node.nextLife({ seed }))
        drawn.push((await node.bodies(chance))[0]?.['drawn'])
      }
      const [first, second, third] = drawn
      expect(second).toEqual(first)
      expect(third).not.toEqual(first)
      for (const one of first as number[]) expect(one >= 0 && one < 1).toBe(true)
      expect(new Set(first as number[]).size).toBe(4)
    })

    it('time is what the events say', async () => {
      const node = await stepped()
      await node.begin()
      expect(sentIn(await node.tell({ type: 'now', msg_id: 2 }, 'c1', 2_500_250))).toMatchObject([
        { body: { now: 2500.25 } },
      ])
    })

    it('a hundred lives follow each other in one process', async () => {
      const node = await stepped()
      await node.begin()
      const from = performance.now()
      for (let life = 1; life <= 100; life += 1) {
        await node.nextLife({ life })
        expect(await node.bodies(count)).toMatchObject([{ shared: 1, own: 1 }])
      }
      process.stderr.write(`${language}: ${((performance.now() - from) / 100).toFixed(2)} ms a life\n`)
      expect(await node.end()).toBe(0)
    })

    it('a digest is the same text for the same state, and another for another; or there is none', async () => {
      const node = await stepped()
      await node.begin()
      const digests = [await node.ask({ digest: true })]
      await node.bodies(count)
      digests.push(await node.ask({ digest: true }))
      await node.nextLife({ life: 0 })
      digests.push(await node.ask({ digest: true }))
      const [fresh, counted, again] = digests.map((one) => (one as { digest: string | null }).digest)
      expect(again).toBe(fresh)
      if (fresh !== null) expect(counted).not.toBe(fresh)
    })

    it.skipIf(language === 'javascript' || language === 'typescript')(
      'whole numbers beyond 2^53 stay as they are',
      async () => {
        const node = await stepped()
        await node.begin()
        const echo =
          '[9223372036854775807,-9223372036854775808,9007199254740993,123456789012345678901234567890]'
        const body = `{"type":"echo","msg_id":2,"echo":${echo}}`
        node.write(`{"now":1,"message":{"src":"c1","dest":"n0","body":${body}}}`)
        expect(await node.line()).toContain(echo)
      },
    )

    it.runIf(language === 'go' || language === 'java')(
      'work that goes on after an event is refused, with what to do instead',
      async () => {
        const node = await stepped()
        await node.begin()
        node.write(JSON.stringify({ now: 5, message: to({ type: 'go' }) }))
        expect(await node.ended()).toBe(1)
        expect(node.lines).toEqual([])
        expect(node.errors).toMatch(/a node must not start (?:goroutines|threads): .*Set a timer instead/)
      },
    )

    it('an error ends the process, and stands on standard error', async () => {
      const node = await stepped()
      await node.begin()
      node.write(JSON.stringify({ now: 5, message: to({ type: 'crash' }) }))
      expect(await node.ended()).toBe(1)
      expect(node.lines).toEqual([])
      expect(node.errors).toContain('crashed as asked')
    })
  })

  describe(`${language}, as a process`, { timeout: 60_000 }, () => {
    it('says the same messages as in virtual time', async () => {
      const node = await real()
      for (const { fact, happenings } of CASES) {
        const ids = new Ids()
        for (const [at, { tell, src, did }] of happenings.entries()) {
          if (tell !== undefined) node.write(JSON.stringify(to(ids.theirs(tell), src)))
          for (const sent of sentIn(did)) {
            expect(ids.ours(JSON.parse(await node.line())), `${fact}, ${at}`).toEqual(sent)
          }
        }
      }
      expect(await node.end()).toBe(0)
      expect(node.lines).toEqual([])
      expect(node.errors).toBe('')
    })

    it('an error ends it with exit code 1 and stands on standard error', async () => {
      const node = await real()
      node.write(JSON.stringify(to({ type: 'crash' })))
      expect(await node.ended()).toBe(1)
      expect(node.lines.map((line) => (JSON.parse(line) as { body: Body }).body.type)).toEqual(['almost'])
      expect(node.errors).toContain('crashed as asked')
    })

    it('a line that is not JSON ends it with an error', async () => {
      const node = await real()
      node.write('{"src": "c0", ')
      expect(await node.ended()).toBe(1)
      expect(node.errors).not.toBe('')
    })

    it('blank lines and the ends of lines of Windows are no matter', async () => {
      const node = await real()
      node.write(`\n\r\n  \n${JSON.stringify(to({ type: 'echo', echo: 1, msg_id: 2 }))}\r`)
      expect(await node.line()).toContain('echo_ok')
      expect(await node.end()).toBe(0)
    })

    it('what was saved survives a kill, and the half of a line that was being written does not matter', async () => {
      const storage = { COMPENDIUM_STORAGE: folder }
      const file = path.join(folder, 'n0.jsonl')
      const first = await real(storage)
      for (const [key, value] of [...['a', 'b', 'a'].entries()].map(([at, key]) => [key, [at, 'é']])) {
        first.write(JSON.stringify(to({ type: 'save', key, value, msg_id: 1 })))
        await first.line()
      }
      first.kill()
      await first.ended()
      await appendFile(file, Buffer.from('["c",{"x":"é').subarray(0, -1))
      for (const key of ['d', 'e']) {
        const next = await real(storage)
        expect(await next.ask(to({ type: 'load', key: 'a', msg_id: 1 }))).toMatchObject({
          body: { value: [2, 'é'] },
        })
        expect(await next.ask(to({ type: 'keys', prefix: '', msg_id: 1 }))).toMatchObject({
          body: { keys: key === 'd' ? ['a', 'b'] : ['a', 'b', 'd'] },
        })
        await next.ask(to({ type: 'save', key, value: 1, msg_id: 1 }))
        next.kill()
        await next.ended()
      }
      const lines = (await readFile(file, 'utf8')).split('\n')
      expect(lines.pop()).toBe('')
      expect(lines.map((line) => JSON.parse(line)[0])).toEqual(['a', 'b', 'a', 'd', 'e'])
    })

    it('chance comes from COMPENDIUM_SEED', async () => {
      const drawn = []
      for (const COMPENDIUM_SEED of ['5', '5', '6']) {
        drawn.push((await (await real({ COMPENDIUM_SEED })).ask(to(chance))) as { body: Body })
      }
      const [first, second, third] = drawn.map(({ body }) => body['drawn'])
      expect(second).toEqual(first)
      expect(third).not.toEqual(first)
    })
  })
}

const count = { type: 'count', msg_id: 2 }
const chance = { type: 'chance', msg_id: 2 }

function inSteps(node: Stepped, { tell, src, timer }: Happening): Promise<unknown> {
  return tell === undefined ? node.step({ now: 2000, timer }) : node.tell(tell, src)
}

/** As a process a node numbers its calls from where it likes: here its first call is number 1. */
class Ids {
  #first: number | undefined

  ours(message: { readonly body: Body }): unknown {
    const { msg_id: id, type } = message.body
    if (type !== 'read' || typeof id !== 'number') return message
    this.#first ??= id
    return { ...message, body: { ...message.body, msg_id: id - this.#first + 1 } }
  }

  theirs(body: Body): Body {
    const { in_reply_to: id } = body
    if (typeof id !== 'number' || this.#first === undefined) return body
    return { ...body, in_reply_to: id + this.#first - 1 }
  }
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('there should be one')
  return value
}
