import type { Item, Layered, Segment } from './layers.ts'

const SWEEPS = 12

/** Gives every item its cells along its layer, as straight above its neighbours as order allows. */
export function placeItems({ layers, segments }: Layered, gap: (a: Item, b: Item) => number): void {
  spreadPorts(layers, segments)
  for (const layer of layers) pack(layer, gap, () => ({ at: 0, weight: 1 }))
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0
    for (const layer of down ? layers : [...layers].reverse()) {
      pack(layer, gap, (item) => wish(item, segments, down))
    }
  }
  const least = Math.min(...layers.flat().map(({ cross }) => cross))
  for (const item of layers.flat()) item.cross -= least
  for (const segment of segments) straighten(segment, segments)
  for (const segment of segments) slide(segment, layers, gap)
}

/** Spreads the ends of edges evenly along each side of a node, in the order of where they lead. */
function spreadPorts(layers: readonly Item[][], segments: readonly Segment[]): void {
  for (const item of layers.flat()) {
    const below = segments.filter(({ upper }) => upper === item).sort((a, b) => a.lower.order - b.lower.order)
    const above = segments.filter(({ lower }) => lower === item).sort((a, b) => a.upper.order - b.upper.order)
    for (const [index, segment] of below.entries()) segment.upperPort = port(item, index, below.length)
    for (const [index, segment] of above.entries()) segment.lowerPort = port(item, index, above.length)
  }
}

/** Lines pass at the first cell of a label, and through the only cell of a bend. */
function port(item: Item, index: number, count: number): number {
  if (item.kind !== 'node') return 0
  return Math.floor(((index + 1) * (item.crossSize - item.loopSize)) / (count + 1))
}

interface Wish {
  readonly at: number
  readonly weight: number
}

function wish(item: Item, segments: readonly Segment[], down: boolean): Wish {
  let sum = 0
  let weight = 0
  for (const { upper, lower, upperPort, lowerPort } of segments) {
    if ((down ? lower : upper) !== item) continue
    const other = down ? upper : lower
    const pull = item.kind === 'node' || other.kind === 'node' ? 1 : 4
    sum += pull * (down ? upper.cross + upperPort - lowerPort : lower.cross + lowerPort - upperPort)
    weight += pull
  }
  return weight === 0 ? { at: item.cross, weight: 0.1 } : { at: sum / weight, weight }
}

interface Block {
  sum: number
  weight: number
  count: number
}

/**
 * The places nearest to what the items wish for, in least squares, that keep their order and
 * gaps: isotonic regression by pooling adjacent violators.
 */
function pack(layer: readonly Item[], gap: (a: Item, b: Item) => number, wishOf: (item: Item) => Wish): void {
  const offsets: number[] = []
  const blocks: Block[] = []
  let offset = 0
  for (const [index, item] of layer.entries()) {
    const before = layer[index - 1]
    if (before) offset += before.crossSize + gap(before, item)
    offsets.push(offset)
    const { at, weight } = wishOf(item)
    blocks.push({ sum: (at - offset) * weight, weight, count: 1 })
    while (pooled(blocks));
  }
  const places = blocks.flatMap(({ sum, weight, count }) => Array<number>(count).fill(sum / weight))
  for (const [index, item] of layer.entries()) {
    item.cross = Math.round((places[index] ?? 0) + 1e-6) + (offsets[index] ?? 0)
  }
}

function pooled(blocks: Block[]): boolean {
  const last = blocks.at(-1)
  const before = blocks.at(-2)
  if (!last || !before || before.sum / before.weight <= last.sum / last.weight) return false
  blocks.splice(-2, 2, {
    sum: before.sum + last.sum,
    weight: before.weight + last.weight,
    count: before.count + last.count,
  })
  return true
}

/** Moves a port by a few cells when that makes its edge straight. */
function straighten(segment: Segment, segments: readonly Segment[]): void {
  const shift = segment.upper.cross + segment.upperPort - (segment.lower.cross + segment.lowerPort)
  if (shift === 0) return
  if (canMovePort(segment, 'lower', shift, segments)) segment.lowerPort += shift
  else if (canMovePort(segment, 'upper', -shift, segments)) segment.upperPort -= shift
}

/** Whether the end of an edge can move along the side of its node without touching another end. */
export function canMovePort(
  segment: Segment,
  end: 'upper' | 'lower',
  shift: number,
  segments: readonly Segment[],
): boolean {
  const item = segment[end]
  if (item.kind !== 'node' || item.node?.shape === 'dot') return false
  const from = end === 'upper' ? segment.upperPort : segment.lowerPort
  const to = from + shift
  if (to < 1 || to > item.crossSize - item.loopSize - 2) return false
  const others = segments.filter((other) => other !== segment && other[end] === item)
  return others.every((other) => {
    const port = end === 'upper' ? other.upperPort : other.lowerPort
    return Math.abs(port - to) > 1 && port < from === port < to
  })
}

/** Moves a label or a bend by a few cells when that makes its edge straight and there is room. */
function slide(segment: Segment, layers: readonly Item[][], gap: (a: Item, b: Item) => number): void {
  const shift = segment.upper.cross + segment.upperPort - (segment.lower.cross + segment.lowerPort)
  if (shift === 0 || Math.abs(shift) > 3) return
  if (canSlide(segment.lower, shift, layers, gap)) segment.lower.cross += shift
  else if (canSlide(segment.upper, -shift, layers, gap)) segment.upper.cross -= shift
}

/** Whether a label or a bend can move along its layer without touching its neighbours. */
export function canSlide(
  item: Item,
  shift: number,
  layers: readonly Item[][],
  gap: (a: Item, b: Item) => number,
): boolean {
  if (item.kind === 'node') return false
  const layer = layers[item.layer] ?? []
  const place = layer.indexOf(item)
  const [before, after] = [layer[place - 1], layer[place + 1]]
  const start = item.cross + shift
  if (start < 0 || (before && start < before.cross + before.crossSize + gap(before, item))) return false
  return !after || start + item.crossSize + gap(item, after) <= after.cross
}
