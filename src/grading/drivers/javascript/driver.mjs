/**
 * Runs call sequences against a learner's JavaScript or TypeScript file, which comes as one bundled
 * ES module. Started as: driver.mjs NONCE FILE. Requests are lines of JSON on file descriptor 3,
 * replies go to 4, each as NONCE, a blank and JSON. Node 20 and later; nothing but Node's own modules.
 */
import fs from 'node:fs'
import { createRequire, SourceMap } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { Call } from './call.mjs'
import { clock, installClock, real } from './clock.mjs'
import { describe, describeError, odd } from './words.mjs'

/** A learner's sockets and servers must not keep the process alive. */
// biome-ignore lint/nursery/noJsRestrictedProperties: the driver is a program of its own, and this is its end.
const exit = process.exit.bind(process)

const SLICE_MS = 5
/** A call that has not begun or ended after so many waits is stuck; fewer when others are in flight. */
const STUCK_SLICES = 200
const BLOCKED_SLICES = 60
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
    const { ops } = this.sequence
    for (let number = 0; number < ops.length && !this.stuck; ) {
      report?.(number, observations)
      const group = this.sameTurn(ops, number)
      if (group.length > 1) observations.push(...(await this.beginTogether(group, report, observations)))
      else observations.push(await this[ops[number].op](ops[number]))
      number += group.length
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
    return this.begun(op, this.start(op))
  }

  async begun(op, call) {
    const slices = this.calls.size > 0 ? BLOCKED_SLICES : STUCK_SLICES
    if (!(await arrives(() => call.finished || call.entered > 0, slices))) return this.jammed(call)
    if (call.finished && !(call.notPromise && call.entered > 0)) return this.outcome(call)
    this.calls.set(op.id, call)
    return 'running'
  }

  /** The operation, and those that begin in the same turn of the event loop. */
  sameTurn(ops, from) {
    const group = [ops[from]]
    const ids = new Set([...this.calls.keys(), ops[from].id])
    while (ops[from].op === 'begin') {
      const next = ops[from + group.length]
      if (!next?.together || ids.has(next.id)) break
      ids.add(next.id)
      group.push(next)
    }
    return this.calls.has(ops[from].id) ? [ops[from]] : group
  }

  /** Starts them all before any promise is looked at. */
  async beginTogether(group, report, observations) {
    const calls = group.map((op) => this.start(op))
    const found = []
    for (const [at, call] of calls.entries()) {
      if (at > 0) report?.(observations.length + at, [...observations, ...found])
      found.push(await this.begun(group[at], call))
      if (this.stuck) break
    }
    return found
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
    const call = new Call(this.count, op, this.rejection)
    call.run(this.subjects[op.on], this.contract.method)
    return call
  }

  outcome(call) {
    const line = call.failed ? this.program.lineOf(call.raised?.stack) : undefined
    const own = call.failed ? call.raised === call.error : call.returned === call.value
    const rejection = call.failed === true && call.raised instanceof this.rejection
    const more = { ...(own && { own }), ...(rejection && { rejection }) }
    if (call.threw) return { ...odd('threw', describeError(call.raised), call.entered, line), ...more }
    if (call.notPromise) {
      return {
        ...odd('returned', `${describe(call.returned)}, not a promise`, call.entered),
        ...more,
        bare: true,
      }
    }
    if (!call.failed) {
      const right = call.entered === 1 && call.outcome === 'ok' && own
      return right ? 'value' : { ...odd('returned', describe(call.returned), call.entered), ...more }
    }
    if (call.entered === 1 && own) return 'error'
    if (call.entered === 0 && rejection) return 'rejected'
    return { ...odd('raised', describeError(call.raised), call.entered, line), ...more }
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
  if (isMethod(subject, contract.attribute)) return problem('attribute-is-method', contract.attribute)
  return undefined
}

/** Without reading it: a getter may loop, and the checks, not this, know how to end a loop. */
function isMethod(subject, name) {
  for (let holder = subject; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const found = Object.getOwnPropertyDescriptor(holder, name)
    if (found !== undefined) return typeof found.value === 'function'
  }
  return false
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
    if (run.stuck) exit(0)
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
exit(0)
