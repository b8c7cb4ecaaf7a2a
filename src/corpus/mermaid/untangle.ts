import { isRoutable, type Wire } from './channel.ts'
import type { Item, Layered, Segment } from './layers.ts'
import { canMovePort, canSlide } from './place.ts'

const SHIFTS = [1, -1, 2, -2, 3, -3]

/**
 * Two lines that would have to change places in the same two columns cannot be routed. Moving one
 * end by a few cells frees them; this finds such a move.
 */
export function untangle(layered: Layered, gap: (a: Item, b: Item) => number): void {
  for (let index = 0; index < layered.layers.length; index++) {
    const wires = () => wiresBelow(layered, index)
    if (isRoutable(wires())) continue
    for (const move of moves(layered, index, gap)) {
      move.apply()
      if (isRoutable(wires()) && isRoutable(wiresBelow(layered, index - 1))) break
      move.undo()
    }
  }
}

/** The lines between layer `index` and the next. */
export function wiresBelow({ segments }: Layered, index: number): Wire[] {
  return segments
    .filter(({ upper }) => upper.layer === index)
    .map(({ upper, lower, upperPort, lowerPort }) => ({
      from: upper.cross + upperPort,
      to: lower.cross + lowerPort,
    }))
}

interface Move {
  readonly apply: () => void
  readonly undo: () => void
}

function* moves(layered: Layered, index: number, gap: (a: Item, b: Item) => number): Generator<Move> {
  for (const shift of SHIFTS) {
    for (const segment of layered.segments) {
      if (segment.upper.layer !== index) continue
      if (canMovePort(segment, 'lower', shift, layered.segments)) yield portMove(segment, 'lowerPort', shift)
      if (canMovePort(segment, 'upper', shift, layered.segments)) yield portMove(segment, 'upperPort', shift)
      for (const item of [segment.lower, segment.upper]) {
        if (canSlide(item, shift, layered.layers, gap)) yield slideMove(item, shift)
      }
    }
  }
}

function portMove(segment: Segment, port: 'lowerPort' | 'upperPort', shift: number): Move {
  return {
    apply: () => {
      segment[port] += shift
    },
    undo: () => {
      segment[port] -= shift
    },
  }
}

function slideMove(item: Item, shift: number): Move {
  return {
    apply: () => {
      item.cross += shift
    },
    undo: () => {
      item.cross -= shift
    },
  }
}
