import stringWidth from 'string-width'
import { Canvas } from './canvas.ts'
import { routeChannel } from './channel.ts'
import type { Graph, GraphNode } from './graph.ts'
import { type Item, type Layered, layer, type Segment } from './layers.ts'
import { orderLayers } from './order.ts'
import { placeItems } from './place.ts'
import { untangle, wiresBelow } from './untangle.ts'

/** Draws a graph in the direction it asks for, or down the page when that is too wide. */
export function drawGraph(graph: Graph, maxWidth: number): string {
  const hasLoop = graph.edges.some(({ from, to }) => from === to)
  if (graph.direction === 'right' && !hasLoop) {
    const across = new GraphDrawing(graph, 'right').draw()
    if (widthOf(across) <= maxWidth) return across
  }
  return new GraphDrawing(graph, 'down').draw()
}

export function widthOf(drawing: string): number {
  return Math.max(...drawing.split('\n').map((line) => stringWidth(line)))
}

/**
 * One drawing. All positions are kept as `main` (with the flow) and `cross` (along a layer); only
 * the last step turns them into columns and rows.
 */
class GraphDrawing {
  private readonly canvas = new Canvas()
  private readonly layered: Layered
  private readonly across: boolean

  constructor(graph: Graph, direction: Graph['direction']) {
    this.across = direction === 'right'
    this.layered = layer(graph)
  }

  draw(): string {
    const { layers, segments } = this.layered
    for (const item of layers.flat()) this.size(item)
    orderLayers(this.layered)
    const gap = (a: Item, b: Item) => this.gap(a, b)
    placeItems(this.layered, gap)
    untangle(this.layered, gap)
    let main = 0
    for (const [index, items] of layers.entries()) {
      const depth = Math.max(...items.map(({ mainSize }) => mainSize))
      for (const item of items) this.drawItem(item, main, depth)
      main += depth
      const wires = segments.filter(({ upper }) => upper.layer === index)
      if (wires.length > 0) main += this.drawChannel(wires, main)
    }
    return trim(this.canvas.toString())
  }

  private size(item: Item): void {
    const width = Math.max(...(item.node?.label ?? [item.label]).map((line) => stringWidth(line)))
    if (item.kind === 'bend' || item.node?.shape === 'dot') return
    if (item.kind === 'label') {
      item.mainSize = this.across ? width + 2 : 1
      item.crossSize = this.across ? 1 : width + 2
      return
    }
    const ends = this.layered.segments
    const ports = Math.max(
      ends.filter(({ upper }) => upper === item).length,
      ends.filter(({ lower }) => lower === item).length,
    )
    item.loopSize = this.loopWidth(item)
    const boxWidth = width + 4
    const boxHeight = (item.node?.label.length ?? 1) + (item.loopSize > 0 ? 3 : 2)
    item.mainSize = this.across ? boxWidth : boxHeight
    item.crossSize = this.across
      ? Math.max(boxHeight, 2 * ports + 1)
      : Math.max(boxWidth, 4 * ports + 1) + item.loopSize
  }

  /** Room to the right of a box for the edges from it to itself. */
  private loopWidth({ node }: Item): number {
    const loops = node ? (this.layered.loops.get(node.id) ?? []) : []
    return loops.length === 0 ? 0 : 6 + Math.max(...loops.map(({ label }) => stringWidth(label)))
  }

  private gap(a: Item, b: Item): number {
    if (this.across) return 1
    return a.kind === 'node' && b.kind === 'node' ? 3 : 2
  }

  private drawItem(item: Item, main: number, depth: number): void {
    if (item.kind === 'node') this.drawNode(item, main, depth)
    else this.lead(item.cross, main - 1, main + depth, this.isDashed(item))
    if (item.kind !== 'label') return
    const space = Math.floor((depth - item.mainSize) / 2)
    if (this.across) this.canvas.write(main + space, item.cross, ` ${item.label} `)
    else this.canvas.write(item.cross + 2, main, item.label)
  }

  private isDashed(item: Item): boolean {
    return this.layered.segments.some(
      ({ upper, lower, edge }) => edge.dashed && (upper === item || lower === item),
    )
  }

  private drawNode(item: Item, main: number, depth: number): void {
    const { node } = item
    if (node === undefined) return
    const [x, y] = this.at(main, item.cross)
    if (node.shape === 'dot') {
      for (const { upper, edge } of this.layered.segments) {
        if (upper === item) this.lead(item.cross, main, main + depth, edge.dashed)
        else this.lead(item.cross, main - 1, main, edge.dashed)
      }
      this.canvas.write(x, y, node.label[0] ?? '')
      return
    }
    const cross = item.crossSize - item.loopSize
    const width = this.across ? depth : cross
    const height = this.across ? cross : depth
    drawBox(this.canvas, node, { x, y, width, height })
    this.drawLoops(node, x + width - 1, y)
    this.drawTails(item, main, depth)
  }

