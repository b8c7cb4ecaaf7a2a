/**
 * Runs call sequences against a learner's JavaScript or TypeScript file, which comes as one bundled
 * ES module. Started as: driver.mjs NONCE FILE. Requests are lines of JSON on file descriptor 3,
 * replies go to 4, each as NONCE, a blank and JSON. Node 20 and later; nothing but Node's own modules.
 */
import fs from 'node:fs'
import { createRequire, SourceMap, syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const real = {
  setTimeout: globalThis.setTimeout,
  setImmediate: globalThis.setImmediate,
  Date: globalThis.Date,
  exit: process.exit.bind(process),
}

const SLICE_MS = 5
/** A call that has not begun or ended after so many waits is stuck; fewer when others are in flight. */
const STUCK_SLICES = 200
const BLOCKED_SLICES = 60
const TEXT_LIMIT = 300
const SOURCE_NAME = 'learner-program'

const [, , nonce, file] = process.argv

function send(message) {
  let data = Buffer.from(`\n${nonce} ${JSON.stringify(message)}\n`)
  while (data.length > 0) {
    try {
      data = data.subarray(fs.writeSync(4, data))
    } catch (error) {
      if (error.code !== 'EAGAIN') return
    }
  }
}

/** Virtual time. The system clocks follow it unless a sequence freezes them. */
const clock = {
  nowMs: 0,
  systemMs: 0,
  frozen: false,
  timers: new Set(),

  reset(startMs, frozen) {
    this.nowMs = startMs
    this.systemMs = startMs
    this.frozen = frozen
    this.timers.clear()
  },

  /** The timer that is due first, at the latest at `targetMs`. */
  due(targetMs) {
    let first
    for (const timer of this.timers) {
      if (timer.dueMs <= targetMs && (first === undefined || timer.dueMs < first.dueMs)) first = timer
    }
    return first
  },

  advance(ms) {
    const target = this.nowMs + ms
    for (let timer = this.due(target); timer && !this.frozen; timer = this.due(target)) {
      this.nowMs = this.systemMs = Math.max(this.nowMs, timer.dueMs)
      timer.fire()
    }
    this.nowMs = target
    if (!this.frozen) this.systemMs = target
  },
}

class VirtualTimer {
  constructor(callback, delayMs, args, repeats) {
    this.callback = callback
    this.delayMs = Math.max(repeats ? 1 : 0, Number(delayMs) || 0)
    this.args = args
    this.repeats = repeats
    this.refresh()
  }

  refresh() {
    this.dueMs = clock.nowMs + this.delayMs
    clock.timers.add(this)
    return this
  }

  fire() {
    clock.timers.delete(this)
    if (this.repeats) this.refresh()
    this.callback(...this.args)
  }

  close() {
    clock.timers.delete(this)
    return this
  }

  ref() {
    return this
  }

  unref() {
    return this
  }

  hasRef() {
    return true
  }
}

/** Nothing that the learner's program reads or waits for takes real time. */
function installClock() {
  class VirtualDate extends real.Date {
    constructor(...args) {
      super(...(args.length === 0 ? [clock.systemMs] : args))
    }

    static now() {
      return clock.systemMs
    }
  }
  globalThis.Date = VirtualDate
  globalThis.performance.now = () => clock.systemMs
  process.hrtime = (since = [0, 0]) => [
    Math.floor(clock.systemMs / 1000) - since[0],
    (clock.systemMs % 1000) * 1e6 - since[1],
  ]
  process.hrtime.bigint = () => BigInt(Math.round(clock.systemMs * 1e6))
  const timers = {
    setTimeout: (callback, ms, ...args) => new VirtualTimer(callback, ms, args, false),
    setInterval: (callback, ms, ...args) => new VirtualTimer(callback, ms, args, true),
    setImmediate: (callback, ...args) => new VirtualTimer(callback, 0, args, false),
    clearTimeout: (timer) => timer?.close?.(),
    clearInterval: (timer) => timer?.close?.(),
    clearImmediate: (timer) => timer?.close?.(),
  }
  Object.assign(globalThis, timers)
  Object.assign(require('node:timers'), timers)
  Object.assign(require('node:timers/promises'), {
    setTimeout: (ms, value) => new Promise((resolve) => timers.setTimeout(resolve, ms, value)),
    setImmediate: (value) => new Promise((resolve) => timers.setImmediate(resolve, value)),
  })
  syncBuiltinESMExports()
}

/** Stands for stdout and stderr: passes on while loading, drops, or collects for a trace. */
const printed = {
  mode: 'pass',
  text: '',

  install() {
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream)
      stream.write = (chunk, encoding, done) => {
        if (this.mode === 'pass') return write(chunk, encoding, done)
        if (this.mode === 'collect' && this.text.length < 4000) this.text += String(chunk)
        const callback = typeof encoding === 'function' ? encoding : done
        callback?.()
        return true
      }
    }
  },

  take() {
    const { text } = this
    this.text = ''
    return text
  },
}

