/**
 * Write one node of a distributed system; run it as a process of its own, or step by step in virtual time.
 *
 *     import { Node, run } from './compendium-node.mjs'
 *
 *     class Echo extends Node {
 *       onEcho(message) {
 *         this.reply(message, { type: 'echo_ok', echo: message.body.echo })
 *       }
 *     }
 *
 *     run(Echo)
 *
 * A node only reacts: to a message (`onType(message)`), to a timer (`onTimer(name)`), to its start (`onStart()`).
 * It never waits and never sleeps; it asks by `call`, whose answer comes to a function, or by `ask`, which gives a
 * promise of it. Time, chance and whatever must outlast a crash come from here (`nowMs`, `random`, `save` and
 * `load`), so that a run can be repeated to the letter. On the wire this is Maelstrom's protocol. Node 18 and later,
 * without any package.
 */

import crypto from 'node:crypto'
import fs from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { types } from 'node:util'

/** What arrived: who sent it, to whom, and a body. */
export class Message {
  constructor(src, dest, body) {
    this.src = src
    this.dest = dest
    this.body = body
  }

  get type() {
    return this.body.type
  }
}

/** Derive from this, and say what happens on each event. A crash takes all fields; what was saved stays. */
export class Node {
  /** Its name, such as n0. Known from `onStart` on. */
  id = ''
  /** The names of all nodes, its own among them. */
  nodes = []
  #runtime
  #draw = unknownYet
  #calls = new Map()
  #repeats = new Map()
  #nextId = 1

  // What a node may react to.

  /** It has a name now, and what it saved in earlier lives can be loaded. */
  onStart() {}

  /** Whatever is no answer to a call. Hands it to `onType`, as long as it is not written anew. */
  onMessage(message) {
    const name = handlerOf(message.type)
    if (name !== undefined && typeof this[name] === 'function') this[name](message)
    else if (message.body.msg_id !== undefined) this.error(message, 10, `${message.type} is not supported`)
  }

  /** A timer is due. */
  onTimer(_name) {}

  // What a node can do.

  /** All nodes but this one. */
  get others() {
    return this.nodes.filter((node) => node !== this.id)
  }

  /** Sends a message that needs no answer. */
  send(dest, body) {
    this.#send(this.id, dest, body)
  }

  /** Answers a request. What needs no answer (it has no msg_id) gets none. */
  reply(request, body) {
    const asked = request.body.msg_id
    if (asked !== undefined && asked !== null) this.send(request.src, { ...body, in_reply_to: asked })
  }

  /** Refuses a request, by one of Maelstrom's codes: 11 not now, 20 no such key, 22 expected another value. */
  error(request, code, text = '') {
    this.reply(request, { type: 'error', code, text })
  }

  /** Hands a request on; who gets it answers the one who asked. */
  forward(dest, request) {
    this.#send(request.src, dest, request.body)
  }

  /** Asks, and calls `then(reply)` with the answer, or `then(undefined)` when none came in time. */
  call(dest, body, then, { timeoutMs = 1000 } = {}) {
    const asked = this.#nextId
    this.#nextId += 1
    this.#calls.set(asked, then)
    this.setTimer(`call ${asked}`, timeoutMs)
    this.send(dest, { ...body, msg_id: asked })
    return asked
  }

  /** Asks: a promise of the answer, or of undefined when none came in time. Other events happen meanwhile. */
  ask(dest, body, options) {
    return new Promise((resolve) => this.call(dest, body, resolve, options))
  }

  /** `onTimer(name)` after so many milliseconds. A timer of this name that is still running is replaced. */
  setTimer(name, delayMs) {
    this.#repeats.delete(name)
    this.#setTimer(name, delayMs)
  }

  /** `onTimer(name)` again and again. */
  every(name, periodMs) {
    this.#setTimer(name, periodMs)
    this.#repeats.set(name, periodMs)
  }

  cancelTimer(name) {
    this.#repeats.delete(name)
    this.#started().cancelTimer(name)
  }

  /** Milliseconds of this run, or of this machine: good for differences only. */
  nowMs() {
    return this.#started().nowMs()
  }

