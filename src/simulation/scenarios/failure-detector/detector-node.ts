import type { ClusterNode, Context, Message } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { phi } from './estimate.ts'
import { DETECTORS, FIXED, PeerWatch, PHI, type WatchSettings } from './peer-watch.ts'
import { heldBackUs, type Phases } from './phases.ts'

export interface DetectorSettings extends WatchSettings {
  readonly processes: number
  readonly phases: Phases
  /** When process 0 crashes for good. */
  readonly stopsUs: number
}

export interface Heartbeat extends Message {
  readonly type: 'heartbeat'
  /** How often the sender has started. */
  readonly life: number
  readonly sequence: number
}

/** A heartbeat as it came, before anybody judged it. */
export interface Received {
  readonly from: number
  readonly life: number
  readonly sequence: number
}

const BEAT = 0
const STOP = 1
/** With values that tell what is due. */
const SEND = 2
const DEADLINE = 3
const NAMES = ['the fixed timeout', 'phi'] as const

/**
 * Sends heartbeats and watches those of the others by two detectors at once: a fixed timeout, and
 * phi accrual (Hayashibara, Défago, Yared and Katayama, "The phi Accrual Failure Detector", SRDS
 * 2004), which learns from the intervals what silence is unlikely.
 */
export class DetectorNode implements ClusterNode<Heartbeat> {
  readonly watches: (PeerWatch | undefined)[] = []
  readonly received: Received[] = []
  stopped = false
  beats = 0
  readonly startedUs: number
  readonly #context: Context<Heartbeat>
  readonly #settings: DetectorSettings
  readonly #life: number

  constructor(context: Context<Heartbeat>, settings: DetectorSettings) {
    this.#context = context
    this.#settings = settings
    this.startedUs = context.clockUs()
    this.#life = (context.disk.read<number>('life') ?? 0) + 1
  }

  onStart(): void {
    const context = this.#context
    context.disk.write('life', this.#life)
    context.disk.sync()
    const stopInUs = this.#settings.stopsUs - this.startedUs
    if (context.id === 0 && stopInUs <= 0) {
      this.stopped = true
      return
    }
    if (context.id === 0) context.setTimer(STOP, stopInUs)
    for (let peer = 0; peer < this.#settings.processes; peer += 1) {
      if (peer === context.id) continue
      this.watches[peer] = new PeerWatch(this.startedUs, this.#settings)
      for (const detector of DETECTORS) this.#await(peer, detector)
    }
    context.setTimer(BEAT, 1 + context.random.integer(this.#settings.heartbeatUs))
  }

  onTimer(timer: number, value: number): void {
    if (this.stopped) return
    if (timer === BEAT) this.#beat()
    else if (timer === SEND) this.#send(value)
    else if (timer === STOP) this.#stop()
    else this.#deadline(Math.floor(value / 2), value % 2)
  }

  onMessage(from: number, { life, sequence }: Heartbeat): void {
    const watch = this.watches[from]
    if (this.stopped || watch === undefined) return
    this.received.push({ from, life, sequence })
    if (!watch.isNew(life, sequence)) {
      this.#context.moment('overtaken')
      return
    }
    const sameLife = watch.life === life
    watch.heard(this.#context.clockUs(), life, sequence)
    for (const detector of DETECTORS) {
      const mistaken = watch.suspected[detector]
      if (mistaken) this.#trust(from, detector, sameLife)
      if (!mistaken || this.#settings.mistake !== 'stops-watching') this.#await(from, detector)
    }
  }

  /** How suspicious a peer is now; it only rises until the next heartbeat. */
  phiOf(peer: number, nowUs: number): number {
    const watch = this.watches[peer]
    return watch === undefined ? Number.NaN : phi(nowUs - watch.lastUs, watch.estimate)
  }

  view(): NodeView {
    const nowUs = this.#context.clockUs()
    const log = [...this.watches.entries()].flatMap(([peer, watch]) =>
      watch === undefined ? [] : [`${peer}: phi ${this.phiOf(peer, nowUs).toFixed(1)}${verdicts(watch)}`],
    )
    return { role: this.stopped ? 'stopped' : 'process', fields: { life: this.#life }, log }
  }

  #beat(): void {
    const context = this.#context
    this.beats += 1
    context.setTimer(BEAT, this.#settings.heartbeatUs)
    const heldUs = heldBackUs(context.clockUs(), this.#settings.phases, context.random)
    if (heldUs === 0) this.#send(this.beats)
    else context.after(heldUs, SEND, this.beats)
  }

  #send(sequence: number): void {
    for (let peer = 0; peer < this.#settings.processes; peer += 1) {
      if (peer !== this.#context.id)
        this.#context.send(peer, { type: 'heartbeat', life: this.#life, sequence })
    }
  }

  /** Looks again when the patience is over; a heartbeat until then moves the end, and this look finds it moved. */
  #await(peer: number, detector: number): void {
    const watch = this.watches[peer] as PeerWatch
    const dueUs = watch.lastUs + watch.patienceUs(detector)
    this.#context.after(Math.max(1, dueUs - this.#context.clockUs()), DEADLINE, 2 * peer + detector)
  }

  #deadline(peer: number, detector: number): void {
    const watch = this.watches[peer] as PeerWatch
    const silenceUs = this.#context.clockUs() - watch.lastUs
    if (watch.suspected[detector] || silenceUs < watch.patienceUs(detector)) return
    if (this.#settings.mistake === 'resets-on-suspicion' && detector === PHI) {
      watch.lastUs = this.#context.clockUs()
      this.#await(peer, detector)
    }
    watch.suspected[detector] = true
    this.#context.moment(detector === FIXED ? 'fixed-suspects' : 'phi-suspects')
    if (this.#context.telling) {
      this.#context.tell(
        `suspects process ${peer} by ${NAMES[detector]} after ${Math.round(silenceUs / 1000)} ms of silence`,
      )
    }
  }

  #trust(peer: number, detector: number, sameLife: boolean): void {
    const watch = this.watches[peer] as PeerWatch
    if (this.#settings.mistake === 'never-trusts-again') return
    watch.suspected[detector] = false
    if (sameLife) this.#context.moment(detector === FIXED ? 'fixed-mistake' : 'phi-mistake')
    else this.#context.moment('restart-noticed')
    if (this.#context.telling) this.#context.tell(`trusts process ${peer} again by ${NAMES[detector]}`)
  }

  #stop(): void {
    this.stopped = true
    this.#context.moment('crashed-for-good')
    this.#context.tell('crashes for good')
  }
}

function verdicts({ suspected }: PeerWatch): string {
  const by = [...(suspected[FIXED] ? ['timeout'] : []), ...(suspected[PHI] ? ['phi'] : [])]
  return by.length === 0 ? '' : `, suspected by ${by.join(' and ')}`
}
