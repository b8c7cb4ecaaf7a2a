// What checking costs, in milliseconds of this process's CPU time. The first argument says of what.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Engine, generalEngine } from '../src/checkers/linearizable/engine.ts'
import { objectHistories } from '../src/checkers/linearizable/entries.ts'
import type { SequentialModel } from '../src/checkers/linearizable/model.ts'
import { engineOf, linearizableChecker, SEQUENTIAL } from '../src/checkers/linearizable/models.ts'
import { checkListAppend } from '../src/checkers/transactions/list-append/check.ts'
import type { Operation } from '../src/history/operation.ts'
import { pairOperations } from '../src/history/pair.ts'
import { readHistory } from '../src/history/read-history.ts'
import { appends, counters, queues, registers, type Shape, sets } from './histories.ts'

const BUDGET = 50_000_000
const ROUNDS = 5

const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The least of some rounds, each of which goes on for so long that the clock of the CPU is fine enough. */
function leastMs(work: () => unknown, roundMs = 20): number {
  work()
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = cpuMs()
    const end = performance.now() + roundMs
    let done = 0
    do {
      work()
      done += 1
    } while (performance.now() < end)
    least = Math.min(least, (cpuMs() - before) / done)
  }
  return least
}

const modelOf = (name: string) => SEQUENTIAL.get(name) as SequentialModel

/** Real histories with their official verdicts: each file's time by our search, and by plain Wing and Gong. */
function golden(folder: string): unknown {
  const index = path.join(folder, 'INDEX.tsv')
  if (!existsSync(index)) return { files: [] }
  const rows = readFileSync(index, 'utf8').trim().split('\n').slice(1)
  const files = rows.map((row) => {
    const [file = '', model = '', verdict = ''] = row.split('\t')
    const operations = pairOperations(readHistory(readFileSync(path.join(folder, file), 'utf8')).events)
    return { file, model, verdict, objects: objectHistories(operations, modelOf(model), model === 'kv') }
  })
  type File = (typeof files)[number]
  const decide = ({ objects }: File, engine: Engine) => {
    const verdicts = objects.map(({ entries }) => engine(entries, BUDGET).verdict)
    return verdicts.includes(false) ? 'illegal' : verdicts.includes('unknown') ? 'unknown' : 'ok'
  }
  for (const one of files) for (let n = 0; n < 20; n += 1) decide(one, engineOf(one.model))
  return {
    files: files.map((one) => {
      const own = engineOf(one.model)
      const right = decide(one, own) === one.verdict
      return { file: one.file, model: one.model, right, ms: leastMs(() => decide(one, own), 8) }
    }),
    plainMs: files
      .filter(({ model }) => model === 'cas-register')
      .reduce((sum, one) => sum + onceMs(() => decide(one, generalEngine(modelOf(one.model)))), 0),
  }
}

function onceMs(work: () => unknown): number {
  const before = cpuMs()
  work()
  return cpuMs() - before
}

const WIDE: readonly Shape[] = [
  { operations: 2000, clients: 20, values: 5 },
  { operations: 1000, clients: 20, values: 0 },
  { operations: 1000, clients: 20, values: 0, lie: true },
  { operations: 3000, clients: 20, values: 0 },
  { operations: 3000, clients: 30, values: 0 },
  { operations: 3000, clients: 30, values: 0, lie: true },
  { operations: 3000, clients: 30, values: 5 },
]
const CRASHES: readonly Shape[] = [
  { operations: 200, clients: 5, values: 5, lost: 10 },
  { operations: 1000, clients: 5, values: 5, lost: 2 },
  { operations: 1000, clients: 5, values: 0, lost: 5, lie: true },
  { operations: 2000, clients: 10, values: 5, lost: 2 },
  { operations: 2000, clients: 10, values: 0, lost: 2, lie: true },
  { operations: 3000, clients: 20, values: 0, lost: 1 },
  { operations: 3000, clients: 20, values: 5, lost: 1 },
]
const SEEDS = [42, 43, 44]

/** The slowest of these, each with some seeds; and those that get no verdict, or a wrong one. */
function slowest(shapes: readonly Shape[]): unknown {
  const model = modelOf('cas-register')
  const engine = engineOf(model.name)
  const found = shapes.flatMap((shape) =>
    SEEDS.map((seed) => {
      const entries = objectHistories(registers(shape, seed), model, false)[0]?.entries ?? []
      const right = engine(entries, BUDGET).verdict === (shape.lie !== true)
      return { shape, right, ms: leastMs(() => engine(entries, BUDGET), 1) }
    }),
  )
  return {
    ms: Math.max(...found.map(({ ms }) => ms)),
    wrong: found.filter(({ right }) => !right).map(({ shape }) => shape),
  }
}

/** A whole check of a large history, once, as the only one in its process. */
function whole(check: (operations: readonly Operation[]) => { valid: unknown }, operations: Operation[]) {
  let valid: unknown
  // What making the history has left behind is not what checking costs.
  globalThis.gc?.()
  const ms = onceMs(() => {
    valid = check(operations).valid
  })
  return { ms, valid, peakMiB: process.resourceUsage().maxRSS / 1024 }
}

const CLIENTS = 10
const OBJECTS: Readonly<Record<string, (operations: number) => Operation[]>> = {
  queue: (operations) => queues(operations, CLIENTS, 1),
  set: (operations) => sets(operations, CLIENTS, 1),
  counter: (operations) => counters(operations, CLIENTS, 1),
  register: (operations) => registers({ operations, clients: CLIENTS, values: 0 }, 1),
}

/** Of an object, what an operation costs in a history ten times as long. */
function growth(name: string): unknown {
  const check = linearizableChecker(name === 'register' ? 'cas-register' : name)
  const [small, large] = [20_000, 200_000].map((operations) => {
    const history = OBJECTS[name]?.(operations) ?? []
    if (check(history).valid !== true) throw new Error(`a right history of a ${name} was not found valid`)
    return leastMs(() => check(history), 1) / operations
  }) as [number, number]
  return { nsPerOperation: 1e6 * large, growth: large / small }
}

const MILLION = 1_000_000
const KINDS: Readonly<Record<string, (argument: string) => unknown>> = {
  golden,
  wide: () => slowest(WIDE),
  crashes: () => slowest(CRASHES),
  keys: () =>
    whole(
      linearizableChecker('cas-register'),
      registers({ operations: MILLION, clients: 50, values: 100, keys: 100_000 }, 1),
    ),
  appends: () => whole(checkListAppend, appends(MILLION, CLIENTS, 32, 1)),
  growth,
}

const [kind = '', argument = ''] = process.argv.slice(2)
process.stdout.write(JSON.stringify(KINDS[kind]?.(argument)))
