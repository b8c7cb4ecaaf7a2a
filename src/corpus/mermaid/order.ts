import type { Item, Layered, Segment } from './layers.ts'

const SWEEPS = 8

/** Sorts each layer by the middle of its neighbours, down and up, and keeps the order with fewest crossings. */
export function orderLayers({ layers, segments }: Layered): void {
  let best = { crossings: crossings(layers, segments), orders: snapshot(layers) }
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep++) {
    const down = sweep % 2 === 0
    for (const layer of down ? layers : [...layers].reverse()) sortLayer(layer, segments, down)
    const count = crossings(layers, segments)
    if (count < best.crossings) best = { crossings: count, orders: snapshot(layers) }
  }
  for (const [layer, orders] of layers.map((layer, index) => [layer, best.orders[index]] as const)) {
    for (const item of layer) item.order = orders?.get(item) ?? item.order
    layer.sort((a, b) => a.order - b.order)
  }
}

function snapshot(layers: readonly Item[][]): Map<Item, number>[] {
  return layers.map((layer) => new Map(layer.map((item) => [item, item.order])))
}

function sortLayer(layer: Item[], segments: readonly Segment[], down: boolean): void {
  const middle = new Map(
    layer.map((item) => {
      const neighbours = segments.flatMap(({ upper, lower }) =>
        down ? (lower === item ? [upper.order] : []) : upper === item ? [lower.order] : [],
      )
      const sum = neighbours.reduce((total, order) => total + order, 0)
      return [item, neighbours.length === 0 ? item.order : sum / neighbours.length]
    }),
  )
  layer.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0) || a.order - b.order)
  for (const [index, item] of layer.entries()) item.order = index + 1
}

function crossings(layers: readonly Item[][], segments: readonly Segment[]): number {
  let count = 0
  for (let index = 0; index < layers.length; index++) {
    const here = segments.filter(({ upper }) => upper.layer === index)
    for (const [place, a] of here.entries()) {
      for (const b of here.slice(place + 1)) {
        const upper = a.upper.order - b.upper.order
        const lower = a.lower.order - b.lower.order
        if (upper * lower < 0) count++
      }
    }
  }
  return count
}
