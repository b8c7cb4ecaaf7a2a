import type { Timeline } from '../timeline.ts'
import type { Activity } from './activity.ts'
import { aimedAt } from './aim.ts'
import type { Aim, ClusterFault, Shot } from './fault.ts'
import { awaitMoment } from './moment.ts'

const US_PER_MS = 1000

export interface CampaignOptions {
  readonly fault: ClusterFault
  readonly aim: Aim
  readonly timeline: Timeline
  readonly nodes: readonly string[]
  readonly activity: Activity
  /** When the clients began: times of faults count from here. */
  readonly beganUs: number
  readonly strike: (fault: ClusterFault) => void
  readonly heal: (fault: ClusterFault) => void
  /** Whether one node more may be down. */
  readonly mayKill: (node: string) => boolean
}

/** An aimed fault while it lasts: waits for the moment of one shot after the other. */
export class Campaign {
  readonly #options: CampaignOptions
  #shots: readonly Shot[]
  #standing: ClusterFault | undefined
  #first: string | undefined
  #last: string | undefined
  /** When what struck last is over. */
  #untilMs = 0
  #cancels: (() => void)[] = []

  constructor(options: CampaignOptions) {
    this.#options = options
    this.#shots = options.aim.shots
  }

  begin(): void {
    const { fault, timeline } = this.#options
    const lastsUs = (fault.toMs - fault.fromMs) * US_PER_MS
    this.#cancels.push(
      timeline.after(lastsUs, () => this.stop()),
      timeline.after(lastsUs / 2, () => this.#giveUp()),
    )
    this.#next()
  }

  /** No shot comes any more. What has struck is over when it said that it would be. */
  stop(): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
  }

  /** Where nothing happens that the first shot waits for, the fault strikes as it was drawn. */
  #giveUp(): void {
    if (this.#first !== undefined) return
    this.stop()
    const { aim: _, ...drawn } = this.#options.fault
    this.#options.strike({ ...drawn, fromMs: this.#nowMs() })
  }

  #next(): void {
    const [shot, ...left] = this.#shots
    if (shot === undefined) return
    const { timeline, beganUs } = this.#options
    // Who is hit again hears things again first.
    const afterUs = shot.at === 'same' ? beganUs + this.#untilMs * US_PER_MS - timeline.nowUs() : 0
    if (afterUs > 0) this.#cancels.push(timeline.after(afterUs, () => this.#await(shot, left)))
    else this.#await(shot, left)
  }

  #await(shot: Shot, left: readonly Shot[]): void {
    const { fault, activity, nodes } = this.#options
    const sight = { activity, nodes, drawn: drawnOf(fault), first: this.#first, last: this.#last }
    const end = awaitMoment(shot, sight, (target) => {
      if (this.#kills(shot) && !this.#options.mayKill(target)) {
        this.#later(() => this.#next())
        return
      }
      this.#shots = left
      this.#later(() => this.#take(shot, target))
    })
    this.#cancels.push(end)
  }

  /** A microsecond later: by then what the node did about the message is on its way. */
  #later(act: () => void): void {
    this.#cancels.push(this.#options.timeline.after(1, act))
  }

  #kills({ at, kills, lastsMs }: Shot): boolean {
    const { kind } = this.#options.fault
    if (at === 'drawn' || lastsMs === 0) return false
    // What stands is over when the next strikes that stands, so that no more are down than before.
    return kills === true || (kind === 'kill' && (lastsMs !== undefined || this.#standing === undefined))
  }

  #take(shot: Shot, target: string): void {
    const { lastsMs } = shot
    if ((lastsMs === undefined || lastsMs === 0) && this.#standing !== undefined) {
      this.#options.heal(this.#standing)
      this.#standing = undefined
      // After those that come back are told so.
      this.#later(() => this.#strike(shot, target))
    } else this.#strike(shot, target)
  }

  #strike(shot: Shot, target: string): void {
    const { fault, nodes, activity, strike } = this.#options
    this.#first ??= target
    this.#last = target
    if (shot.lastsMs !== 0) {
      const fromMs = this.#nowMs()
      const endMs = Math.round((fromMs + (shot.lastsMs ?? fault.toMs)) * US_PER_MS) / US_PER_MS
      const toMs = Math.min(fault.toMs, endMs)
      const plain = aimedAt(fault, shot, { target, nodes, activity, fromMs, toMs })
      if (shot.lastsMs === undefined) this.#standing = plain
      this.#untilMs = shot.lastsMs === undefined ? 0 : toMs
      strike(plain)
    }
    this.#next()
  }

  #nowMs(): number {
    const { timeline, beganUs } = this.#options
    return (timeline.nowUs() - beganUs) / US_PER_MS
  }
}

/** Who is hit when it is not aimed. */
function drawnOf(fault: ClusterFault): string | undefined {
  return fault.kind === 'partition' ? fault.cuts[0]?.[0] : fault.nodes[0]
}
