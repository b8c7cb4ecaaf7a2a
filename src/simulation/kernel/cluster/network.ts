import { RandomStream } from '../../../lib/prng.ts'
import type { NodeId } from '../fault.ts'
import { drawLatencyUs, type Latency } from './latency.ts'
import type { Message } from './model.ts'
import { NetworkFaults } from './network-faults.ts'

export interface NetworkSettings {
  readonly latency: Latency
  readonly loss?: number
  readonly duplicate?: number
  readonly fifo?: boolean
  readonly bytesPerS?: number
  sizeOf?(message: Message): number
}

/** Up to this many nodes every link has a stream of its own; beyond, the links of one sender share one, */
const OWN_STREAMS = 16
/** in which the draws of one link are this far apart from those of the next. */
const DRAWS_PER_LINK = 1 << 20
/** A stream has room for so many links; for more, and for longer ones, there are further streams. */
const LINKS_PER_STREAM = 1 << 12

/**
 * When messages arrive, if they do. Every draw is keyed by the link and by how many messages it has
 * carried, so that a fault on one link leaves the draws of all others as they were.
 */
export class Network {
  readonly faults: NetworkFaults
  /** By node: what `slow` faults add to messages to it. */
  readonly slowUs: Float64Array
  /** Arrival of the copy, when the last message is to arrive twice; else 0. */
  copyUs = 0
  /** Why the last message was lost. */
  lost: 'network' | 'partition' = 'network'
  readonly #settings: NetworkSettings
  readonly #latency: Latency
  /** Only faults lose, double or hold up messages. */
  readonly #neverHinders: boolean
  /** Besides, every link has a stream of its own, as in most clusters. */
  readonly #isPlain: boolean
  readonly #size: number
  readonly #seed: number
  readonly #sent: Uint32Array
  /** By link, or by sender. Filled as they are needed, without holes. */
  readonly #streams: (RandomStream | undefined)[]
  readonly #chances: (RandomStream | undefined)[]
  /** By link, only when order or bandwidth matter: when the last message arrives, and when the link is free. */
  readonly #lastUs: Float64Array
  readonly #freeUs: Float64Array

  constructor(seed: number, size: number, settings: NetworkSettings) {
    this.#seed = seed
    this.#size = size
    this.#settings = settings
    const { latency, loss, duplicate, fifo, bytesPerS } = settings
    this.#latency = latency
    this.#neverHinders = loss === undefined && duplicate === undefined && !fifo && bytesPerS === undefined
    this.#isPlain = this.#neverHinders && size <= OWN_STREAMS
    this.faults = new NetworkFaults(size)
    this.slowUs = new Float64Array(size)
    const streams = size <= OWN_STREAMS ? size * size : size
    this.#streams = new Array(streams).fill(undefined)
    this.#chances = new Array(3 * streams).fill(undefined)
    this.#sent = new Uint32Array(size * size)
    this.#lastUs = new Float64Array(settings.fifo ? size * size : 0)
    this.#freeUs = new Float64Array(settings.bytesPerS ? size * size : 0)
  }

