/**
 * Calls in flight side by side: each a promise of its own. When the event loop has nothing left to do, all
 * that an operation brings about has happened.
 */
import { clock, real } from './clock.mjs'
import { Functions } from './functions.mjs'
import { describeError, odd } from './words.mjs'

/** A program that sets itself to work again and again without time passing gets this often. */
const MOST_ROUNDS = 1000

/** Functions whose runs are events of calls in flight, and may be held. */
export class FlightFunctions extends Functions {
  events = []
  fresh = []
  held = new Map()
  /** Runs that are not held and end in a turn to come. */
  ending = 0

  enter(name, told, owner, deed) {
    const line = owner === undefined ? told : `${owner} ${told}`
    this.events.push(line)
    if (!deed.holds) return deed
    const run = { line, of: owner ?? name }
    this.fresh.push(run)
    return new Promise((resolve) => {
      run.finish = resolve
    })
  }

  async turn() {
    this.ending += 1
    await super.turn()
    this.ending -= 1
  }

  /** Runs that began in the same operation count in the order of their lines. */
  number() {
    const inOrder = this.fresh.sort((one, other) => (one.line < other.line ? -1 : 1))
    for (const run of inOrder) this.held.set(run.of, [...(this.held.get(run.of) ?? []), run])
    this.fresh = []
  }

  finish(of, number, deed) {
    const run = this.held.get(of)?.[number - 1]
    run?.finish(deed)
  }
}

/** The operations of one sequence whose calls may be in flight side by side. */
export class Flights {
  started = new Set()
  /** Calls in flight, each with the start that waits for it to come back. */
  flying = new Map()
  odd = []
  isOver = false

  constructor(run) {
    this.run = run
    this.functions = run.functions
  }

  async perform(op) {
    this.odd = []
    const answer = await this[op.op](op)
    await this.settle()
    this.functions.number()
    const events = this.functions.events.splice(0)
    if (typeof answer === 'object') return answer
    if (this.odd.length > 0) return this.toldOdd(events)
    if (answer !== undefined) events.push(answer)
    return events.length === 0 ? 'quiet' : events.join('\n')
  }

  /** The first of them; read as it was meant only if all can be. */
  toldOdd(events) {
    const [{ found }] = this.odd
    const lines = this.odd.map(({ meant }) => meant)
    const { meant: _, ...first } = found
    return lines.includes(undefined) ? first : { ...first, meant: [...events, ...lines].join('\n') }
  }

  /** Every promise goes as far as it can, and what is due is called back. */
  async settle() {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.drain()
      const timer = this.due(clock.nowMs)
      if (timer === undefined) return
      this.fire(timer)
    }
  }

  async drain() {
    do await new Promise((resolve) => real.setImmediate(resolve))
    while (this.functions.ending > 0)
  }

  /** The timer that is due first. The given scheduler's go on when the system's clocks stand still. */
  due(targetMs) {
    let first
    for (const timer of clock.timers) {
      if (clock.frozen && !timer.isGiven) continue
      if (timer.dueMs <= targetMs && (first === undefined || timer.dueMs < first.dueMs)) first = timer
    }
    return first
  }

  fire(timer) {
    clock.nowMs = Math.max(clock.nowMs, timer.dueMs)
    if (!clock.frozen) clock.systemMs = clock.nowMs
    if (!timer.isGiven) return timer.fire()
    clock.timers.delete(timer)
    try {
      // What an async callback rejects with is as wrong as what another throws.
      Promise.resolve(timer.callback()).catch((error) => this.failedCallback(error))
    } catch (error) {
      this.failedCallback(error)
    }
  }

  failedCallback(error) {
    const line = this.run.program.lineOf(error?.stack)
    this.odd.push({ found: odd('raised', describeError(error), 0, line) })
  }

  async advance({ ms }) {
    const targetMs = clock.nowMs + ms
    for (let timer = this.due(targetMs); timer !== undefined; timer = this.due(targetMs)) {
      this.fire(timer)
      await this.drain()
    }
    clock.nowMs = targetMs
    if (!clock.frozen) clock.systemMs = targetMs
  }

  start(op) {
    if (this.started.has(op.id)) return
    this.started.add(op.id)
    if (!this.flying.has(op.after)) this.launch(op)
    else if (this.flying.get(op.after) === undefined) this.flying.set(op.after, op)
  }

  launch(op) {
    this.flying.set(op.id, undefined)
    const shape = this.run.contract.methods.find(({ id }) => id === op.method)
    let value
    try {
      value = this.call(op, shape)
    } catch (error) {
      return this.back(op.id, this.run.raised(error))
    }
    if (typeof value?.then !== 'function') return this.back(op.id, this.run.returned(value, shape))
    value.then(
      (one) => this.back(op.id, this.run.returned(one, shape)),
      (error) => this.back(op.id, this.run.raised(error)),
    )
  }

  call({ id, on, args }, shape) {
    const given = args.map((arg, index) => this.run.argument(arg, shape, index, id))
    return this.run.subjects[on][shape.name](...given)
  }

  /** The call has come back; its caller may start another in the same turn. */
  back(id, found) {
    if (typeof found === 'string') this.functions.events.push(`${id}${found}`)
    else this.odd.push({ found: { ...found, call: id }, meant: found.meant && `${id}${found.meant}` })
    const follower = this.flying.get(id)
    this.flying.delete(id)
    if (follower !== undefined && !this.isOver) this.launch(follower)
  }

  finish({ of, run, does }) {
    this.functions.finish(of, run, does)
  }

  /** A method that comes back at once. */
  async invoke(op) {
    let found
    this.answer(op).then((answer) => {
      found = answer
    })
    await this.settle()
    if (found === undefined) this.run.stuck = true
    return found ?? { ...odd('stuck', ''), waiting: true }
  }

  async answer(op) {
    const shape = this.run.contract.methods.find(({ id }) => id === op.method)
    try {
      return this.run.returned(await this.call(op, shape), shape)
    } catch (error) {
      return this.run.raised(error)
    }
  }

  /** What is still in flight is forgotten with its sequence. */
  close() {
    this.isOver = true
  }
}
