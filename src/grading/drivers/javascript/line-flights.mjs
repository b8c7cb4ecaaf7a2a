/**
 * Calls in flight side by side, in a program that speaks lines of JSON: several messages are open at a time,
 * told apart by their ids. The program says itself when it has done all that it can do now.
 */
import { following, told } from './functions.mjs'
import { ProtocolError } from './peer.mjs'
import { odd } from './words.mjs'

const STUCK_MS = 2000
/** A program that asks for more and more without coming to rest gets this often. */
const MOST_ROUNDS = 1000

/** The operations of one sequence whose calls may be in flight side by side. */
export class LineFlights {
  started = new Set()
  /** Calls in flight by their ids, each with the start that waits for it to come back. */
  flying = new Map()
  /** The starts that messages stand for. */
  starts = new Map()
  timers = new Map()
  held = new Map()
  fresh = []
  events = []
  odd = []
  followed = new Map()

  constructor(run) {
    this.run = run
  }

  async perform(op) {
    this.odd = []
    const answer = await this[op.op](op)
    if (!(await this.settle()) || answer === 'stuck') {
      this.run.stuck = true
      return odd('stuck', '')
    }
    this.number()
    const events = this.events.splice(0)
    if (typeof answer === 'object') return answer
    if (this.odd.length > 0) return this.odd[0]
    if (answer !== undefined) events.push(answer)
    return events.length === 0 ? 'quiet' : events.join('\n')
  }

  /** Runs that began in the same operation count in the order of their lines. */
  number() {
    const inOrder = this.fresh.sort((one, other) => (one.line < other.line ? -1 : 1))
    for (const run of inOrder) this.held.set(run.of, [...(this.held.get(run.of) ?? []), run])
    this.fresh = []
  }

  send(message) {
    this.run.id += 1
    this.run.peer.send({ id: this.run.id, ...message, nowMs: this.run.nowMs })
    return this.run.id
  }

  /** All that the program can do now is done, and what is due is called back. */
  async settle() {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if (!(await this.rests())) return false
      const timer = this.due(this.run.nowMs)
      if (timer === undefined) return true
      if (!(await this.fire(timer))) return false
    }
    return false
  }

  async rests() {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.isBusy = false
      const reply = await this.until(this.send({ rest: true }))
      if (reply === undefined) return false
      if (!this.isBusy) return true
    }
    return false
  }

  /** The answer to a message; whatever comes before it is dealt with on the way. */
  async until(id) {
    for (;;) {
      const message = await this.run.peer.next(STUCK_MS)
      if (message === undefined || (message.id === id && message.need === undefined)) return message
      this.isBusy = true
      this.take(message)
    }
  }

  take(message) {
    const { need, id } = message
    if (need === undefined) this.back(message)
    else if (need === 'run') this.enter(message)
    else if (need === 'schedule') {
      this.timers.set(message.timer, this.run.nowMs + Math.max(0, Number(message.of)))
    } else if (need === 'cancel') this.timers.delete(message.of)
    else this.run.peer.send({ id, given: this.run.give(message), nowMs: this.run.nowMs })
  }

  /** A function begins to run that a call was handed, or one that the constructor got. */
  enter({ id, of: name, args = [], run }) {
    const op = this.starts.get(id)
    const handed = op?.args.find((arg) => arg?.$function === name)
    const script = handed ?? this.run.givenScript(name)
    const owner = handed === undefined ? name : op.id
    const line = `${handed === undefined ? '' : `${op.id} `}${name}(${told(args, [])})`
    this.events.push(line)
    const which = `${owner} ${name}`
    if (!this.followed.has(which)) this.followed.set(which, new Map())
    const deed = following(script, this.followed.get(which), args)
    if (deed.holds) this.fresh.push({ id, run, of: owner, line })
    else this.end({ id, run }, deed)
  }

  end({ id, run }, { gives = null, fails }) {
    if (fails !== undefined) this.run.failed.add(fails)
    const outcome = fails === undefined ? { given: gives } : { error: fails }
    const which = run === undefined ? {} : { run }
    this.run.peer.send({ id, ...which, ...outcome, nowMs: this.run.nowMs })
  }

  due(targetMs) {
    let first
    for (const [timer, dueMs] of this.timers) {
      if (dueMs <= targetMs && (first === undefined || dueMs < this.timers.get(first))) first = timer
    }
    return first
  }

  /** Calls back; false when no answer comes. */
  async fire(timer) {
    this.run.nowMs = Math.max(this.run.nowMs, this.timers.get(timer))
    this.timers.delete(timer)
    const reply = await this.until(this.send({ fire: timer }))
    if (reply?.fault !== undefined) this.odd.push(odd('raised', String(reply.fault)))
    return reply !== undefined
  }

  async advance({ ms }) {
    const targetMs = this.run.nowMs + ms
    for (let timer = this.due(targetMs); timer !== undefined; timer = this.due(targetMs)) {
      if (!(await this.fire(timer)) || !(await this.rests())) return 'stuck'
    }
    this.run.nowMs = targetMs
  }

  start(op) {
    if (this.started.has(op.id)) return
    this.started.add(op.id)
    if (!this.flying.has(op.after)) this.launch(op)
    else if (this.flying.get(op.after) === undefined) this.flying.set(op.after, op)
  }

  launch(op) {
    this.flying.set(op.id, undefined)
    const args = op.args.map((arg) => (arg?.$function === undefined ? arg : { $function: arg.$function }))
    this.starts.set(this.send({ on: op.on, call: op.method, args }), op)
  }

  /** A call has come back; its caller may start another at once. */
  back(message) {
    const op = this.starts.get(message.id)
    if (op === undefined || !this.flying.has(op.id)) {
      throw new ProtocolError(`it answered ${JSON.stringify(message)} to no message that is open`)
    }
    const found = this.run.answer(message, op.method)
    if (typeof found === 'string') this.events.push(`${op.id}${found}`)
    else this.odd.push({ ...found, call: op.id })
    const follower = this.flying.get(op.id)
    this.flying.delete(op.id)
    if (follower !== undefined) this.launch(follower)
  }

  finish({ of, run: number, does }) {
    const run = this.held.get(of)?.[number - 1]
    if (run === undefined || run.isOver) return
    run.isOver = true
    this.end(run, does)
  }

  /** A method that comes back at once. */
  async invoke({ on, method, args }) {
    const reply = await this.until(this.send({ on, call: method, args }))
    if (reply !== undefined) return this.run.answer(reply, method)
    this.run.stuck = true
    return { ...odd('stuck', ''), waiting: true }
  }
}
