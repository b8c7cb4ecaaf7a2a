import { RandomStream } from '../../../lib/prng.ts'
import type { DiskAfterCrash, Fault, FaultKind, FaultRule, NodeId } from '../fault.ts'
import { FaultPlan } from './fault-plan.ts'
import type { FaultTolerance, NodeSpec } from './model.ts'
import { CountedRandom } from './node-random.ts'

const MS = 1000
const STANDARD_CLOCK_US = 500 * MS
/** Faults last about this long: a hiccup, a restart, an outage. */
const DURATIONS_US = [20 * MS, 200 * MS, 2000 * MS]
/** A restart within the flight time of a message is what forgetful nodes fail at. */
const RULE_DURATIONS_US = [3 * MS, ...DURATIONS_US]
const MOST_PER_KIND = 12
const MOST_RULES = 8

export interface SwarmWorld {
  readonly nodes: readonly NodeSpec[]
  readonly healUs: number
  readonly tolerates: FaultTolerance
}

/**
 * Each seed draws which kinds of faults exist, how many and how strong (Groce et al., "Swarm Testing",
 * ISSTA 2012: leaving features out finds more than having them all in every run). All are over by
 * `healUs`.
 */
export function swarm(seed: number, world: SwarmWorld): (Fault | FaultRule)[] {
  const random = new CountedRandom(new RandomStream(seed, 'swarm'))
  const targets = world.nodes.flatMap(({ faulty }, id) => (faulty === false ? [] : [id]))
  if (targets.length === 0 || world.healUs < 4) return []
  const drawn = new SwarmDraw(random, world, targets)
  return [...drawn.faults(), ...drawn.rules(), ...always(seed, world)]
}

/** Drawn from a stream of its own, so that it changes no other fault of the seed. */
function always(seed: number, { tolerates, healUs }: SwarmWorld): readonly (Fault | FaultRule)[] {
  const random = new CountedRandom(new RandomStream(seed, 'always'))
  return tolerates.always?.(random, healUs) ?? []
}

class SwarmDraw {
  readonly #random: CountedRandom
  readonly #world: SwarmWorld
  readonly #targets: readonly NodeId[]
  /** By node: how wrong the faults so far can make its clock together. */
  readonly #clockErrorUs = new Map<NodeId, number>()

  constructor(random: CountedRandom, world: SwarmWorld, targets: readonly NodeId[]) {
    this.#random = random
    this.#world = world
    this.#targets = targets
  }