/**
 * The learner's module, evaluated afresh for every sequence, so that nothing that one sequence leaves
 * behind in the module or the class can reach the next.
 */
class Program {
  constructor(code, map) {
    const named = `${code}\n//# sourceURL=${SOURCE_NAME}\n`
    this.url = `data:text/javascript;base64,${Buffer.from(named).toString('base64')}`
    this.map = map
    this.loads = 0
  }

  async load() {
    this.loads += 1
    const namespace = await import(`${this.url}#${this.loads}`)
    return { ...namespace, ...exportsOf(namespace.default) }
  }

  /** The innermost line of the learner's own file in a stack. */
  lineOf(stack) {
    for (const match of String(stack).matchAll(/learner-program:(\d+):(\d+)/g)) {
      this.sourceMap ??= new SourceMap(JSON.parse(this.map))
      const entry = this.sourceMap.findEntry(Number(match[1]) - 1, Number(match[2]) - 1)
      if (entry.originalSource && path.resolve(path.dirname(file), entry.originalSource) === file) {
        return entry.originalLine + 1
      }
    }
    return undefined
  }
}

/** `export default class X` and `module.exports = { X }` are as good as `export class X`. */
function exportsOf(value) {
  if (typeof value === 'function' && value.name) return { [value.name]: value, ...value }
  return typeof value === 'object' && value !== null ? value : {}
}

