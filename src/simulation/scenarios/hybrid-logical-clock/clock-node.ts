import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { before, type ClockRules, type Hybrid, receive, tick } from './clocks.ts'
import { drawPeer } from './sites.ts'

/** One message with all three kinds of timestamps, so that they can be compared on the same events. */
export interface ClockMessage {
  readonly type: 'Note'
  /** The event of sending; events are numbered over all nodes. */
  readonly event: number
  readonly pt: number
  readonly hybrid: Hybrid
  readonly lamport: number
  readonly hopsLeft: number
}

/** An event as its node stamped it. */
export interface Stamp {
  readonly event: number
  /** The event that sent the message; -1 for what is no receiving. */
  readonly sentIn: number
  readonly pt: number
  readonly hybrid: Hybrid
  readonly lamport: number
}

export interface ClockSettings extends ClockRules {
  readonly nodes: number
  readonly clockErrorUs: number
  readonly crossShare: number
}

/** What a node must not forget. */
interface Kept {
  readonly hybrid: Hybrid
  readonly lamport: number
  readonly events: number
}

/** Clocks count from long before the run, so that none that is behind shows a negative time. */
export const EPOCH_US = 1_000_000_000
const NO_EVENT = -1
const NEW: Kept = { hybrid: { l: 0, c: 0 }, lamport: 0, events: 0 }

/**
 * Stamps every event with its physical clock, a Lamport clock (Lamport 1978) and a hybrid logical clock
 * (Kulkarni, Demirbas, Madappa, Avva and Leone, "Logical Physical Clocks", OPODIS 2014).
 */
export class ClockNode implements ClusterNode<ClockMessage> {
  /** The events of the handler that ran last, in order. */
  stamps: readonly Stamp[] = []
  #kept: Kept
  readonly #skewUs: number
  readonly #context: Context<ClockMessage>
  readonly #settings: ClockSettings

  constructor(context: Context<ClockMessage>, settings: ClockSettings) {
    this.#context = context
    this.#settings = settings
    this.#skewUs = context.disk.read<number>('skew') ?? drawSkew(context, settings.clockErrorUs)
    const kept = context.disk.read<Kept>('kept') ?? NEW
    const forgets = settings.mistake === 'forgets-on-restart'
    this.#kept = forgets ? { ...kept, hybrid: NEW.hybrid } : kept
    const { l } = kept.hybrid
    if (l > this.#physical()) context.moment('restarted-behind')
  }

  onStart(): void {
    this.stamps = []
    this.#local()
  }

  onTimer(): void {}

  onRequest({ id, key, value }: Operation): void {
    this.stamps = []
    this.#send(Number(key), Number(value))
    this.#context.reply(id, 'ok')
  }

  onMessage(_from: number, message: ClockMessage): void {
    this.stamps = []
    const pt = this.#physical()
    const { hybrid: last, lamport } = this.#kept
    const hybrid = receive(last, message.hybrid, pt, this.#settings)
    if (pt <= message.pt) this.#sentLater(pt, message, hybrid)
    this.#happens(pt, hybrid, Math.max(lamport, message.lamport) + 1, message.event)
    if (message.hopsLeft > 0) this.#send(this.#nextNode(), message.hopsLeft - 1)
  }

  view(): NodeView {
    const { hybrid, lamport } = this.#kept
    const physical = this.#physical()
    return {
      role: hybrid.l > physical ? 'ahead' : 'in-step',
      fields: {
        physical: shown(physical),
        hybrid: `${shown(hybrid.l)}.${hybrid.c}`,
        lamport,
      },
    }
  }

  #send(to: number, hopsLeft: number): void {
    const { event, pt, hybrid, lamport } = this.#local()
    this.#context.send(to, { type: 'Note', event, pt, hybrid, lamport, hopsLeft })
  }

  #local(): Stamp {
    const pt = this.#physical()
    const hybrid = tick(this.#kept.hybrid, pt, this.#settings)
    return this.#happens(pt, hybrid, this.#kept.lamport + 1, NO_EVENT)
  }

  /** The timestamp is on disk before anybody sees it: a clock that steps back in a crash cannot take it back. */
  #happens(pt: number, hybrid: Hybrid, lamport: number, sentIn: number): Stamp {
    const { disk, id } = this.#context
    const events = this.#kept.events + 1
    const kept: Kept = { hybrid, lamport, events }
    disk.write('kept', kept)
    disk.sync()
    this.#kept = kept
    if (hybrid.c > 0) this.#context.moment('counter-used')
    if (hybrid.l > pt) this.#context.moment('ahead-of-clock')
    const stamp: Stamp = { event: events * this.#settings.nodes + id, sentIn, pt, hybrid, lamport }
    this.stamps = [...this.stamps, stamp]
    return stamp
  }

  #sentLater(pt: number, message: ClockMessage, hybrid: Hybrid): void {
    this.#context.moment('received-before-sent')
    if (!this.#context.telling) return
    const order = before(message.hybrid, hybrid) ? 'later' : 'not later'
    this.#context.tell(
      `receives at ${shown(pt)} by its clock what was sent at ${shown(message.pt)}; the hybrid time is ${order}: ${shown(hybrid.l)}.${hybrid.c}`,
    )
  }

  #physical(): number {
    const { resolutionUs } = this.#settings
    const readingUs = EPOCH_US + this.#context.clockUs() + this.#skewUs
    return Math.floor(readingUs / resolutionUs) * resolutionUs
  }

  #nextNode(): number {
    const { nodes, crossShare } = this.#settings
    return drawPeer(this.#context.random, this.#context.id, nodes, crossShare)
  }
}

/** How wrong the clock is stays the same as long as nobody sets it. */
function drawSkew({ disk, random }: Context<ClockMessage>, errorUs: number): number {
  const skewUs = random.between(-errorUs, errorUs)
  disk.write('skew', skewUs)
  disk.sync()
  return skewUs
}

/** Seconds since the run began, by a clock that shows them. */
export function shown(us: number): string {
  return ((us - EPOCH_US) / 1e6).toFixed(3)
}
