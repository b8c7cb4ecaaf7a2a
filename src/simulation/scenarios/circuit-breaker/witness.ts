import { EventLog, type LoggedEvent } from '../../kernel/event-log.ts'
import type { Caption, Violation } from '../../kernel/scenario.ts'
import type { World } from '../../kernel/world.ts'
import { type InvariantId, invariants } from './invariants.ts'
import { atSeconds, sentence, storyLine, Told } from './narrate.ts'

const LOG_SIZE = 256
/** With the lines that name the run, the breach and the rule, a story has at most 19 lines. */
const STORY_EVENTS = 16

/** What a reader follows a run by; the rest is told only where it explains a breach. */
const MILESTONES = new Set<number>([
  Told.outageBegan,
  Told.outageEnded,
  Told.stateChanged,
  Told.trialEnded,
  Told.poolFull,
  Told.queueFull,
])

/** Chooses what to tell beside the milestones. */
export type Details = (event: LoggedEvent) => boolean

/** Hears of all that happens in one run; keeps what to tell, and the first breach of each rule. */
export class Witness {
  readonly violations: Violation[] = []
  readonly captions: Caption[] = []
  readonly #milestones: LoggedEvent[] = []
  readonly #log = new EventLog(LOG_SIZE)
  readonly #world: World
  readonly #variant: string

  constructor(world: World, variant: string) {
    this.#world = world
    this.#variant = variant
  }

  hear(code: number, a = 0, b = 0): void {
    const atUs = this.#world.nowUs
    this.#world.hash.add(code, Math.imul(a, 31) + b)
    if (!MILESTONES.has(code)) {
      this.#log.add(atUs, code, a, b)
      return
    }
    const event = { atUs, code, a, b }
    this.#milestones.push(event)
    this.captions.push({ atUs, text: sentence(event), variant: this.#variant })
  }

  /** Records that a rule is broken now; `how` says by what. Only the first breach of a rule is kept. */
  violated(invariant: InvariantId, how: string, details: Details = () => false): void {
    if (this.violations.some((known) => known.invariant === invariant)) return
    const atUs = this.#world.nowUs
    const statement = invariants.find(({ id }) => id === invariant)?.statement ?? invariant
    const run = this.#variant === '' ? [] : ['in the run without the breaker']
    const story = [...run, ...this.#before(details), `${atSeconds(atUs)}  ${how}`, `broken: ${statement}`]
    this.violations.push({ invariant, atUs, story })
  }

  #before(details: Details): string[] {
    return [...this.#milestones, ...this.#log.all().filter(details)]
      .sort((a, b) => a.atUs - b.atUs)
      .slice(-STORY_EVENTS)
      .map(storyLine)
  }
}
