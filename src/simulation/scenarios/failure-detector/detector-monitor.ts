import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import type { DetectorNode, DetectorSettings } from './detector-node.ts'
import { DETECTORS, FIXED, PHI } from './peer-watch.ts'
import { Quality } from './quality.ts'
import { ReferenceWatch } from './reference-watch.ts'

/** Rounding: of sums in another order, and to whole microseconds. */
const TOLERANCE_US = 2
const NAMES = ['the fixed timeout', 'phi'] as const

export interface DetectorJudging {
  readonly settings: DetectorSettings
  /** From then on the window of each detector holds only intervals of good links. */
  readonly calmFromUs: (healUs: number) => number
  /** By detector: its settings rule out mistakes on good links. */
  readonly accurate: readonly boolean[]
}

/** What is followed of one process watching another. */
interface Pair {
  readonly reference: ReferenceWatch
  /** By detector. */
  readonly suspected: boolean[]
  readonly mistaken: boolean[]
  phi: number
  wasUp: boolean
}

/** Knows who is running, and reckons by itself what the detectors must say. */
export class DetectorMonitor implements Monitor<DetectorNode> {
  readonly #cluster: ClusterView<DetectorNode>
  readonly #judging: DetectorJudging
  readonly #nodes: (DetectorNode | undefined)[] = []
  readonly #pairs: (Pair | undefined)[][] = []
  readonly #looked: number[] = []
  readonly #seenUs: number[] = []
  readonly #quality = [new Quality(), new Quality()]
  #stoppedUs = Number.NaN
  /** By observer and detector: since when it suspects the process that crashed for good. */
  readonly #noticedUs: number[][] = []

  constructor(cluster: ClusterView<DetectorNode>, judging: DetectorJudging) {
    this.#cluster = cluster
    this.#judging = judging
  }

