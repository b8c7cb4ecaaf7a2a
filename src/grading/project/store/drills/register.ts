import { setTimeout as wait } from 'node:timers/promises'
import { linearizableChecker } from '../../../../checkers/linearizable/models.ts'
import type { Operation } from '../../../../history/operation.ts'
import { type Draw, type Drill, fail, pass, weak } from '../../drills/drill.ts'
import type { StoreBed } from '../store-bed.ts'
import type { StoreNode } from '../store-node.ts'

const RUN_MS = 12_000
const CLIENTS = 5
const KEYS = 3
/** A client that hears nothing for so long does not know what became of its request. */
const CLIENT_MS = 3000

/**
 * Reads and writes of several clients overlap while nodes go and come; there has to be one order of them, for each key, that
 * real time does not contradict (Herlihy and Wing, TOPLAS 1990).
 */
export const oneRegister: Drill<StoreBed> = {
  id: 'one-register',
  title: 'is to all clients as if each key were kept once, while nodes are killed and paused',
  patterns: ['quorum-read-write'],
  async run(bed, draw) {
    const history = new History()
    const keys = bed.fresh(KEYS)
    const isOver = { now: false }
    // Each client draws by itself, so that what one asks does not depend on how fast another is answered.
    const plans = Array.from({ length: CLIENTS }, () => plan(draw))
    const clients = plans.map((steps, id) => client({ bed, history, keys, isOver, id, steps }))
    const faults = await breakNodes(bed, draw)
    isOver.now = true
    await Promise.all(clients)
    for (const node of bed.nodes) await readAll(bed, node, keys, history)
    const { operations } = history
    const told = operations.filter(({ f, outcome }) => f === 'read' && outcome === 'ok').length
    const { valid, reason } = linearizableChecker('register')(operations, { keyed: true })
    if (valid === false) return fail(`${faults.join(', ')}. ${reason}`)
    if (valid === 'unknown') return weak(reason)
    return pass(
      `${faults.join(', ')}: ${operations.length} reads and writes of ${CLIENTS} clients, ${told} reads answered, have an order for each key.`,
    )
  },
}

/** Keeps what was asked and answered, in the order of the moments at which that happened. */
class History {
  readonly operations: Operation[] = []
  #moment = 0

  async note(
    asked: Pick<Operation, 'process' | 'f' | 'input'>,
    ask: () => Promise<Pick<Operation, 'output' | 'outcome'>>,
  ): Promise<Operation['outcome']> {
    const call = this.#moment++
    const { output, outcome } = await ask()
    // Of what nobody was told the end, it may still be to come.
    const end = outcome === 'info' ? Number.POSITIVE_INFINITY : this.#moment++
    this.operations.push({ ...asked, output, outcome, call, return: end })
    return outcome
  }
}

interface Client {
  readonly bed: StoreBed
  readonly history: History
  readonly keys: readonly string[]
  readonly isOver: { readonly now: boolean }
  readonly id: number
  readonly steps: readonly Step[]
}

interface Step {
  readonly key: number
  readonly node: number
  readonly isRead: boolean
}

/** Taken again from the beginning when it is over. */
function plan(draw: Draw): Step[] {
  return Array.from({ length: 60 }, () => ({ key: draw(KEYS), node: draw(64), isRead: draw(5) < 3 }))
}

async function client({ bed, history, keys, isOver, id, steps }: Client): Promise<void> {
  for (let n = 0; !isOver.now; n += 1) {
    const { key: at = 0, node: which = 0, isRead } = steps[n % steps.length] ?? {}
    const key = keys[at] ?? ''
    const node = bed.nodes[which % bed.nodes.length] as StoreNode
    // An operation without an end is the last of its process.
    const process = `${id}-${n}`
    const outcome = isRead
      ? await read(history, { process, node, key })
      : await write(history, { process, node, key, value: `${id}.${n}` })
    await wait(outcome === 'ok' ? 15 : 100)
  }
}

interface Asked {
  readonly process: string
  readonly node: StoreNode
  readonly key: string
}

function read(history: History, { process, node, key }: Asked) {
  return history.note({ process, f: 'read', input: [key, null] }, async () => {
    const told = await node.get(key, CLIENT_MS)
    if (told === 'unknown') return { output: [key, null], outcome: 'fail' }
    return { output: [key, told.value ?? null], outcome: 'ok' }
  })
}

function write(history: History, { process, node, key, value }: Asked & { readonly value: string }) {
  return history.note({ process, f: 'write', input: [key, value] }, async () => {
    const written = await node.put(key, value, CLIENT_MS)
    const outcome = ({ acknowledged: 'ok', refused: 'fail', unknown: 'info' } as const)[written]
    return { output: [key, value], outcome }
  })
}

async function readAll(bed: StoreBed, node: StoreNode, keys: readonly string[], history: History) {
  for (const [at, key] of keys.entries()) {
    await bed.read(node, key)
    await read(history, { process: `${node.name}-end-${at}`, node, key })
  }
}

/** One node at a time is killed or stopped in its tracks, and comes back. What was done, in words. */
async function breakNodes(bed: StoreBed, draw: Draw): Promise<string[]> {
  const done: string[] = []
  const endMs = performance.now() + RUN_MS
  for (let isKill = draw(2) === 0; performance.now() < endMs; isKill = !isKill) {
    const node = bed.nodes[draw(bed.nodes.length)] as StoreNode
    await wait(300 + draw(500))
    if (isKill) await bed.kill([node])
    else node.service.pause()
    await wait(400 + draw(800))
    if (isKill) await bed.start([node])
    else node.service.resume()
    done.push(`${node.name} ${isKill ? 'killed' : 'paused'}`)
  }
  return done
}