  faults(): Fault[] {
    const { kinds, mostDown = this.#targets.length } = this.#world.tolerates
    const plan = new FaultPlan([])
    for (const kind of kinds) {
      if (this.#random.integer(2) === 0) continue
      const count = 1 + this.#random.integer(MOST_PER_KIND)
      const scaleUs = this.#pick(DURATIONS_US)
      for (let n = 0; n < count; n += 1) {
        const fault = this.#fault(kind, scaleUs)
        const stops = fault.kind === 'crash' || fault.kind === 'pause'
        if (stops && plan.othersStruck(fault) >= mostDown) continue
        if (this.#clockStaysInBound(fault)) plan.add(fault)
      }
    }
    return [...plan.faults].sort((a, b) => a.atUs - b.atUs)
  }

  /** Half of the seeds aim at a moment of the model. */
  rules(): FaultRule[] {
    const { moments = [], kinds } = this.#world.tolerates
    const { strikes = strikesOf(kinds) } = this.#world.tolerates
    if (moments.length === 0 || strikes.length === 0 || this.#random.integer(2) === 0) return []
    const moment = this.#pick(moments)
    const strike = this.#pick(strikes)
    const count = 1 + this.#random.integer(MOST_RULES)
    // Either the first few times in a row, or here and there.
    const inARow = this.#random.integer(2) === 0
    const scaleUs = this.#pick(RULE_DURATIONS_US)
    return Array.from({ length: count }, (_, index) => ({
      kind: 'when',
      moment,
      nth: inARow ? 1 + index : 1 + this.#random.integer(2 * MOST_RULES),
      strike,
      ...(strike === 'crash' && { disk: this.#disk() }),
      afterUs: this.#random.integer(2) === 0 ? 1 : 1 + this.#random.integer(30 * MS),
      durationUs: this.#durationUs(scaleUs),
    }))
  }

  #fault(kind: FaultKind, scaleUs: number): Fault {
    const { healUs } = this.#world
    const durationUs = Math.min(this.#durationUs(scaleUs), healUs - 2)
    const time = { atUs: 1 + this.#random.integer(healUs - durationUs - 1), durationUs }
    const node = this.#pick(this.#targets)
    switch (kind) {
      case 'crash':
        return { kind, node, disk: this.#disk(), ...time }
      case 'pause':
      case 'disk-full':
        return { kind, node, ...time }
      case 'slow':
        return { kind, node, byUs: 1 + this.#random.integer(200 * MS), ...time }
      case 'clock-skew':
        return { kind, node, byUs: this.#clockUs(), ...time }
      case 'clock-drift':
        return { kind, node, ppm: this.#driftPpm(durationUs), ...time }
      case 'partition':
        return { kind, side: this.#side(), ...(this.#random.integer(3) === 0 && { oneWay: true }), ...time }
      case 'link':
        return { kind, ...this.#ends(), ...this.#harm(), ...time }
      case 'clog':
        return { kind, from: node, to: this.#pick(this.#targets), ...time }
      case 'drop':
        return {
          kind,
          from: node,
          to: this.#pick(this.#targets),
          count: 1 + this.#random.integer(10),
          ...time,
        }
      case 'load':
        return { kind, count: 1 + this.#random.integer(50), ...time }
    }
  }

  /** However faults overlap: a skew ends with its fault, what a drift has added up to stays. */
  #clockStaysInBound(fault: Fault): boolean {
    if (fault.kind !== 'clock-skew' && fault.kind !== 'clock-drift') return true
    const driftUs = (ppm: number) => Math.ceil((Math.abs(ppm) * fault.durationUs) / 1e6)
    const byUs = fault.kind === 'clock-skew' ? Math.abs(fault.byUs) : driftUs(fault.ppm)
    const { clockUs = STANDARD_CLOCK_US } = this.#world.tolerates
    const soFarUs = (this.#clockErrorUs.get(fault.node) ?? 0) + byUs
    if (soFarUs > clockUs) return false
    this.#clockErrorUs.set(fault.node, soFarUs)
    return true
  }

  /** A third to three times the scale. */
  #durationUs(scaleUs: number): number {
    return Math.floor(scaleUs / 3) + this.#random.integer(Math.floor((scaleUs * 8) / 3))
  }

  #clockUs(): number {
    const { clockUs = STANDARD_CLOCK_US } = this.#world.tolerates
    return this.#random.integer(2 * clockUs + 1) - clockUs
  }

  /** So fast or slow that the clock stays within its bound. */
  #driftPpm(durationUs: number): number {
    const { clockUs = STANDARD_CLOCK_US } = this.#world.tolerates
    const most = Math.min(100_000, Math.floor((clockUs / durationUs) * 1e6))
    return this.#random.integer(2 * most + 1) - most
  }

  #disk(): DiskAfterCrash {
    return this.#pick(this.#world.tolerates.disk ?? ['kept', 'unsynced-lost'])
  }

  /** Some nodes, not all; those that no fault may strike stay with the others. */
  #side(): NodeId[] {
    const size = 1 + this.#random.integer(Math.max(1, this.#targets.length - 1))
    const left = [...this.#targets]
    const side: NodeId[] = []
    for (let n = 0; n < size; n += 1) side.push(...left.splice(this.#random.integer(left.length), 1))
    return side.sort((a, b) => a - b)
  }

  #ends(): { from?: NodeId[]; to?: NodeId[] } {
    const which = this.#random.integer(4)
    const node = this.#pick(this.#targets)
    if (which === 0) return {}
    if (which === 1) return { from: [node] }
    if (which === 2) return { to: [node] }
    return { from: [node], to: [this.#pick(this.#targets)] }
  }

  #harm(): { loss?: number; duplicate?: number; delayUs?: number; reorderUs?: number } {
    const harms = 1 + this.#random.integer(15)
    return {
      ...((harms & 1) !== 0 && { loss: (1 + this.#random.integer(40)) / 100 }),
      ...((harms & 2) !== 0 && { duplicate: (1 + this.#random.integer(40)) / 100 }),
      ...((harms & 4) !== 0 && { delayUs: 1 + this.#random.integer(300 * MS) }),
      ...((harms & 8) !== 0 && { reorderUs: 1 + this.#random.integer(300 * MS) }),
    }
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random.integer(from.length)] as T
  }
}

function strikesOf(kinds: readonly FaultKind[]): FaultRule['strike'][] {
  return [
    ...(kinds.includes('crash') ? (['crash', 'crash'] as const) : []),
    ...(kinds.includes('pause') ? (['pause'] as const) : []),
    ...(kinds.includes('partition') ? (['isolate'] as const) : []),
  ]
}