  /** Chance, from the seed of the run: at least 0, less than 1. */
  random() {
    return this.#draw()
  }

  /** Keeps a value of JSON under a text, so that it outlasts a crash; null forgets it. Durable when this returns. */
  save(key, value) {
    this.#started().save(key, JSON.stringify(value ?? null))
  }

  /** What was last saved under this key, in this life or an earlier one. */
  load(key, otherwise) {
    const text = this.#started().saved.get(key)
    return text === undefined ? otherwise : JSON.parse(text)
  }

  /** The keys that begin so, sorted. */
  savedKeys(prefix = '') {
    return [...this.#started().saved.keys()].filter((key) => key.startsWith(prefix)).sort()
  }

  /** Tells whoever watches about this node, such as { role: 'leader', term: 3 }. Has no effect on it. */
  show(facts) {
    this.#started().show(facts)
  }

  /** Writes to standard error: standard output belongs to messages. */
  log(...words) {
    console.error(...words)
  }

  // How events come in.

  #started() {
    if (this.#runtime === undefined) throw new Error('A node can do this from its onStart on, not before')
    return this.#runtime
  }

  #send(src, dest, body) {
    if (typeof dest !== 'string') throw new TypeError(`A message goes to a node's name, and not to ${dest}`)
    this.#started().send({ src, dest, body })
  }

  #setTimer(name, delayMs) {
    if (!Number.isFinite(delayMs)) throw new TypeError(`A timer takes milliseconds, and not ${delayMs}`)
    this.#started().setTimer(String(name), delayMs)
  }

  static #receive(node, runtime, { src, dest, body }) {
    const message = new Message(src, dest, body)
    if (body.type === 'init') {
      node.id = body.node_id
      node.nodes = body.node_ids
      node.#runtime = runtime
      const { draw, nextId } = runtime.begin(node.id)
      node.#draw = draw
      node.#nextId = nextId
      node.onStart()
      node.reply(message, { type: 'init_ok' })
      return
    }
    const answered = body.in_reply_to
    if (answered === undefined || answered === null) {
      node.onMessage(message)
    } else if (node.#calls.has(answered)) {
      runtime.cancelTimer(`call ${answered}`)
      Node.#answer(node, answered, message)
    }
  }

  static #due(node, runtime, name) {
    const asked = /^call (\d+)$/.exec(name)?.[1]
    if (asked !== undefined) {
      Node.#answer(node, Number(asked), undefined)
      return
    }
    const periodMs = node.#repeats.get(name)
    if (periodMs !== undefined) runtime.setTimer(name, periodMs)
    node.onTimer(name)
  }

  static #answer(node, asked, message) {
    const then = node.#calls.get(asked)
    node.#calls.delete(asked)
    then?.(message)
  }

  static {
    receive = Node.#receive
    due = Node.#due
  }
}

var receive
var due

function unknownYet() {
  throw new Error('Chance comes from the seed of the run, which is known from onStart on')
}

const OWN = ['onStart', 'onMessage', 'onTimer']

/** list_committed_offsets -> onListCommittedOffsets */
function handlerOf(type) {
  const name = `on${type.replace(/(?:^|_)([a-z0-9])/gi, (_, letter) => letter.toUpperCase())}`
  return OWN.includes(name) ? undefined : name
}

const STEPS = process.env.COMPENDIUM_NODE === 'steps'

/** Runs a node until nobody sends any more. `make` is its class. */
export function run(make) {
  if (STEPS) runSteps(make)
  else new Live(new make()).run()
}

/** One write for a line; what a full pipe does not take at once is written when it does. */
function write(text) {
  const data = Buffer.from(`${text}\n`)
  for (let at = 0, turn = 0; at < data.length; turn += 1) {
    try {
      at += fs.writeSync(1, data, at)
    } catch (error) {
      if (error.code === 'EPIPE') process.exit(0)
      if (error.code !== 'EAGAIN') throw error
      rest(turn)
    }
  }
}

/** A while in which nothing happens; short at first. */
function rest(turn) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, turn < 50 ? 0.05 : 1)
}

