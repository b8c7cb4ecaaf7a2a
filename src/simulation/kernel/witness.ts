import { EventLog, type LoggedEvent } from './event-log.ts'
import type { Caption, Invariant, Variant, Violation } from './scenario.ts'
import type { World } from './world.ts'

const LOG_SIZE = 256
/** With the lines that name the run, the breach and the rule, a story has at most 19 lines. */
const STORY_EVENTS = 16
/** More than this nobody reads while a run is replayed. */
const MOST_CAPTIONS = 60

/** How a scenario speaks of what happens in it. */
export interface Words {
  /** Codes of the events by which a reader follows a run; the rest is told only where it explains a breach. */
  readonly milestones: ReadonlySet<number>
  sentence(event: LoggedEvent): string
}

/** Chooses what to tell of a breach beside the milestones. */
export type Details = (event: LoggedEvent) => boolean

export interface WitnessOptions {
  readonly world: World
  readonly variant: Variant
  readonly invariants: readonly Invariant[]
  readonly words: Words
}

/** Hears of what happens in one variant; keeps what to tell, and the first breach of each rule. */
export class Witness<Id extends string = string> {
  readonly violations: Violation[] = []
  readonly captions: Caption[] = []
  readonly #milestones: LoggedEvent[] = []
  readonly #log = new EventLog(LOG_SIZE)
  readonly #options: WitnessOptions

  constructor(options: WitnessOptions) {
    this.#options = options
  }

  hear(code: number, a = 0, b = 0): void {
    const { world, words, variant } = this.#options
    const atUs = world.nowUs
    world.hash.add(code, Math.imul(a, 31) + b)
    if (!words.milestones.has(code)) {
      this.#log.add(atUs, code, a, b)
      return
    }
    const event = { atUs, code, a, b }
    this.#milestones.push(event)
    if (this.captions.length < MOST_CAPTIONS) {
      this.captions.push({ atUs, text: words.sentence(event), variant: variant.prefix })
    }
  }

  /** Records that a rule is broken now; `how` says by what. Only the first breach of a rule is kept. */
  violated(invariant: Id, how: string, details: Details = () => false): void {
    if (this.violations.some((known) => known.invariant === invariant)) return
    const { world, variant, invariants } = this.#options
    const statement = invariants.find(({ id }) => id === invariant)?.statement ?? invariant
    const story = [
      `in the run "${variant.title}":`,
      ...this.#before(details),
      `${atSeconds(world.nowUs)}  ${how}`,
      `broken: ${statement}`,
    ]
    this.violations.push({ invariant, atUs: world.nowUs, story })
  }

  #before(details: Details): string[] {
    return [...this.#milestones.slice(-STORY_EVENTS), ...this.#log.all().filter(details)]
      .sort((a, b) => a.atUs - b.atUs)
      .slice(-STORY_EVENTS)
      .map((event) => `${atSeconds(event.atUs)}  ${this.#options.words.sentence(event)}`)
  }
}

/** `12.345 s` */
export function atSeconds(atUs: number): string {
  return `${(atUs / 1e6).toFixed(3)} s`
}