  after(node: DetectorNode, id: number): void {
    const { nowUs } = this.#cluster
    if (this.#nodes[id] !== node) this.#started(node, id)
    if (node.stopped) {
      if (Number.isNaN(this.#stoppedUs)) this.#stoppedUs = nowUs
      return
    }
    const sinceUs = nowUs - (this.#seenUs[id] as number)
    if (sinceUs > 0) this.#judgeAll(id, this.#seenUs[id] as number)
    const heard = this.#follow(node, id)
    for (const [peer, pair] of (this.#pairs[id] ?? []).entries()) {
      if (pair !== undefined) this.#look(node, id, peer, pair, sinceUs, heard === peer)
    }
    this.#seenUs[id] = nowUs
  }

  metrics(): Record<string, number> {
    const observers = [...this.#nodes.keys()].filter((id) => this.#isRunning(id))
    for (const id of observers) {
      for (const detector of DETECTORS) {
        const sinceUs = this.#noticedUs[id]?.[detector] ?? Number.NaN
        if (!Number.isNaN(sinceUs - this.#stoppedUs)) {
          this.#quality[detector]?.detected(Math.max(0, sinceUs - this.#stoppedUs))
        }
      }
    }
    return {
      ...this.#quality[FIXED]?.metrics('', observers.length),
      ...this.#quality[PHI]?.metrics('phi.', observers.length),
    }
  }

  #isRunning(id: number): boolean {
    return this.#cluster.isUp(id) && this.#nodes[id]?.stopped === false
  }

  #started(node: DetectorNode, id: number): void {
    const { settings } = this.#judging
    this.#nodes[id] = node
    this.#looked[id] = 0
    this.#seenUs[id] = this.#cluster.nowUs
    this.#noticedUs[id] = [Number.NaN, Number.NaN]
    this.#pairs[id] = Array.from({ length: settings.processes }, (_, peer) =>
      peer === id || node.stopped
        ? undefined
        : {
            reference: new ReferenceWatch(node.startedUs, settings),
            suspected: [false, false],
            mistaken: [false, false],
            phi: 0,
            wasUp: false,
          },
    )
  }

  /** The peer of which something new was heard; -1 for none. */
  #follow({ received }: DetectorNode, id: number): number {
    let heard = -1
    for (let at = this.#looked[id] as number; at < received.length; at += 1) {
      const { from, life, sequence } = received[at] as (typeof received)[number]
      const pair = this.#pairs[id]?.[from]
      if (pair?.reference.received(this.#cluster.nowUs, life, sequence)) heard = from
    }
    this.#looked[id] = received.length
    return heard
  }

  #look(node: DetectorNode, id: number, peer: number, pair: Pair, sinceUs: number, heard: boolean): void {
    const watch = node.watches[peer]
    if (watch === undefined) return
    const up = this.#isRunning(peer)
    const value = node.phiOf(peer, this.#cluster.nowUs)
    if (!heard && value < pair.phi) {
      this.#cluster.violated(
        'phi-rises',
        `phi of process ${peer} at process ${id} falls from ${pair.phi.toFixed(3)} to ${value.toFixed(3)}, and no heartbeat came`,
        [id],
      )
    }
    pair.phi = value
    for (const detector of DETECTORS) {
      const suspected = watch.suspected[detector]
      this.#account(detector, pair, up, sinceUs, suspected)
      if (suspected !== pair.suspected[detector]) this.#turned(id, peer, detector, suspected, heard)
      pair.suspected[detector] = suspected
    }
    pair.wasUp = up
  }

  #account(detector: number, pair: Pair, up: boolean, sinceUs: number, suspected: boolean): void {
    const quality = this.#quality[detector] as Quality
    if (up && pair.wasUp) quality.passed(sinceUs, pair.suspected[detector] as boolean)
    const mistaken = up && suspected
    if (mistaken && !pair.mistaken[detector]) quality.mistakeBegins()
    pair.mistaken[detector] = mistaken
  }

  #turned(id: number, peer: number, detector: number, suspected: boolean, heard: boolean): void {
    if (peer === 0) (this.#noticedUs[id] as number[])[detector] = suspected ? this.#cluster.nowUs : Number.NaN
    if (suspected || heard) return
    this.#cluster.violated(
      'trust-by-heartbeat',
      `process ${id} trusts process ${peer} again by ${NAMES[detector]}, though no new heartbeat came`,
      [id],
    )
  }

  /**
   * What held when all that was due at that time had happened: a process that stood still finds much
   * that has waited, and handles one after the other.
   */
  #judgeAll(id: number, atUs: number): void {
    for (const [peer, pair] of (this.#pairs[id] ?? []).entries()) {
      if (pair === undefined) continue
      this.#judgeRule(id, peer, FIXED, pair, atUs, this.#judging.settings.timeoutUs)
      this.#judgeRule(id, peer, PHI, pair, atUs, Math.max(1, pair.reference.phiPatienceUs()))
      for (const detector of DETECTORS) this.#judgeAccuracy(id, peer, detector, pair, atUs)
    }
  }

  #judgeRule(id: number, peer: number, detector: number, pair: Pair, atUs: number, patienceUs: number): void {
    const { suspected, reference } = pair
    const silenceUs = atUs - reference.lastUs
    if (suspected[detector]) {
      if (silenceUs >= patienceUs - TOLERANCE_US) return
    } else if (silenceUs <= patienceUs + TOLERANCE_US) return
    const what = this.#verdict(id, peer, detector, pair, silenceUs)
    this.#cluster.violated('rule', `${what}; the rule says from ${ms(patienceUs)} ms on`, [id])
    if (suspected[detector]) return
    const longestUs = detector === FIXED ? patienceUs : reference.longestPatienceUs()
    if (silenceUs <= longestUs + TOLERANCE_US) return
    this.#cluster.violated('completeness', `${what}; at most ${ms(longestUs)} ms are possible`, [id])
  }

  #judgeAccuracy(id: number, peer: number, detector: number, pair: Pair, atUs: number): void {
    const { accurate, calmFromUs } = this.#judging
    if (!pair.suspected[detector] || !pair.wasUp || !accurate[detector]) return
    if (atUs < calmFromUs(this.#cluster.healUs)) return
    const what = this.#verdict(id, peer, detector, pair, atUs - pair.reference.lastUs)
    this.#cluster.violated('accuracy', `${what}, which is running, and all links have long been good`, [id])
  }

  #verdict(id: number, peer: number, detector: number, { suspected }: Pair, silenceUs: number): string {
    const opinion = suspected[detector] ? 'suspects' : 'trusts'
    return `process ${id} ${opinion} process ${peer} by ${NAMES[detector]} after ${ms(silenceUs)} ms of silence`
  }
}

function ms(us: number): string {
  return (us / 1000).toFixed(3)
}
