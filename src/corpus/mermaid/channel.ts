import { MermaidError } from './mermaid-error.ts'

/** A line that leaves one layer at `from` and enters the next at `to`, both cells along the layer. */
export interface Wire {
  readonly from: number
  readonly to: number
}

/**
 * Gives each wire that is not straight a track of its own between two layers, so that no two lines
 * ever lie on each other: they cross at right angles or not at all (left-edge channel routing).
 * Returns the track of each wire, counted from the upper layer, and -1 for straight ones.
 */
export function routeChannel(wires: readonly Wire[]): { tracks: number[]; count: number } {
  const tracks = wires.map(() => -1)
  const waiting = new Set(wires.flatMap(({ from, to }, index) => (from === to ? [] : [index])))
  let count = 0
  while (waiting.size > 0) {
    const free = [...waiting].filter((index) => !mustWait(index, wires, waiting))
    if (free.length === 0) throw new MermaidError(TANGLED, 1)
    const placed = fillTrack(free, wires)
    for (const index of placed) {
      tracks[index] = count
      waiting.delete(index)
    }
    count++
  }
  return { tracks, count }
}

const TANGLED = 'its lines would run over each other: split the diagram'

/** Whether `routeChannel` finds a way: no wires wait for each other in a circle. */
export function isRoutable(wires: readonly Wire[]): boolean {
  const waiting = new Set(wires.flatMap(({ from, to }, index) => (from === to ? [] : [index])))
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size
    for (const index of waiting) if (!mustWait(index, wires, waiting)) waiting.delete(index)
  }
  return waiting.size === 0
}

/** A wire that ends in the column where another starts must lie below it. */
function mustWait(index: number, wires: readonly Wire[], waiting: ReadonlySet<number>): boolean {
  const wire = wires[index]
  return [...waiting].some((other) => other !== index && wires[other]?.from === wire?.to)
}

function fillTrack(free: readonly number[], wires: readonly Wire[]): number[] {
  const spans = free
    .map((index) => ({ index, ...spanOf(wires[index]) }))
    .sort((a, b) => a.start - b.start || a.end - b.end)
  const placed: number[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const span of spans) {
    if (span.start <= end + 1) continue
    placed.push(span.index)
    end = span.end
  }
  return placed
}

function spanOf(wire: Wire | undefined): { start: number; end: number } {
  const { from, to } = wire ?? { from: 0, to: 0 }
  return { start: Math.min(from, to), end: Math.max(from, to) }
}