  /** When a message that is sent now arrives; -1 when it is lost. */
  arrivalUs(nowUs: number, from: NodeId, to: NodeId, message: Message): number {
    const link = from * this.#size + to
    const sent = this.#sent[link] as number
    this.#sent[link] = sent + 1
    this.copyUs = 0
    if (!this.#isPlain || !this.faults.none) return this.#arrivalBy(link, sent, nowUs, from, to, message)
    const flightUs = drawLatencyUs(this.#latency, this.#streams[link] ?? this.#latencies(link), sent)
    return nowUs + flightUs + (this.slowUs[to] as number)
  }

  /** The long way, for whatever a network may have. */
  #arrivalBy(link: number, sent: number, nowUs: number, from: NodeId, to: NodeId, message: Message): number {
    const own = this.#size <= OWN_STREAMS
    const stream = own ? link : this.#sharedStream(from, to, sent)
    const draw = own ? sent : (to * DRAWS_PER_LINK + (sent & (DRAWS_PER_LINK - 1))) >>> 0
    const latencyUs = drawLatencyUs(this.#latency, this.#latencies(stream), draw)
    const flightUs = latencyUs + (this.slowUs[to] as number)
    const settled = this.#neverHinders && this.faults.none
    return settled ? nowUs + flightUs : this.#judged(nowUs, from, to, stream, draw, flightUs, message)
  }

  /** Of the links of one sender: for all but very long or very many ones it is the sender's number. */
  #sharedStream(from: NodeId, to: NodeId, sent: number): number {
    const size = this.#size
    if (sent < DRAWS_PER_LINK && to < LINKS_PER_STREAM) return from
    const stretch = Math.floor(sent / DRAWS_PER_LINK) * Math.ceil(size / LINKS_PER_STREAM)
    return from + size * (stretch + Math.floor(to / LINKS_PER_STREAM))
  }

  #judged(
    nowUs: number,
    from: NodeId,
    to: NodeId,
    stream: number,
    draw: number,
    flightUs: number,
    message: Message,
  ): number {
    if (from === to) return this.#inOrder(nowUs + flightUs, from, to)
    const { loss = 0, duplicate = 0, latency } = this.#settings
    const passage = this.faults.passage(from, to)
    const lossRate = 1 - (1 - loss) * (1 - passage.loss)
    if (passage.lost === undefined && this.#happens(stream, draw, 0, lossRate)) passage.lost = 'network'
    if (passage.lost !== undefined) {
      this.lost = passage.lost
      return -1
    }
    const leavesUs = this.#leavesUs(Math.max(nowUs, passage.notBeforeUs), from, to, message)
    const heldUs = passage.delayUs + this.#fraction(stream, draw, 2, passage.reorderUs)
    const arrivesUs = this.#inOrder(leavesUs + flightUs + heldUs, from, to)
    const copies = 1 - (1 - duplicate) * (1 - passage.duplicate)
    if (this.#happens(stream, draw, 1, copies)) {
      const laterUs = drawLatencyUs(latency, this.#latencies(stream), (draw ^ 0x80000) >>> 0)
      this.copyUs = this.#inOrder(arrivesUs + laterUs, from, to)
    }
    return arrivesUs
  }

  /** A link with a bandwidth sends one message after the other. */
  #leavesUs(readyUs: number, from: NodeId, to: NodeId, message: Message): number {
    const { bytesPerS, sizeOf } = this.#settings
    if (bytesPerS === undefined || sizeOf === undefined) return readyUs
    const link = from * this.#size + to
    const freeUs = Math.max(readyUs, this.#freeUs[link] as number)
    const sentUs = freeUs + Math.ceil((sizeOf(message) * 1e6) / bytesPerS)
    this.#freeUs[link] = sentUs
    return sentUs
  }

  #inOrder(arrivesUs: number, from: NodeId, to: NodeId): number {
    if (!this.#settings.fifo) return arrivesUs
    const link = from * this.#size + to
    const inOrderUs = Math.max(arrivesUs, this.#lastUs[link] as number)
    this.#lastUs[link] = inOrderUs
    return inOrderUs
  }

  #happens(stream: number, draw: number, use: number, probability: number): boolean {
    return probability > 0 && this.#chance(stream, use).uniform(draw) < probability
  }

  #fraction(stream: number, draw: number, use: number, of: number): number {
    return of > 0 ? Math.floor(this.#chance(stream, use).uniform(draw) * of) : 0
  }

  #latencies(stream: number): RandomStream {
    const known = this.#streams[stream]
    if (known !== undefined) return known
    const made = new RandomStream(this.#seed, `latency ${stream}`)
    this.#streams[stream] = made
    return made
  }

  /** One stream for each use, so that no two decisions about a message share a draw. */
  #chance(stream: number, use: number): RandomStream {
    const index = stream * 3 + use
    const known = this.#chances[index]
    if (known !== undefined) return known
    const made = new RandomStream(this.#seed, `chance ${use} of ${stream}`)
    this.#chances[index] = made
    return made
  }
}
