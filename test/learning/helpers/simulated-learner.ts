import type { ConceptGraph } from '../../../src/corpus/concept-graph.ts'
import { eventId } from '../../../src/learning/event-id.ts'
import type { ProgressEvent, ProgressFact } from '../../../src/learning/events.ts'
import { type Item, itemsOf } from '../../../src/learning/items/items.ts'
import { RandomStream } from '../../../src/lib/prng.ts'

/** The model of docs/mastery.md: chances to learn or to succeed, with all that is needed known, and without. */
const READING = [0.9, 0.15] as const
const EXPLAINED = [0.5, 0.1] as const
const SEEING = [0.3, 0.05] as const
const ANSWERING = [0.9, 0.3] as const
const BUILDING = [0.8, 0.05] as const

const MINUTE_MS = 60_000

/**
 * Somebody who learns an item with a chance that depends on whether what it builds on is known. What they know nobody sees; what they do
 * becomes events, as a real learner's.
 */
export class SimulatedLearner {
  readonly events: ProgressEvent[] = []
  nowMs = 0
  items = 0
  readonly #known = new Set<string>()
  readonly #taught: ReadonlySet<string>
  readonly #questions: ReadonlyMap<string, number>
  readonly #needs: ReadonlyMap<string, readonly string[]>
  readonly #random: RandomStream
  #draws = 0

  /** `graph` is how things are, whatever a recommender makes of it. */
  constructor(graph: ConceptGraph, seed: number) {
    const items = itemsOf(graph)
    this.#random = new RandomStream(seed, 'learner')
    this.#taught = new Set(graph.topics.flatMap(({ teaches }) => teaches))
    this.#questions = new Map(graph.topics.map(({ slug, questions }) => [slug, questions]))
    this.#needs = new Map(items.map(({ id, needs }) => [id, needs]))
  }

  do(item: Item): void {
    this.items += 1
    this.nowMs += item.minutes * MINUTE_MS
    const ready = (this.#needs.get(item.id) ?? []).every((concept) => this.#known.has(concept))
    if (item.kind === 'lesson') this.#read(item, ready)
    if (item.kind === 'quiz') this.#answer(item, ready)
    if (item.kind === 'simulation') this.#watch(item, ready)
    if (item.kind === 'exercise') this.#build(item, ready)
  }

  #read(item: Item, ready: boolean): void {
    this.#note({ kind: 'read', slug: item.slug, data: { finished: true } })
    if (this.#happens(READING, ready)) this.#learn(item)
  }

  #answer(item: Item, ready: boolean): void {
    const questions = this.#questions.get(item.slug) ?? 0
    for (let at = 0; at < questions; at += 1) {
      const correct = this.#happens(ANSWERING, this.#knows(item))
      this.#note({
        kind: 'quiz',
        slug: item.slug,
        data: { question: `q${at}`, answer: ['a'], correct, questions },
      })
    }
    if (this.#happens(EXPLAINED, ready)) this.#learn(item)
  }

  #watch(item: Item, ready: boolean): void {
    this.#note({ kind: 'simulation', slug: item.slug, data: { scenario: item.scenario ?? '', seeds: 1 } })
    if (this.#happens(SEEING, ready)) this.#learn(item)
  }

  #build(item: Item, ready: boolean): void {
    const passes = this.#happens(BUILDING, ready && this.#knows(item))
    const verdict = passes ? ('pass' as const) : ('fail' as const)
    const checks = { checksPassed: passes ? 4 : 1, checksTotal: 4 }
    this.#note({
      kind: 'attempt',
      slug: item.slug,
      data: { language: 'python', verdict, seed: '1', ...checks },
    })
    if (passes) this.#learn(item)
  }

  /** What no lesson teaches is learned by building it. */
  #knows({ teaches }: Item): boolean {
    return teaches.every((concept) => this.#known.has(concept) || !this.#taught.has(concept))
  }

  #learn({ teaches }: Item): void {
    for (const concept of teaches) this.#known.add(concept)
  }

  #happens([ready, unready]: readonly [number, number], isReady: boolean): boolean {
    this.#draws += 1
    return this.#random.uniform(this.#draws) < (isReady ? ready : unready)
  }

  #note(fact: ProgressFact): void {
    const index = this.events.length
    this.events.push({ ...fact, atMs: this.nowMs, id: eventId(index, 0) })
  }
}
