import type { Fault, NodeId } from '../fault.ts'
import type { NodeChange, NodeStatus, NodeView, Note, Trace, TracedMessage } from '../trace.ts'
import type { NodeSpec } from './model.ts'
import { faultBegins, faultEnds } from './story.ts'

/** More would not fit a screen or a diagram, nor anybody's patience. */
const MOST_MESSAGES = 200_000
const MOST_NOTES = 50_000

/** One event that a node handled, with what brought it about. */
interface Step {
  readonly node: NodeId
  /** The step before it on the same node; -1 for the first. */
  readonly before: number
  /** The step that sent the message; -1 when no message did. */
  readonly sentIn: number
}

interface ToldNote extends Note {
  /** The step in which it was said; -1 for what no node did. */
  readonly step: number
}

type RecordedMessage = TracedMessage & { readonly sentIn: number; isHandled: boolean }

/** Writes down a run: what a screen shows and what a story needs. It never influences the run. */
export class Recorder {
  readonly #specs: readonly NodeSpec[]
  readonly #steps: Step[] = []
  readonly #lastStep: Int32Array
  readonly #changes: NodeChange[] = []
  readonly #last: NodeChange[] = []
  readonly #messages: RecordedMessage[] = []
  readonly #notes: ToldNote[] = []

  constructor(specs: readonly NodeSpec[]) {
    this.#specs = specs
    this.#lastStep = new Int32Array(specs.length).fill(-1)
  }

  /** `message` is what `sent` gave, -1 when the step was not brought about by a message. */
  step(node: NodeId, message: number): void {
    const cause = this.#messages[message]
    const sentIn = cause?.sentIn ?? -1
    if (cause !== undefined) {
      cause.isHandled = true
      // A copy of it had found nobody.
      delete cause.lost
    }
    this.#steps.push({ node, before: this.#lastStep[node] as number, sentIn })
    this.#lastStep[node] = this.#steps.length - 1
  }

  /** Gives the number by which the message is known from then on; -1 when the record is full. */
  sent(message: TracedMessage): number {
    if (this.#messages.length >= MOST_MESSAGES) return -1
    this.#messages.push({ ...message, sentIn: this.#lastStep[message.from] as number, isHandled: false })
    return this.#messages.length - 1
  }

  neverHandled(message: number): void {
    const recorded = this.#messages[message]
    if (recorded !== undefined && !recorded.isHandled) recorded.lost = 'receiver-down'
  }

  fault(atUs: number, fault: Fault, begins: boolean): void {
    const words = begins ? faultBegins(fault, this.#specs) : faultEnds(fault, this.#specs)
    if (words !== undefined) this.note(atUs, -1, words, 'fault')
  }

  note(atUs: number, node: NodeId, text: string, kind: Note['kind']): void {
    if (this.#notes.length >= MOST_NOTES) return
    const step = kind === 'node' ? (this.#lastStep[node] as number) : -1
    this.#notes.push({ atUs, node, text, kind, step })
  }

  /** Keeps the look of a node when it is not what it was. */
  look(atUs: number, node: NodeId, status: NodeStatus, view: NodeView): void {
    const last = this.#last[node]
    if (last !== undefined && last.status === status && sameView(last.view, view)) return
    const change = { atUs, node, status, view }
    this.#last[node] = change
    this.#changes.push(change)
  }

  /**
   * The notes that may have led to the state of `nodes` now: those of their own past and of all that
   * reached it by messages (Lamport 1978, happened-before), and the faults until now.
   */
  past(nodes: readonly NodeId[]): Note[] {
    const reached = new Uint8Array(this.#steps.length)
    const todo = nodes.map((node) => this.#lastStep[node] ?? -1)
    for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
      if (step < 0 || reached[step] === 1) continue
      reached[step] = 1
      const { before, sentIn } = this.#steps[step] as Step
      todo.push(before, sentIn)
    }
    return this.#notes.filter(({ step, kind }) => kind === 'fault' || reached[step] === 1)
  }

  trace(faults: readonly Fault[], healUs: number, endUs: number): Trace {
    return {
      nodes: this.#specs.map(({ name, role }) => ({ name, role })),
      changes: this.#changes,
      messages: this.#messages.map(({ sentIn: _sentIn, isHandled: _isHandled, ...message }) => message),
      notes: this.#notes.map(({ step: _step, ...note }) => note),
      faults,
      healUs: Number.isFinite(healUs) ? healUs : undefined,
      endUs,
      truncated: this.#messages.length >= MOST_MESSAGES || this.#notes.length >= MOST_NOTES,
    }
  }
}

/** This is asked after every event, so that it must be cheaper than comparing texts of both. */
function sameView(a: NodeView, b: NodeView): boolean {
  return a.role === b.role && sameFields(a.fields, b.fields) && sameLog(a.log, b.log)
}

function sameFields(a: NodeView['fields'], b: NodeView['fields']): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

function sameLog(a: NodeView['log'], b: NodeView['log']): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}
