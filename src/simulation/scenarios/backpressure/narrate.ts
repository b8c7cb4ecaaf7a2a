import type { Words } from '../../kernel/witness.ts'

/** What the log of a run can hold. `a` and `b` are explained beside each. */
export const Told = {
  surgeBegan: 0,
  surgeEnded: 1,
  /** a: stage. */
  stalled: 2,
  /** a: stage. */
  resumed: 3,
  /** The producer is held up for the first time, or after a time in which it was not. */
  heldUp: 4,
  /** a: stage. */
  firstDrop: 5,
  /** a: item, b: stage. */
  dropped: 6,
  /** a: item, b: stage. */
  taken: 7,
  /** a: link, b: credits. */
  creditsSent: 8,
  /** a: item. */
  delivered: 9,
  /** a: item, b: stage. */
  waits: 10,
} as const

export const words: Words = {
  milestones: new Set<number>([
    Told.surgeBegan,
    Told.surgeEnded,
    Told.stalled,
    Told.resumed,
    Told.heldUp,
    Told.firstDrop,
  ]),
  sentence({ code, a, b }) {
    switch (code) {
      case Told.surgeBegan:
        return 'the producer becomes faster'
      case Told.surgeEnded:
        return 'the producer is as fast as before'
      case Told.stalled:
        return `stage ${a} stands still`
      case Told.resumed:
        return `stage ${a} works again`
      case Told.heldUp:
        return 'the producer is held up: the pressure has come back to it'
      case Told.firstDrop:
        return `the buffer of stage ${a} is full; items are dropped`
      case Told.dropped:
        return `item ${a} is dropped before stage ${b}`
      case Told.taken:
        return `stage ${b} takes item ${a}`
      case Told.creditsSent:
        return `stage ${a} gives ${b} credits back`
      case Told.delivered:
        return `item ${a} is delivered`
      case Told.waits:
        return `item ${a} has to wait until stage ${b} can take more`
      default:
        throw new Error(`no words for event ${code}`)
    }
  },
}
