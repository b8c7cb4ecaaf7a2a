import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import { Escape, Trail } from '../trail.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { Books, born, type Message } from './books.ts'
import type { Wrong } from './misconceptions.ts'
import { Redrive } from './redrive.ts'
import { Turn } from './turn.ts'

/** The queue of the contract and its dead letters. */
export class Queue implements Subject {
  readonly #world: World
  readonly #books: Books
  /** The properties that the lists hang on. */
  #waitingRule = 'hands-over-until-handled'
  #deadRule = 'lets-go-when-parked'

  constructor(world: World) {
    this.#world = world
    const { first } = world
    const shares = world.has('shared-books') && first instanceof Queue
    this.#books = shares ? first.#books : new Books(world)
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const [first, second] = args as readonly Json[]
    if (method === 'send') return this.#send(String(first), String(second))
    if (method === 'poll') return this.#poll(Number(first))
    if (method === 'letter') return this.#letter(String(first))
    if (method === 'redrive') return this.#redrive('redrives-as-new', (redrive) => redrive.one(String(first)))
    if (method === 'redrive_all') return this.#redrive('redrives-in-order', (redrive) => redrive.all())
    if (method === 'waiting') return { rule: this.#waitingRule, value: this.#waiting().map(idOf) }
    const dead = this.#has('lists-by-sending') ? bySending(this.#books.dead) : this.#books.dead
    return { rule: this.#deadRule, value: dead.map(idOf) }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #waiting(): readonly Message[] {
    const now = this.#books.now()
    const all = this.#books.inOrder()
    return this.#has('lists-only-what-is-due') ? all.filter(({ due }) => due <= now) : all
  }

  #send(id: string, body: string): Answer {
    const rule = 'knows-its-ids'
    this.#waitingRule = rule
    const books = this.#books
    const waiting = books.queue.find((one) => one.id === id)
    const isDead = books.dead.some((one) => one.id === id) && !this.#has('takes-a-dead-one')
    const isOld = books.handled.has(id) && this.#has('refuses-the-handled')
    const isTaken = this.#has('takes-it-twice') || this.#has('overwrites')
    if (isDead || isOld || (waiting !== undefined && !isTaken)) {
      if (waiting !== undefined && this.#has('replaces-the-body'))
        books.replace(waiting, { ...waiting, body })
      return { rule, value: false }
    }
    const now = books.now()
    books.enqueue({ id, body, sent: now, entry: 0, ...born(now) })
    return { rule, value: true }
  }

  #poll(limit: number): Answer {
    const trail = new Trail(this.#world)
    const turn = new Turn(this.#books, trail)
    this.#waitingRule = 'takes-the-longest-due-first'
    this.#deadRule = 'lets-go-when-parked'
    try {
      const value = turn.poll(limit)
      return { rule: trail.ruleOf((did) => turn.ruleOfEnd(did)), value }
    } catch (error) {
      if (!(error instanceof Escape)) throw error
      return { rule: trail.ruleOf(error.rule), raises: error.label }
    }
  }

  #redrive(rule: string, perform: (redrive: Redrive) => Json): Answer {
    const trail = new Trail(this.#world)
    this.#waitingRule = 'redrives-as-new'
    this.#deadRule = 'redrive-loses-nothing'
    try {
      const value = perform(new Redrive(this.#books, trail))
      return { rule: trail.ruleOf(rule), value }
    } catch (error) {
      if (!(error instanceof Escape)) throw error
      this.#waitingRule = 'redrive-loses-nothing'
      return { rule: trail.ruleOf(error.rule), raises: error.label }
    }
  }

  /** Where there is no time to tell, the map may say nothing or leave it out. */
  #letter(id: string): Answer {
    const rule = 'keeps-what-is-known'
    const old = this.#has('letter-outlives-the-dead') ? this.#books.oldLetters.get(id) : undefined
    const living = this.#has('tells-of-the-living')
      ? this.#books.queue.find((one) => one.id === id)
      : undefined
    const message = this.#books.dead.find((one) => one.id === id) ?? old ?? living
    if (message === undefined) return { rule, value: null }
    const { body, reason, attempts, sent, first, last } = message
    const value = { body, reason, attempts, sent, first, last }
    const due = canonical(value)
    return { rule, value, due, allows: (seen) => seen !== undefined && canonical(filled(seen)) === due }
  }
}

function filled(seen: Json): Json {
  const isMap = typeof seen === 'object' && seen !== null && !Array.isArray(seen)
  return isMap ? { first: null, last: null, ...seen } : seen
}

function idOf({ id }: Message): string {
  return id
}

function bySending(messages: readonly Message[]): readonly Message[] {
  return [...messages].sort((a, b) => a.sent - b.sent)
}
