import { EventLog } from '../../kernel/event-log.ts'
import type { Caption, Violation } from '../../kernel/scenario.ts'
import type { World } from '../../kernel/world.ts'
import { type InvariantId, invariants } from './invariants.ts'
import { atSeconds, sentence, storyLine, Told } from './narrate.ts'

const LOG_SIZE = 64
/** With the last line, which names the rule, and the first, which names the run, a story has at most 18 lines. */
const STORY_EVENTS = 16

const CAPTIONED = new Set<number>([
  Told.outageBegan,
  Told.outageEnded,
  Told.stateChanged,
  Told.trialEnded,
  Told.poolFull,
  Told.queueFull,
])

/** Hears of all that happens in one run; keeps what to tell, and the first breach of each rule. */
export class Witness {
  readonly violations: Violation[] = []
  readonly captions: Caption[] = []
  readonly #log = new EventLog(LOG_SIZE)
  readonly #world: World
  readonly #variant: string

  constructor(world: World, variant: string) {
    this.#world = world
    this.#variant = variant
  }

  hear(code: number, a = 0, b = 0): void {
    const atUs = this.#world.nowUs
    this.#log.add(atUs, code, a, b)
    this.#world.hash.add(code, Math.imul(a, 31) + b)
    if (CAPTIONED.has(code)) {
      this.captions.push({ atUs, text: sentence({ atUs, code, a, b }), variant: this.#variant })
    }
  }

  /** Records that a rule is broken now; `how` says by what, in a sentence. */
  violated(invariant: InvariantId, how: string): void {
    if (this.violations.some((known) => known.invariant === invariant)) return
    const atUs = this.#world.nowUs
    const statement = invariants.find(({ id }) => id === invariant)?.statement ?? invariant
    const run = this.#variant === '' ? [] : ['in the run without the breaker']
    const before = this.#log.all().slice(-STORY_EVENTS).map(storyLine)
    const story = [...run, ...before, `${atSeconds(atUs)}  ${how}; but ${statement}`]
    this.violations.push({ invariant, atUs, story })
  }
}
