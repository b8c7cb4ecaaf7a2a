/**
 * Runs sequences against a program of any language that speaks lines of JSON on its standard input and
 * output: docs/any-language.md. Started as: lines.mjs NONCE NAME, with requests on descriptor 3 and
 * replies to 4, as every driver. The program's command comes with the first request.
 */
import process from 'node:process'
import { replier, requests } from './channel.mjs'
import { following, told } from './functions.mjs'
import { LineFlights } from './line-flights.mjs'
import { Peer, ProtocolError } from './peer.mjs'
import { givenHash, isResult } from './values.mjs'
import { odd } from './words.mjs'

// biome-ignore lint/nursery/noJsRestrictedProperties: the driver is a program of its own, and this is its end.
const exit = process.exit.bind(process)

const VERSION = 1
const STUCK_MS = 2000
/** A call that comes neither back nor to its function while another is in flight waits for that one. */
const BLOCKED_MS = 300

const send = replier(process.argv[2])

/** One sequence: the driver keeps time, chance and what calls gave; the program keeps its instances. */
class Run {
  constructor(peer, contract, sequence) {
    this.peer = peer
    this.contract = contract
    this.sequence = sequence
    this.nowMs = sequence.startMs
    this.drawn = 0
    this.effects = []
    this.kept = new Map()
    /** How far each function has been followed: those given by name, those of an operation by their argument. */
    this.followed = new Map()
    this.failed = new Set()
    this.flying = new Map()
    this.handed = []
    this.id = 0
    this.stuck = false
    this.flights = contract.methods.some(({ overlaps }) => overlaps) ? new LineFlights(this) : undefined
  }

  async prepare() {
    const { subjects, options, each } = this.sequence
    await this.mustAgree({ reset: true })
    for (let index = 0; index < subjects; index += 1) {
      await this.mustAgree({ new: index, options: { ...options, ...each?.[index] } })
    }
  }

  async mustAgree(message) {
    const reply = await this.ask(message)
    if (reply?.ok === true) return
    const told = reply === undefined ? 'nothing' : JSON.stringify(reply)
    throw new ProtocolError(
      `to ${JSON.stringify(message)} it answered ${told}, not {"id":${this.id},"ok":true}`,
    )
  }

  async perform(report) {
    const observations = []
    for (const [number, op] of this.sequence.ops.entries()) {
      report?.(number, observations)
      observations.push(this.flights ? await this.flights.perform(op) : await this[op.op](op))
      if (this.stuck) break
    }
    for (const id of this.flying.keys()) await this.settle(id, 'ok')
    return observations
  }

  /** Sends a message of its own id and follows it to its end. */
  ask(message, withinMs = STUCK_MS) {
    this.id += 1
    this.peer.send({ id: this.id, ...message, nowMs: this.nowMs })
    return this.reply(this.id, withinMs)
  }

  /** What the program says to a message at last; on the way it may need what it was given. */
  async reply(id, withinMs) {
    for (;;) {
      const message = await this.peer.next(withinMs)
      if (message === undefined) return undefined
      if (message.id !== id)
        throw new ProtocolError(`it answered ${JSON.stringify(message)} to message ${id}`)
      if (message.need === undefined) return message
      const given = message.need === 'run' ? this.run(message) : { given: this.give(message) }
      this.peer.send({ id, ...given, nowMs: this.nowMs })
    }
  }

  give({ need, of }) {
    if (need === 'clock') return this.nowMs
    if (need === 'hash') return givenHash(of)
    if (need === 'sleep') {
      this.effects.push(`sleep(${of})`)
      this.nowMs += Math.max(0, Number(of))
      return null
    }
    if (need !== 'random') throw new ProtocolError(`it needs ${JSON.stringify(need)}, which nobody is given`)
    const { random = [] } = this.sequence
    this.drawn += 1
    return random.length === 0 ? 0.5 : random[(this.drawn - 1) % random.length]
  }

  /** A function that the program was handed: its value or its error. */
  run({ of: name, args = [] }) {
    const script = this.handed.find((arg) => arg?.$function === name) ?? this.givenScript(name)
    this.effects.push(`${name}(${told(args, [])})`)
    if (!this.followed.has(script)) this.followed.set(script, new Map())
    const { gives = null, fails, takesMs = 0 } = following(script, this.followed.get(script), args)
    this.nowMs += takesMs
    if (fails === undefined) return { given: gives }
    this.failed.add(fails)
    return { error: fails }
  }

  givenScript(name) {
    const known = this.contract.given.some(({ id, function: shape }) => shape !== undefined && id === name)
    if (!known) throw new ProtocolError(`it needs to run ${JSON.stringify(name)}, which it was not handed`)
    this.scripts ??= new Map()
    if (!this.scripts.has(name)) this.scripts.set(name, this.sequence.given?.[name] ?? { does: [] })
    return this.scripts.get(name)
  }

  advance({ ms }) {
    this.nowMs += ms
    return null
  }

  async invoke({ on, method, args, as }) {
    if (args.some((arg) => isResult(arg) && !this.kept.has(arg.$result))) return null
    const given = args.map((arg) => (isResult(arg) ? this.kept.get(arg.$result) : arg))
    const shape = this.contract.methods.find(({ id }) => id === method)
    if (as !== undefined) this.kept.delete(as)
    this.handed = args
    const named = given.map((arg) => (arg?.$function === undefined ? arg : { $function: arg.$function }))
    const reply = await this.ask({ on, call: method, args: named })
    if (reply === undefined) return this.jammed(false)
    if (as !== undefined && shape.returns !== 'nothing' && (reply.value ?? null) !== null) {
      this.kept.set(as, reply.value)
    }
    return this.answer(reply, method)
  }