/** Splits what is read into lines; a long one comes in many pieces. */
class Lines {
  #pieces = []
  #lines = []

  add(data) {
    let from = 0
    for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10, from)) {
      this.#pieces.push(data.subarray(from, end))
      this.#lines.push(Buffer.concat(this.#pieces).toString())
      this.#pieces = []
      from = end + 1
    }
    if (from < data.length) this.#pieces.push(Buffer.from(data.subarray(from)))
  }

  next() {
    return this.#lines.shift()
  }
}

/** Even draws from a text: sfc32 of Doty-Humphrey's PractRand, whose state is a hash of the text. */
function chance(text) {
  const hash = crypto.createHash('sha256').update(text).digest()
  let a = hash.readInt32LE(0)
  let b = hash.readInt32LE(4)
  let c = hash.readInt32LE(8)
  let counter = hash.readInt32LE(12)
  const bits = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  return () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992
}

/** The node as a process among others: real time. */
class Live {
  saved = new Map()
  #node
  #timers = new Map()
  #file

  constructor(node) {
    this.#node = node
  }

  begin(id) {
    const seed = process.env.COMPENDIUM_SEED
    const folder = process.env.COMPENDIUM_STORAGE
    if (folder !== undefined) this.#open(path.join(folder, `${id}.jsonl`))
    return {
      draw: seed === undefined ? Math.random : chance(`${seed} ${id}`),
      // Not those of an earlier life: an answer to a question of before must not be taken for one of now.
      nextId: (Date.now() % 1e9) * 1000,
    }
  }

  #open(file) {
    this.#file = fs.openSync(file, 'a+')
    const data = fs.readFileSync(file)
    // A line without its end was being written when the node was killed: the next must not be joined to it.
    const length = data.lastIndexOf(10) + 1
    if (length < data.length) fs.ftruncateSync(this.#file, length)
    for (const line of data.toString('utf8', 0, length).split('\n')) {
      if (line !== '') this.#keep(...JSON.parse(line))
    }
  }

