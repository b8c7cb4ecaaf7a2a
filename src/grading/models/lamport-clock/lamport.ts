import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** A cell of its own, because a program may wrongly share it among its clocks. */
interface Counter {
  time: number
}

/** Implementation rules IR1 and IR2 of Lamport's paper, and its total order by time and then by name. */
export class LamportClock implements Subject {
  readonly #world: World
  readonly #node: string
  readonly #counter: Counter

  constructor(world: World) {
    this.#world = world
    this.#node = world.text('node')
    const shared = this.#has('shared-time') && world.first instanceof LamportClock
    this.#counter = shared ? (world.first as LamportClock).#counter : { time: this.#start() }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'tick':
        return this.#tick()
      case 'send':
        return this.#send()
      case 'receive':
        return this.#receive(Number(args[0]))
      case 'time':
        return this.#time()
      default:
        return this.#precedes(Number(args[0]), Number(args[1]), String(args[2]))
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #start(): number {
    const start = this.#has('ignores-start') ? 0 : this.#world.number('start')
    return this.#has('starts-one-ahead') ? start + 1 : start
  }

  #tick(): Answer {
    const before = this.#counter.time
    if (!this.#has('tick-counts-nothing')) this.#counter.time += 1
    return {
      rule: 'each-event-adds-one',
      value: this.#has('tick-gives-the-old') ? before : this.#counter.time,
    }
  }

  #send(): Answer {
    const before = this.#counter.time
    if (!this.#has('send-counts-nothing')) this.#counter.time += this.#has('send-counts-twice') ? 2 : 1
    return {
      rule: 'sending-is-an-event',
      value: this.#has('send-gives-the-old') ? before : this.#counter.time,
    }
  }

  #receive(sent: number): Answer {
    const own = this.#counter.time
    this.#counter.time = this.#received(own, sent)
    const value = this.#has('receive-gives-the-message') ? sent : this.#counter.time
    return { rule: ruleOfReceipt(own, sent), value }
  }

  #received(own: number, sent: number): number {
    if (this.#has('receive-ignores-the-message')) return own + 1
    if (this.#has('receive-takes-the-message')) return sent + 1
    if (this.#has('receive-only-takes-the-larger')) return Math.max(own, sent)
    if (this.#has('receive-counts-only-when-behind')) return sent > own ? sent + 1 : own
    if (this.#has('receive-counts-before-it-compares')) return Math.max(own + 1, sent)
    if (this.#has('receive-counts-twice')) return Math.max(own, sent) + 2
    if (this.#has('receive-adds-the-message')) return own + sent + 1
    return Math.max(own, sent) + 1
  }

  #time(): Answer {
    const value = this.#counter.time
    if (this.#has('reading-counts')) this.#counter.time += 1
    return { rule: value === this.#start() ? 'begins-after-start' : 'reading-changes-nothing', value }
  }

  #precedes(mine: number, theirs: number, node: string): Answer {
    if (this.#has('comparing-receives')) this.#counter.time = Math.max(this.#counter.time, theirs)
    const same = mine === theirs && node === this.#node
    const rule = same ? 'no-event-before-itself' : mine === theirs ? 'ties-by-node' : 'earlier-time-first'
    return { rule, value: this.#isFirst(mine, theirs, node) }
  }

  #isFirst(mine: number, theirs: number, node: string): boolean {
    const own = this.#node
    if (this.#has('compares-names-first') && own !== node) return own < node
    if (this.#has('compares-the-other-way')) return mine > theirs || (mine === theirs && own < node)
    if (this.#has('compares-times-as-text') && mine !== theirs) return String(mine) < String(theirs)
    if (mine !== theirs) return mine < theirs
    if (this.#has('ties-are-nobodys')) return false
    if (this.#has('ties-are-its-own') && own !== node) return true
    if (this.#has('ties-by-larger-name')) return own > node
    if (this.#has('ties-ignore-case')) return own.toLowerCase() < node.toLowerCase()
    if (this.#has('ties-by-length'))
      return own.length - node.length < 0 || (own.length === node.length && own < node)
    return this.#has('event-before-itself') ? own <= node : own < node
  }
}

function ruleOfReceipt(own: number, sent: number): string {
  if (sent > own) return 'receipt-is-after-the-sending'
  return sent === own ? 'receiving-is-an-event' : 'never-runs-backwards'
}
