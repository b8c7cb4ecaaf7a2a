/**
 * Runs call sequences against a learner's JavaScript or TypeScript file, which comes as one bundled
 * ES module. Started as: driver.mjs NONCE FILE. Requests are lines of JSON on file descriptor 3,
 * replies go to 4, each as NONCE, a blank and JSON. Node 20 and later; nothing but Node's own modules.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Call } from './call.mjs'
import { replier, requests } from './channel.mjs'
import { clock, installClock, real } from './clock.mjs'
import { FlightFunctions, Flights } from './flights.mjs'
import { Functions } from './functions.mjs'
import { Program } from './program.mjs'
import { checkShape } from './shape.mjs'
import { decode, encode, Given, isResult } from './values.mjs'
import { describe, describeError, odd } from './words.mjs'

/** A learner's sockets and servers must not keep the process alive. */
// biome-ignore lint/nursery/noJsRestrictedProperties: the driver is a program of its own, and this is its end.
const exit = process.exit.bind(process)

const SLICE_MS = 5
/** A call that has not begun or ended after so many waits is stuck; fewer when others are in flight. */
const STUCK_SLICES = 200
const BLOCKED_SLICES = 60
/** Turns of the event loop that a call gets before real time passes: more than its functions need. */
const TURNS = 300

const [, , nonce, file] = process.argv

const send = replier(nonce)

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
  for (let turn = 0; turn < TURNS && !isThere(); turn += 1) await settle()
  for (let slice = 0; slice < slices && !isThere(); slice += 1) {
    await new Promise((resolve) => real.setTimeout(resolve, SLICE_MS))
    await settle()
  }
  return isThere()
}

/** One sequence against fresh breakers. */
class Run {
  calls = new Map()
  kept = new Map()
  count = 0
  stuck = false

  constructor(program, contract, sequence) {
    this.program = program
    this.contract = contract
    this.sequence = sequence
  }

  async prepare() {
    const { startMs, systemClock, random, options, subjects, each, given = {} } = this.sequence
    clock.reset(startMs, systemClock === 'frozen')
    const exported = await this.program.load()
    this.errors = this.contract.errors.map(({ id, name }) => [id, exported[name]])
    this.rejection = this.errors[0]?.[1]
    this.given = new Given(random)
    const overlaps = this.contract.methods.some((one) => one.overlaps)
    this.functions = overlaps
      ? new FlightFunctions(this.given, this.errors)
      : new Functions(this.given, this.errors)
    this.flights = overlaps ? new Flights(this) : undefined
    const all = { ...options, ...this.given.of(this.contract.given) }
    for (const { id, name, function: shape } of this.contract.given) {
      if (shape !== undefined) all[name] = this.functions.made(id, shape, given[id] ?? { does: [] })
    }
    const Type = exported[this.contract.type]
    this.subjects = Array.from({ length: subjects }, (_, index) => new Type({ ...all, ...each?.[index] }))
  }

  async perform(report) {
    const observations = []
    const { ops } = this.sequence
    for (let number = 0; number < ops.length && !this.stuck; ) {
      report?.(number, observations)
      const group = this.sameTurn(ops, number)
      if (this.flights !== undefined) observations.push(await this.flights.perform(ops[number]))
      else if (group.length > 1) observations.push(...(await this.beginTogether(group, report, observations)))
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

  /** A method that takes values and gives a value, or an error of the contract. */
  async invoke({ on, method, args, as }) {
    if (args.some((arg) => isResult(arg) && !this.kept.has(arg.$result))) return null
    const shape = this.contract.methods.find(({ id }) => id === method)
    const call = { finished: false }
    try {
      const given = args.map((arg, index) => this.argument(arg, shape, index))
      this.keep(as, undefined)
      call.value = this.subjects[on][shape.name](...given)
      call.finished = true
    } catch (error) {
      return this.told(this.raised(error))
    }
    if (typeof call.value?.then !== 'function') return this.told(this.returned(call.value, shape, as))
    const found = this.told(await this.awaited(call, shape, as))
    if (shape.async || typeof found !== 'string') return found
    const [last] = found.split('\n').slice(-1)
    return { ...odd('returned', `a promise of ${last.replace(/^[=!]/, '')}`), meant: found }
  }

  argument(arg, { parameters, functions }, index, owner) {
    if (typeof arg === 'object' && arg !== null && '$function' in arg) {
      return this.functions.made(arg.$function, functions[index], arg, owner)
    }
    return decode(arg, parameters[index], this.subjects, this.kept)
  }

  async awaited(call, shape, as) {
    let found
    call.value.then(
      (value) => {
        found = this.returned(value, shape, as)
      },
      (error) => {
        found = this.raised(error)
      },
    )
    const isThere = () => found !== undefined
    // Who waits by a timer instead of what it was given does so in virtual time, and is seen to.
    for (let timers = 0; timers < TURNS && !(await arrives(isThere, 0)) && clock.wake(); ) timers += 1
    if (await arrives(isThere, STUCK_SLICES)) return found
    this.stuck = true
    return odd('stuck', '')
  }

  /** The very value, for a later operation to hand on. */
  keep(id, value) {
    if (id === undefined) return
    if (value === undefined || value === null) this.kept.delete(id)
    else this.kept.set(id, value)
  }

  returned(value, { returns }, as) {
    this.keep(as, value)
    if (returns === 'nothing') return '=null'
    const text = encode(value, returns)
    return text === undefined ? odd('returned', describe(value)) : `=${text}`
  }

  raised(error) {
    const known = this.functions.label(error) ?? this.errors.find(([, kind]) => error instanceof kind)?.[0]
    if (known !== undefined) return `!${known}`
    const found = odd('raised', describeError(error), 0, this.program.lineOf(error?.stack))
    // Promise.any puts the errors that it was given into a list.
    const cause = this.functions.label(error instanceof AggregateError ? error.errors.at(-1) : error?.cause)
    return cause === undefined ? found : { ...found, meant: `!${cause}` }
  }

  /** With what was done to the given things before. */
  told(found) {
    const effects = this.given.takeEffects()
    const after = (last) => [...effects, last].join('\n')
    if (typeof found === 'string') return after(found)
    return found.meant === undefined ? found : { ...found, meant: after(found.meant) }
  }

  state({ on }) {
    const [{ name, values }] = this.contract.attributes
    try {
      const value = this.subjects[on][name]
      if (typeof value === 'string' && values.includes(value)) return `=${value}`
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
    call.run(this.subjects[op.on], this.contract.methods[0].name)
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
    this.flights?.close()
    for (const call of this.calls.values()) {
      call.outcome = 'ok'
      call.open()
    }
    await settle()
  }
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
    if (run.stuck) reply.leaves = true
    send(reply)
    if (run.stuck) exit(0)
  }
}

async function serve() {
  const lines = requests()
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
  const program = new Program(file, code, map)
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