function shorten(text) {
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}...`
}

function describe(value) {
  try {
    if (value instanceof GivenValue) return `<value ${value.number}>`
    if (typeof value === 'function') return `the function ${value.name || 'without a name'}`
    if (typeof value === 'string') return shorten(JSON.stringify(value))
    if (value instanceof Error) return describeError(value)
    if (typeof value === 'object' && value !== null) return shorten(JSON.stringify(value))
    return shorten(String(value))
  } catch (error) {
    return `a value that cannot be shown (${error?.message ?? error})`
  }
}

function describeError(error) {
  if (!(error instanceof Error)) return `${describe(error)} (not an Error)`
  return shorten(error.message ? `${error.name}: ${error.message}` : error.name)
}

/** What the guarded function rejects with when it is told to fail. */
class GivenError extends Error {
  name = 'GivenError'
}

class GivenValue {
  constructor(number) {
    this.number = number
  }
}

const ODD_VALUES = { nothing: undefined, zero: 0, false: false, empty: '' }

/** One guarded call: what it was told to do, and what came of it. */
class Call {
  entered = 0
  finished = false
  threw = false

  constructor(number, op) {
    this.number = number
    this.durationMs = op.durationMs ?? 0
    this.outcome = op.outcome
    this.value = op.value === undefined ? new GivenValue(number) : ODD_VALUES[op.value]
    this.error = new GivenError(`error ${number}`)
    this.held = op.op === 'begin'
    this.function = op.immediate ? () => this.answer() : async () => this.answerLater()
    this.gate = new Promise((resolve) => {
      this.open = resolve
    })
  }

  async answerLater() {
    this.entered += 1
    if (this.held && this.entered === 1) await this.gate
    this.entered -= 1
    return this.answer()
  }

  answer() {
    this.entered += 1
    if (this.durationMs > 0) clock.advance(this.durationMs)
    if (this.outcome === 'error') throw this.error
    return this.value
  }

  run(subject, method) {
    let promise
    try {
      promise = subject[method](this.function)
    } catch (error) {
      this.threw = true
      return this.fail(error)
    }
    if (typeof promise?.then !== 'function') {
      this.notPromise = true
      this.returned = promise
      this.finished = true
      return undefined
    }
    return promise.then(
      (value) => {
        this.returned = value
        this.finished = true
      },
      (error) => this.fail(error),
    )
  }

  fail(error) {
    this.failed = true
    this.raised = error
    this.finished = true
  }
}

/** Lets every promise and every timer that is due go as far as it can without time passing. */
async function settle() {
  for (let round = 0; round < 1000; round += 1) {
    await new Promise((resolve) => real.setImmediate(resolve))
    const timer = clock.frozen ? undefined : clock.due(clock.nowMs)
    if (timer === undefined) return
    timer.fire()
  }
}

/** True when the call is in its function or has ended; false when it is stuck. */
async function arrives(isThere, slices) {
  await settle()
  for (let slice = 0; slice < slices && !isThere(); slice += 1) {
    await new Promise((resolve) => real.setTimeout(resolve, SLICE_MS))
    await settle()
  }
  return isThere()
}

/** One sequence against fresh breakers. */
class Run {
  calls = new Map()
  count = 0
  stuck = false

  constructor(program, contract, sequence) {
    this.program = program
    this.contract = contract
    this.sequence = sequence
  }

  async prepare() {
    clock.reset(this.sequence.startMs, this.sequence.systemClock === 'frozen')
    const exported = await this.program.load()
    const { type, error, clock: clockName } = this.contract
    this.rejection = exported[error]
    const options = { ...this.sequence.options, [clockName]: () => clock.nowMs }
    this.subjects = Array.from({ length: this.sequence.subjects }, () => new exported[type](options))
  }

  async perform(report) {
    const observations = []
    for (const [number, op] of this.sequence.ops.entries()) {
      report?.(number, observations)
      observations.push(await this[op.op](op))
      if (this.stuck) break
    }
    await this.finish()
    return observations
  }

  async advance({ ms }) {
    clock.advance(ms)
    await settle()
    return null
  }

  state({ on }) {
    try {
      const value = this.subjects[on][this.contract.attribute]
      if (typeof value === 'string' && this.contract.values.includes(value)) return `=${value}`
      return odd('returned', describe(value))
    } catch (error) {
      return odd('threw', describeError(error), 0, this.program.lineOf(error?.stack))
    }
  }

  async call(op) {
    const call = this.start(op)
    const slices = this.calls.size > 0 ? BLOCKED_SLICES : STUCK_SLICES
    return (await arrives(() => call.finished, slices)) ? this.outcome(call) : this.jammed(call)
  }

  async begin(op) {
    if (this.calls.has(op.id)) return null
    const call = this.start(op)
    const slices = this.calls.size > 0 ? BLOCKED_SLICES : STUCK_SLICES
    if (!(await arrives(() => call.finished || call.entered > 0, slices))) return this.jammed(call)
    if (call.finished && !(call.notPromise && call.entered > 0)) return this.outcome(call)
    this.calls.set(op.id, call)
    return 'running'
  }

  async end(op) {
    const call = this.calls.get(op.id)
    if (call === undefined) return null
    this.calls.delete(op.id)
    call.outcome = op.outcome
    call.open()
    return (await arrives(() => call.finished, STUCK_SLICES)) ? this.outcome(call) : this.jammed(call)
  }

  start(op) {
    this.count += 1
    const call = new Call(this.count, op)
    call.run(this.subjects[op.on], this.contract.method)
    return call
  }

  outcome(call) {
    const line = call.failed ? this.program.lineOf(call.raised?.stack) : undefined
    if (call.threw) return odd('threw', describeError(call.raised), call.entered, line)
    if (call.notPromise) {
      return odd('returned', `${describe(call.returned)}, not a promise`, call.entered)
    }
    if (!call.failed) {
      const right = call.entered === 1 && call.outcome === 'ok' && call.returned === call.value
      return right ? 'value' : odd('returned', describe(call.returned), call.entered)
    }
    if (call.entered === 1 && call.raised === call.error) return 'error'
    if (call.entered === 0 && call.raised instanceof this.rejection) return 'rejected'
    return odd('raised', describeError(call.raised), call.entered, line)
  }

  jammed(call) {
    this.stuck = true
    const found = odd('stuck', '', call.entered)
    return this.calls.size > 0 ? { ...found, waiting: true } : found
  }

  async finish() {
    for (const call of this.calls.values()) {
      call.outcome = 'ok'
      call.open()
    }
    await settle()
  }
}

function odd(ended, text, entered = 0, line = undefined) {
  return { ended, text, entered, ...(line === undefined ? {} : { line }) }
}

/** The contract's names, checked one by one so that each has its own message. */
async function checkShape(program, contract) {
  const exported = await program.load()
  const problem = (kind, name, more = {}) => ({ type: 'shape', kind, name, ...more })
  for (const name of [contract.type, contract.error]) {
    const found = exported[name]
    if (found === undefined) {
      return problem('missing', name, {
        defined: Object.keys(exported)
          .filter((one) => one !== 'default')
          .slice(0, 20),
      })
    }
    if (typeof found !== 'function') return problem('not-a-class', name)
  }
  if (!(exported[contract.error].prototype instanceof Error)) return problem('not-an-error', contract.error)
  clock.reset(0, false)
  let subject
  try {
    subject = new exported[contract.type]({ ...contract.options, [contract.clock]: () => clock.nowMs })
  } catch (error) {
    return problem('constructor', contract.type, {
      error: describeError(error),
      line: program.lineOf(error?.stack),
    })
  }
  if (typeof subject[contract.method] !== 'function') return problem('missing-method', contract.method)
  if (typeof subject[contract.attribute] === 'function')
    return problem('attribute-is-method', contract.attribute)
  return undefined
}

async function runBatch(program, contract, { sequences, trace }) {
  printed.mode = trace ? 'collect' : 'drop'
  for (const [index, sequence] of sequences.entries()) {
    const outputs = []
    const report = (op, observations) => {
      if (op > 0) outputs.push(printed.take())
      send({ type: 'at', index, op, observations })
    }
    const run = new Run(program, contract, sequence)
    const reply = { type: 'result', index }
    try {
      await run.prepare()
      reply.observations = await run.perform(trace ? report : undefined)
    } catch (error) {
      reply.broken = { text: describeError(error), line: program.lineOf(error?.stack) }
    }
    if (trace) reply.printed = [...outputs, printed.take()]
    send(reply)
    if (run.stuck) real.exit(0)
  }
}

async function serve() {
  const lines = createInterface({ input: new net.Socket({ fd: 3, readable: true, writable: false }) })[
    Symbol.asyncIterator
  ]()
  const { contract, code, map } = JSON.parse((await lines.next()).value)
  process.argv = [process.argv[0], file]
  installClock()
  printed.install()
  // What the program leaves unhandled is no reason to stop judging it.
  process.on(
    'unhandledRejection',
    (error) =>
      printed.mode !== 'drop' && process.stderr.write(`unhandled rejection: ${describeError(error)}\n`),
  )
  process.on(
    'uncaughtException',
    (error) => printed.mode !== 'drop' && process.stderr.write(`uncaught: ${describeError(error)}\n`),
  )
  globalThis.require ??= createRequire(pathToFileURL(file))
  const program = new Program(code, map)
  let problem
  try {
    await program.load()
    problem = await checkShape(program, contract)
  } catch (error) {
    problem = {
      type: 'load-failed',
      kind: 'import',
      error: describeError(error),
      line: program.lineOf(error?.stack),
    }
  }
  send(problem ?? { type: 'ready' })
  if (problem !== undefined) return
  for await (const line of lines) await runBatch(program, contract, JSON.parse(line))
}

await serve()
real.exit(0)