  run() {
    const lines = new Lines()
    process.stdin.on('data', (data) => {
      lines.add(data)
      for (let line = lines.next(); line !== undefined; line = lines.next()) {
        if (line.trim() !== '') receive(this.#node, this, JSON.parse(line))
      }
    })
    process.stdin.on('end', () => process.exit(0))
    process.stdin.on('error', () => process.exit(0))
  }

  nowMs() {
    return performance.now()
  }

  send(message) {
    write(JSON.stringify(message))
  }

  setTimer(name, delayMs) {
    this.cancelTimer(name)
    const fire = () => {
      this.#timers.delete(name)
      due(this.#node, this, name)
    }
    this.#timers.set(name, setTimeout(fire, Math.max(0, delayMs)))
  }

  cancelTimer(name) {
    clearTimeout(this.#timers.get(name))
    this.#timers.delete(name)
  }

  save(key, text) {
    this.#keep(key, JSON.parse(text))
    if (this.#file !== undefined) fs.writeSync(this.#file, `[${JSON.stringify(key)},${text}]\n`)
  }

  #keep(key, value) {
    if (value === null) this.saved.delete(key)
    else this.saved.set(key, JSON.stringify(value))
  }

  show() {}
}

/**
 * What outlasts a life in virtual time: the lines that come in, and the clock. It hangs on the global object, because
 * a bundle has a copy of this file in each of its evaluations.
 */
const SHARED = Symbol.for('compendium.steps')
/** Evaluates the program anew. Whoever started it may have a quicker way than to import it once more. */
const AGAIN = Symbol.for('compendium.again')

/** The node in virtual time: a line in is one event, a line out is all that it did. docs/node-protocol.md. */
class Steps {
  saved = new Map()
  #shared
  #did = []

  constructor(shared) {
    this.#shared = shared
    for (const [key, value] of Object.entries(shared.begin.saved)) this.saved.set(key, JSON.stringify(value))
  }

  begin() {
    const { seed, life } = this.#shared.begin
    return { draw: chance(`${seed}`), nextId: life * 1_000_000 + 1 }
  }

  did() {
    const text = `{"did":[${this.#did.join(',')}]}`
    this.#did = []
    return text
  }

  nowMs() {
    return this.#shared.nowUs / 1000
  }

  send(message) {
    this.#do({ send: message })
  }

  setTimer(name, delayMs) {
    this.#do({ timer: name, after: Math.max(0, Math.round(delayMs * 1000)) })
  }

  cancelTimer(name) {
    this.#do({ cancel: name })
  }

  save(key, text) {
    if (text === 'null') this.saved.delete(key)
    else this.saved.set(key, text)
    this.#did.push(`{"save":${JSON.stringify(key)},"value":${text}}`)
  }

  show(facts) {
    this.#do({ show: facts })
  }

  #do(what) {
    // As text at once: what the node changes afterwards is not what it sent.
    this.#did.push(JSON.stringify(what))
  }
}

async function runSteps(make) {
  const shared = globalThis[SHARED]
  if (shared.begin === undefined) return
  const node = new make()
  const steps = new Steps(shared)
  for (let line = shared.next(); line !== undefined; line = shared.next()) {
    const event = JSON.parse(line)
    if (event.now !== undefined) {
      shared.nowUs = event.now
      if (event.message !== undefined) receive(node, steps, event.message)
      else due(node, steps, event.timer)
      // Whatever waits for promises has gone as far as it can once the event loop comes round.
      await shared.settled()
      write(steps.did())
    } else if (event.digest) {
      write(JSON.stringify({ digest: digestOf(node, steps, shared) }))
    } else if (event.end) {
      write('{"ended":true}')
      return nextLife(shared)
    }
  }
  process.exit(0)
}

/** Everything of the program is made anew: its variables must not outlast a crash. */
async function nextLife(shared) {
  shared.tidy()
  if (!shared.readBegin()) process.exit(0)
  if (globalThis[AGAIN] !== undefined) return globalThis[AGAIN]()
  const main = path.resolve(process.argv[1])
  for (const name of Object.keys(shared.required)) delete shared.required[name]
  await import(`${pathToFileURL(main)}?life=${shared.lives}`)
}

function takeOver() {
  const lines = new Lines()
  const buffer = Buffer.alloc(65536)
  const { setImmediate } = globalThis
  const shared = {
    nowUs: 0,
    lives: 0,
    begin: undefined,
    random: unknownYet,
    required: module.createRequire(path.resolve('any.js')).cache,
    next() {
      for (;;) {
        const line = lines.next()
        if (line !== undefined) return line
        const count = readSome(buffer)
        if (count === 0) return undefined
        lines.add(buffer.subarray(0, count))
      }
    },
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    readBegin() {
      const line = shared.next()
      shared.begin = line === undefined ? undefined : JSON.parse(line).begin
      if (shared.begin === undefined) return false
      shared.nowUs = 0
      shared.lives += 1
      shared.random = chance(`${shared.begin.seed} past the node`)
      return true
    },
    tidy() {
      for (const key of Reflect.ownKeys(globalThis)) if (!known.has(key)) delete globalThis[key]
    },
  }
  takeTime(shared)
  takeChance(() => shared.random())
  module.syncBuiltinESMExports()
  const known = new Set([...Reflect.ownKeys(globalThis), SHARED, AGAIN])
  return shared
}

function readSome(buffer) {
  // A read gives up at once (EAGAIN) where the program has touched process.stdin, which an import of node:process does.
  for (let turn = 0; ; turn += 1) {
    try {
      return fs.readSync(0, buffer)
    } catch (error) {
      if (error.code === 'EOF') return 0
      if (error.code !== 'EAGAIN') throw error
      rest(turn)
    }
  }
}

const EPOCH_MS = 1_700_000_000_000

/** What a program takes past `nowMs` repeats itself, too; waiting is refused. */
function takeTime(shared) {
  const nowMs = () => shared.nowUs / 1000
  const dateMs = () => EPOCH_MS + Math.floor(nowMs())
  const RealDate = Date
  function VirtualDate(...given) {
    if (new.target === undefined) return new RealDate(dateMs()).toString()
    return Reflect.construct(RealDate, given.length === 0 ? [dateMs()] : given, new.target)
  }
  Object.setPrototypeOf(VirtualDate, RealDate)
  put(VirtualDate, { now: dateMs, name: 'Date', prototype: RealDate.prototype })
  put(RealDate.prototype, { constructor: VirtualDate })
  put(globalThis, { Date: VirtualDate })
  put(performance, { now: nowMs })
  const hrtime = (since = [0, 0]) => {
    const ns = shared.nowUs * 1000 - (since[0] * 1e9 + since[1])
    return [Math.floor(ns / 1e9), ns - Math.floor(ns / 1e9) * 1e9]
  }
  hrtime.bigint = () => BigInt(shared.nowUs) * 1000n
  put(process, { hrtime, uptime: () => nowMs() / 1000 })
  const refused = (name) => () => {
    throw new Error(
      `A node must not wait by ${name}: between events nothing happens. Set a timer instead: this.setTimer(name, delayMs)`,
    )
  }
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    globalThis[name] = refused(name)
    timers[name] = refused(name)
    timersPromises[name] = refused(name)
  }
  put(timersPromises.scheduler, { wait: refused('scheduler.wait'), yield: refused('scheduler.yield') })
}

/** The usual sources of chance draw from the seed. */
function takeChance(random) {
  const fill = (view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = random() * 256
    return view
  }
  const randomUUID = () => {
    const bytes = fill(Buffer.alloc(16))
    bytes[6] = (bytes[6] & 0x0f) | 0x40
    bytes[8] = (bytes[8] & 0x3f) | 0x80
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
  const whole = (low, high) => (high === undefined ? whole(0, low) : low + Math.floor(random() * (high - low)))
  const later = (draw) => (...given) => {
    const then = typeof given.at(-1) === 'function' ? given.pop() : undefined
    const drawn = draw(...given)
    if (then === undefined) return drawn
    queueMicrotask(() => then(null, drawn))
  }
  Math.random = () => random()
  put(crypto, {
    randomUUID,
    randomInt: later(whole),
    randomBytes: later((size) => fill(Buffer.alloc(size))),
    randomFillSync: fill,
  })
  put(crypto.webcrypto, { randomUUID, getRandomValues: fill })
}

function put(object, given) {
  for (const [name, value] of Object.entries(given)) {
    const { enumerable = false } = Object.getOwnPropertyDescriptor(object, name) ?? {}
    Object.defineProperty(object, name, { value, enumerable, writable: true })
  }
}

/**
 * Two nodes of one digest do the same from now on: fields, private ones too, what functions hold, and the variables of
 * the program. Null where something cannot be looked into, such as a promise.
 */
function digestOf(node, steps, shared) {
  try {
    walk ??= new Walk()
    return walk.digest(node, steps, [shared.random])
  } catch (error) {
    if (error instanceof Unknown) return null
    throw error
  } finally {
    walk?.release()
  }
}

class Unknown extends Error {}

let walk
const SLOT = Symbol.for('compendium.slot')
const SLOT_TEXT = 'globalThis[Symbol.for("compendium.slot")]'
const GROUP = { objectGroup: 'digest' }

class Walk {
  #session
  #known = knownObjects()
  /** How many scopes a function is within, and of which script: that does not change, what is in them does. */
  #placeOf = new WeakMap()
  #covered = new WeakSet()
  #seen
  #parts
  #scripts

  constructor() {
    try {
      const { Session } = module.createRequire(path.resolve('any.js'))('node:inspector')
      this.#session = new Session()
      this.#session.connect()
    } catch (error) {
      throw new Unknown('This Node was built without its inspector', { cause: error })
    }
  }

  digest(node, steps, more) {
    this.#seen = new Map([
      [steps, 0],
      [this, 1],
    ])
    this.#parts = []
    this.#scripts = new Set()
    for (const one of more) this.#known.delete(one)
    for (const one of [node, ...more]) this.#value(one)
    return crypto.createHash('sha256').update(this.#parts.join('\n')).digest('hex').slice(0, 24)
  }

  release() {
    this.#post('Runtime.releaseObjectGroup', GROUP)
    delete globalThis[SLOT]
  }

  #value(value) {
    if (typeof value === 'symbol') this.#parts.push(String(value))
    else if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      this.#parts.push(`${typeof value} ${Object.is(value, -0) ? '-0' : value}`)
    } else if (this.#known.has(value)) this.#parts.push('known')
    else if (this.#seen.has(value)) this.#parts.push(`#${this.#seen.get(value)}`)
    else {
      this.#seen.set(value, this.#seen.size)
      this.#inside(value)
    }
  }

  #inside(value) {
    if (isClosed(value)) throw new Unknown()
    if (isBuiltinModule(value, this.#known)) {
      this.#parts.push('module')
      return
    }
    this.#parts.push(Object.prototype.toString.call(value))
    if (typeof value === 'function') this.#function(value)
    else if (hasPrivate(value)) this.#private(value)
    if (value instanceof Map) for (const pair of value) pair.forEach((one) => void this.#value(one))
    else if (value instanceof Set) for (const one of value) this.#value(one)
    else if (value instanceof Date) this.#parts.push(`${value.getTime()}`)
    else if (value instanceof RegExp) this.#parts.push(`${value} ${value.lastIndex}`)
    else if (types.isAnyArrayBuffer(value)) this.#parts.push(Buffer.from(value).toString('hex'))
    for (const key of Reflect.ownKeys(value)) {
      const { get, set, value: held } = Object.getOwnPropertyDescriptor(value, key)
      this.#parts.push(`.${String(key)}`)
      for (const one of [get, set, held]) if (one !== undefined) this.#value(one)
    }
    this.#value(Object.getPrototypeOf(value))
    this.#parts.push(';')
  }

  #function(value) {
    const source = Function.prototype.toString.call(value)
    this.#parts.push(source)
    if (source.endsWith('{ [native code] }')) {
      this.#bound(value)
      return
    }
    if (source.includes('#')) this.#private(value)
    if (this.#covered.has(value)) return
    const place = this.#place(value)
    if (source.startsWith('class')) this.#cover(value, source)
    // Whoever is within the outermost scope alone shares it with all functions of its script.
    const isNew = !this.#scripts.has(place.script)
    this.#scripts.add(place.script)
    if (place.depth > 1 || (isNew && place.depth === 1)) this.#scopes(value, isNew ? place.depth : place.depth - 1)
  }

  /** Methods that stand in the same class are within the same scopes: one of them is looked into for all. */
  #cover(made, source) {
    if (this.#covered.has(made.prototype)) return
    this.#covered.add(made.prototype)
    let first
    for (const key of Reflect.ownKeys(made.prototype)) {
      const { value } = Object.getOwnPropertyDescriptor(made.prototype, key)
      if (typeof value !== 'function' || value === made) continue
      if (!source.includes(Function.prototype.toString.call(value))) continue
      const place = this.#place(value)
      first ??= place
      if (place !== first && place.script === first.script && place.depth === first.depth) this.#covered.add(value)
    }
  }

  #place(value) {
    return this.#placeOf.get(value) ?? this.#findPlace(value)
  }

  #findPlace(value) {
    const { internalProperties } = this.#look(value)
    const named = (name) => internalProperties.find((one) => one.name === name)?.value
    const place = {
      script: named('[[FunctionLocation]]')?.value.scriptId,
      depth: this.#scopesOf(named('[[Scopes]]')).length,
    }
    this.#placeOf.set(value, place)
    return place
  }