  /** Where edges without an arrow meet the box, its border opens. */
  private drawTails(item: Item, main: number, depth: number): void {
    const [before, after] = this.across ? ['┤', '├'] : ['┴', '┬']
    for (const { upper, lower, upperPort, lowerPort, arrowUp, arrowDown } of this.layered.segments) {
      if (upper === item && !arrowUp)
        this.canvas.write(...this.at(main + depth - 1, item.cross + upperPort), after)
      if (lower === item && !arrowDown) this.canvas.write(...this.at(main, item.cross + lowerPort), before)
    }
  }

  private drawLoops(node: GraphNode, x: number, y: number): void {
    const loops = this.layered.loops.get(node.id) ?? []
    if (loops.length === 0) return
    this.canvas.write(x, y + 1, '├──┐')
    this.canvas.write(x + 1, y + 2, '◄─┘')
    this.canvas.write(x + 5, y + 1, loops.map(({ label }) => label).join(', '))
  }

  /** Draws all lines between two layers and returns how much room they took. */
  private drawChannel(segments: readonly Segment[], main: number): number {
    const wires = wiresBelow(this.layered, segments[0]?.upper.layer ?? 0)
    const { tracks, count } = routeChannel(wires)
    const first = segments.some(({ upper }) => upper.kind === 'node') ? 1 : 0
    const last = segments.some(({ lower }) => lower.kind === 'node') ? 1 : 0
    const spread = this.across ? 2 : 1
    const size = first + last + Math.max(count * spread, first + last === 0 ? 1 : 0)
    for (const [index, segment] of segments.entries()) {
      const { from, to } = wires[index] ?? { from: 0, to: 0 }
      const { dashed } = segment.edge
      const track = main + first + (tracks[index] ?? 0) * spread
      if (from === to) this.lead(from, main - 1, main + size, dashed)
      else this.bend(from, to, { start: main - 1, track, end: main + size }, dashed)
      const [up, down] = this.across ? ['◄', '►'] : ['▲', '▼']
      if (segment.arrowUp) this.canvas.write(...this.at(main, from), up)
      if (segment.arrowDown) this.canvas.write(...this.at(main + size - 1, to), down)
    }
    return size
  }

  private bend(
    from: number,
    to: number,
    way: { start: number; track: number; end: number },
    dashed: boolean,
  ): void {
    this.lead(from, way.start, way.track, dashed)
    const [x1, y1] = this.at(way.track, from)
    const [x2, y2] = this.at(way.track, to)
    this.canvas.line(x1, y1, x2, y2, dashed)
    this.lead(to, way.track, way.end, dashed)
  }

  /** A line with the flow. Its ends join what is there: a box, whose border hides it, or more line. */
  private lead(cross: number, start: number, end: number, dashed: boolean): void {
    const [x1, y1] = this.at(Math.max(0, start), cross)
    const [x2, y2] = this.at(end, cross)
    this.canvas.line(x1, y1, x2, y2, dashed)
  }

  private at(main: number, cross: number): [number, number] {
    return this.across ? [main, cross] : [cross, main]
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const FRAMES: Readonly<Record<Exclude<GraphNode['shape'], 'dot'>, string>> = {
  box: '┌─┐└─┘',
  round: '╭─╮╰─╯',
  diamond: '╱─╲╲─╱',
  store: '╭═╮╰═╯',
}

function drawBox(canvas: Canvas, node: GraphNode, { x, y, width, height }: Box): void {
  const frame = [...FRAMES[node.shape === 'dot' ? 'box' : node.shape]]
  const edge = (left = '', middle = '', right = '') => left + middle.repeat(width - 2) + right
  canvas.write(x, y, edge(frame[0], frame[1], frame[2]))
  for (let inner = 1; inner < height - 1; inner++) canvas.write(x, y + inner, edge('│', ' ', '│'))
  canvas.write(x, y + height - 1, edge(frame[3], frame[4], frame[5]))
  const top = y + 1 + Math.floor((height - 2 - node.label.length) / 2)
  for (const [index, line] of node.label.entries()) {
    canvas.write(x + 1 + Math.floor((width - 2 - stringWidth(line)) / 2), top + index, line)
  }
}

function trim(drawing: string): string {
  return drawing.replace(/^(\s*\n)+/, '').trimEnd()
}
