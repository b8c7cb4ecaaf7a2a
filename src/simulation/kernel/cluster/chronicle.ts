import type { Fault, NodeId } from '../fault.ts'
import type { Note } from '../trace.ts'
import type { NodeSpec } from './model.ts'
import { faultBegins, faultEnds, hasToldEnd } from './story.ts'

const MOST_NOTES = 50_000
const INITIAL_STEPS = 4096

/** Fresh memory costs more than what is written to it: one chronicle leaves its own to the next. */
let spare: Int32Array<ArrayBuffer> | undefined

const NO_STEPS = new Int32Array(0)

/** What was said, or how to say it: most of it nobody ever asks for. */
export type Words = string | (() => string)

/** Put into words when it is first asked for. */
class ToldNote implements Note {
  readonly atUs: number
  readonly node: NodeId
  readonly kind: Note['kind']
  /** The step in which it was said; -1 for what no node did. */
  readonly step: number
  #words: Words

  constructor(atUs: number, node: NodeId, kind: Note['kind'], step: number, words: Words) {
    this.atUs = atUs
    this.node = node
    this.kind = kind
    this.step = step
    this.#words = words
  }

  get text(): string {
    if (typeof this.#words === 'function') this.#words = this.#words()
    return this.#words
  }
}

/**
 * What a story needs: what was said, and what was caused by what. Nothing else is kept of a run that is
 * recorded, because all else comes out again when it is run once more (see `film.ts`). So recording
 * costs little.
 *
 * A step is one event that a node handled. The steps of a node follow each other; beyond that a step is
 * caused by the one that sent its message.
 */
export class Chronicle {
  readonly #specs: readonly NodeSpec[]
  /** By step, two numbers: the node, and the step that sent the message; -1 when no message did. */
  #steps: Int32Array<ArrayBuffer>
  #count = 0
  readonly #lastStep: Int32Array
  readonly #notes: ToldNote[] = []

  constructor(specs: readonly NodeSpec[]) {
    this.#specs = specs
    this.#steps = spare ?? new Int32Array(2 * INITIAL_STEPS)
    spare = undefined
    this.#lastStep = new Int32Array(specs.length).fill(-1)
  }

  get notes(): readonly Note[] {
    return this.#notes
  }

  /** Later notes were left out. */
  get isFull(): boolean {
    return this.#notes.length >= MOST_NOTES
  }

  /** A node begins to handle something; `cause` is what `sent` gave for a message, -1 for all else. */
  step(node: NodeId, cause: number): void {
    const step = this.#count
    if (2 * step === this.#steps.length) this.#grow()
    this.#steps[2 * step] = node
    this.#steps[2 * step + 1] = cause
    this.#lastStep[node] = step
    this.#count = step + 1
  }

  /** The number by which a message is known: the step that sends it. */
  sent(from: NodeId): number {
    return this.#lastStep[from] as number
  }

  fault(atUs: number, fault: Fault, begins: boolean): void {
    if (begins) this.note(atUs, -1, () => faultBegins(fault, this.#specs), 'fault')
    else if (hasToldEnd(fault)) this.note(atUs, -1, () => faultEnds(fault, this.#specs), 'fault')
  }

  note(atUs: number, node: NodeId, words: Words, kind: Note['kind']): void {
    if (this.isFull) return
    const step = kind === 'node' ? (this.#lastStep[node] as number) : -1
    this.#notes.push(new ToldNote(atUs, node, kind, step, words))
  }

  /**
   * The notes of the nodes' own past and of all that reached it by messages (Lamport 1978,
   * happened-before), and the faults until now. What is reached of a node is all up to some step, and
   * causes come before effects, so that one look at each step, backwards, is enough.
   */
  past(nodes: readonly NodeId[]): Note[] {
    const reached = new Int32Array(this.#specs.length).fill(-1)
    for (const node of nodes) reached[node] = this.#lastStep[node] ?? -1
    for (let step = this.#count - 1; step >= 0; step -= 1) {
      if (step > (reached[this.#nodeOf(step)] as number)) continue
      const cause = this.#steps[2 * step + 1] as number
      if (cause < 0) continue
      const sender = this.#nodeOf(cause)
      if (cause > (reached[sender] as number)) reached[sender] = cause
    }
    return this.#notes.filter(
      ({ step, kind, node }) => kind === 'fault' || (step >= 0 && step <= (reached[node] as number)),
    )
  }

  /** The run is over, and nothing more will break. */
  close(): void {
    spare = this.#steps
    this.#steps = NO_STEPS
    this.#count = 0
  }

  #nodeOf(step: number): number {
    return this.#steps[2 * step] as number
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#steps.length)
    grown.set(this.#steps)
    this.#steps = grown
  }
}