  /** What is in all scopes but the global one, the innermost first. */
  #scopesOf(list) {
    if (list === undefined) throw new Unknown()
    const scopes = Array.from(this.#take(list.objectId))
    return scopes.filter(({ description }) => description !== 'Global').map(({ object }) => object)
  }

  #scopes(value, count) {
    const list = this.#look(value).internalProperties.find(({ name }) => name === '[[Scopes]]')?.value
    for (const scope of this.#scopesOf(list).slice(0, count)) {
      for (const key of Object.keys(scope)) {
        this.#parts.push(`=${key}`)
        this.#value(scope[key])
      }
    }
  }

  /** What bind made of a function. */
  #bound(value) {
    const { internalProperties } = this.#look(value)
    if (!internalProperties.some(({ name }) => name === '[[TargetFunction]]')) throw new Unknown()
    for (const { name, value: held } of internalProperties) {
      if (!/^\[\[(?:TargetFunction|Bound\w+)\]\]$/.test(name)) continue
      this.#value(held?.objectId === undefined ? held?.value : this.#take(held.objectId))
    }
  }

  #private(value) {
    for (const { name, value: held, get, set } of this.#look(value).privateProperties ?? []) {
      this.#parts.push(name)
      for (const one of [held, get, set]) {
        if (one === undefined) continue
        this.#value(one.objectId === undefined ? (one.value ?? one.unserializableValue) : this.#take(one.objectId))
      }
    }
  }

  #look(value) {
    globalThis[SLOT] = value
    const { result } = this.#post('Runtime.evaluate', { expression: SLOT_TEXT, ...GROUP })
    return this.#post('Runtime.getProperties', { objectId: result.objectId, ownProperties: true })
  }

  #take(objectId) {
    const functionDeclaration = `function () { ${SLOT_TEXT} = this }`
    this.#post('Runtime.callFunctionOn', { objectId, functionDeclaration })
    return globalThis[SLOT]
  }

  #post(method, params) {
    let answer
    this.#session.post(method, params, (error, result) => {
      if (error) throw new Error(`${method}: ${error.message}`)
      answer = result
    })
    return answer
  }
}