  /** What a call showed that came back. */
  answer(reply, method) {
    const { returns } = this.contract.methods.find(({ id }) => id === method)
    const effects = this.effects.splice(0)
    if (reply.error !== undefined) return this.raised(reply.error, effects)
    if (reply.fault !== undefined) return odd('raised', String(reply.fault))
    if (!('value' in reply))
      throw new ProtocolError(`${JSON.stringify(reply)} has neither value nor error nor fault`)
    const value = returns === 'nothing' ? null : reply.value
    return [...effects, `=${JSON.stringify(value)}`].join('\n')
  }

  raised(name, effects) {
    const known = this.failed.has(name) || this.contract.errors.some(({ id }) => id === name)
    return known ? [...effects, `!${name}`].join('\n') : odd('raised', String(name))
  }

  async state({ on }) {
    const [{ name, values }] = this.contract.attributes
    const reply = await this.ask({ on, get: name }, this.patience())
    if (reply === undefined) return this.jammed(true)
    return values.includes(reply.value)
      ? `=${reply.value}`
      : odd('returned', JSON.stringify(reply.value ?? reply))
  }

  async call(op) {
    const seen = await this.admit(op)
    if (seen !== 'running') return seen
    this.nowMs += op.durationMs
    return this.settle('call', op.outcome)
  }

  async begin(op) {
    return this.flying.has(op.id) ? null : this.admit(op)
  }

  end({ id, outcome }) {
    return this.flying.has(id) ? this.settle(id, outcome) : null
  }

  /** Starts a guarded call; `running` when the program runs the function. */
  async admit({ on, id = 'call' }) {
    const reply = await this.ask({ on, call: this.contract.methods[0].id, args: [] }, this.patience())
    if (reply === undefined) return this.jammed(this.flying.size > 0)
    if (reply.run === true) {
      this.flying.set(id, this.id)
      return 'running'
    }
    return this.outcome(reply, 0, undefined)
  }

  async settle(key, outcome) {
    const id = this.flying.get(key)
    this.flying.delete(key)
    this.peer.send({ id, ran: outcome, nowMs: this.nowMs })
    const reply = await this.reply(id, STUCK_MS)
    return reply === undefined ? this.jammed(false) : this.outcome(reply, 1, outcome)
  }

  outcome(reply, entered, outcome) {
    if (reply.run === true) return odd('returned', 'it runs fn again', entered + 1)
    if (entered === 1 && outcome === 'ok' && reply.value === 'fn') return 'value'
    if (entered === 1 && outcome === 'error' && reply.error === 'fn') return 'error'
    if (entered === 0 && reply.error === this.contract.errors[0]?.id) return 'rejected'
    const ended = reply.error !== undefined || reply.fault !== undefined ? 'raised' : 'returned'
    return odd(ended, JSON.stringify(reply.error ?? reply.fault ?? reply.value ?? null), entered)
  }

  patience() {
    return this.flying.size > 0 ? BLOCKED_MS : STUCK_MS
  }

  jammed(waiting) {
    this.stuck = true
    const found = odd('stuck', '')
    return waiting && this.flying.size > 0 ? { ...found, waiting: true } : found
  }
}

/** Whether the program speaks the protocol at all: greets, starts over, makes an instance, refuses what it does not know. */
async function conform(peer, contract) {
  const ask = async (message, due, isRight) => {
    peer.send(message)
    const reply = await peer.next(STUCK_MS * 2)
    if (reply !== undefined && isRight(reply)) return
    const told = reply === undefined ? 'nothing' : JSON.stringify(reply)
    throw new ProtocolError(`to ${JSON.stringify(message)} it answered ${told}, not ${due}`)
  }
  await ask({ hello: VERSION, type: contract.type }, `{"ready":${VERSION}}`, ({ ready }) => ready === VERSION)
  const agree = (id) => (reply) => reply.id === id && reply.ok === true
  await ask({ id: 1, reset: true, nowMs: 0 }, '{"id":1,"ok":true}', agree(1))
  await ask({ id: 2, new: 0, options: contract.options, nowMs: 0 }, '{"id":2,"ok":true}', agree(2))
  await ask(
    { id: 3, on: 0, call: 'no_such_method', args: [], nowMs: 0 },
    '{"id":3,"fault":"..."}',
    ({ id, fault }) => id === 3 && typeof fault === 'string',
  )
}

async function runBatch(peer, contract, { sequences, trace }) {
  for (const [index, sequence] of sequences.entries()) {
    const report = (op, observations) => send({ type: 'at', index, op, observations })
    const run = new Run(peer, contract, sequence)
    const reply = { type: 'result', index }
    try {
      await run.prepare()
      reply.observations = await run.perform(trace ? report : undefined)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      reply.broken = { text: error.message }
      run.stuck = true
    }
    if (trace) reply.printed = []
    if (run.stuck) reply.leaves = true
    send(reply)
    if (run.stuck) exit(0)
  }
}

async function serve() {
  const lines = requests()
  const { contract, command } = JSON.parse((await lines.next()).value)
  const peer = new Peer(command, (code, signal, message) => {
    if (message !== undefined) send({ type: 'load-failed', kind: 'import', error: message })
    exit(signal === null ? (code ?? 1) : 1)
  })
  try {
    await conform(peer, contract)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    return send({ type: 'load-failed', kind: 'protocol', error: error.message })
  }
  send({ type: 'ready' })
  for await (const line of lines) await runBatch(peer, contract, JSON.parse(line))
}

await serve()
exit(0)