/** What nobody can look into, or only by going on. */
function isClosed(value) {
  return (
    types.isPromise(value) ||
    types.isProxy(value) ||
    types.isGeneratorObject(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isMapIterator(value) ||
    types.isSetIterator(value) ||
    types.isExternal(value) ||
    / (?:WeakRef|.* Iterator)\]$/.test(Object.prototype.toString.call(value))
  )
}

/** Whether a class that it is of has private fields, as far as its text tells. */
function hasPrivate(value) {
  for (let one = Object.getPrototypeOf(value); one !== null; one = Object.getPrototypeOf(one)) {
    const make = Object.getOwnPropertyDescriptor(one, 'constructor')?.value
    if (typeof make === 'function' && Function.prototype.toString.call(make).includes('#')) return true
  }
  return false
}

/** What a bundler makes of an import of one of Node's own modules, or that itself. */
function isBuiltinModule(value, known) {
  const inner = Object.getOwnPropertyDescriptor(value, 'default')
  return known.has(inner?.value)
}

/** What is there before the program, and has no state of it. */
function knownObjects() {
  const known = new Map([[globalThis, 9]])
  const add = (value, depth) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return
    if (known.get(value) >= depth) return
    known.set(value, depth)
    if (depth === 0) return
    for (const key of Reflect.ownKeys(value)) {
      const { get, set, value: held } = Object.getOwnPropertyDescriptor(value, key)
      for (const one of [get, set, held]) add(one, depth - 1)
    }
    add(Object.getPrototypeOf(value), depth - 1)
  }
  const own = module.createRequire(path.resolve('any.js'))
  for (const name of process.moduleLoadList) {
    const id = /^NativeModule ((?!internal\/).+)$/.exec(name)?.[1]
    if (id !== undefined && module.builtinModules.includes(id) && !/^_|^(?:sys|punycode|wasi)/.test(id)) add(own(id), 1)
  }
  for (const one of [globalThis[SHARED], Node, Message, Live, Steps, Lines, Walk, Unknown, receive, due]) {
    add(one, 3)
  }
  add(typeof require === 'function' ? require : undefined, 0)
  for (const key of Reflect.ownKeys(globalThis)) {
    const { value, get } = Object.getOwnPropertyDescriptor(globalThis, key)
    add(value ?? (get && globalThis[key]), 3)
  }
  return known
}

/** Before anything of the program is evaluated: chance and time are those of the run from its first line on. */
if (STEPS && globalThis[SHARED] === undefined) {
  globalThis[SHARED] = takeOver()
  globalThis[SHARED].readBegin()
}
