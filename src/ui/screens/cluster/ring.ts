import type { NodeId } from '../../../simulation/kernel/fault.ts'
import type { NodeChange } from '../../../simulation/kernel/trace.ts'
import { Canvas } from './canvas.ts'
import type { Blocked } from './cuts.ts'
import { type Look, nodeRole, nodeSign, nodeWord, type Signs } from './signs.ts'
import type { Flight } from './timeline.ts'

/** What the drawing shows: the nodes and the messages at one moment. */
export interface Picture {
  readonly nodes: readonly (NodeChange | undefined)[]
  readonly flights: readonly Flight[]
  readonly blocked: Blocked
  readonly chosen: NodeId
  readonly marked: readonly NodeId[]
}

export interface Place {
  readonly x: number
  readonly y: number
}

interface Box extends Place {
  readonly width: number
  readonly height: number
}

const LABEL_COLUMNS = 17
/** So high, the labels have room for a third row. */
const TALL_RING = 15
/** A character of a terminal is about twice as high as it is wide. */
const ASPECT = 2

/** The nodes in a ring, the messages between them as arrows that move, and the cuts. */
export function ringLines(picture: Picture, width: number, height: number, look: Look): string[] {
  const canvas = new Canvas(width, height)
  const boxes = ringPlaces(picture.nodes.length, width, height)
  if (hasCut(picture)) drawCuts(canvas, boxes, picture.blocked, look.signs)
  for (const flight of picture.flights) drawTrail(canvas, boxes, flight, look.signs)
  for (const flight of picture.flights) drawMessage(canvas, boxes, flight, look.signs)
  for (const [node, box] of boxes.entries()) drawNode(canvas, box, node, picture, look)
  return canvas.lines(look.theme)
}

/** Whether a ring of so many nodes has room, so that no label covers another. */
export function ringFits(count: number, width: number, height: number): boolean {
  const boxes = ringPlaces(count, width, height)
  const apart = (a: Box, b: Box) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  const inside = boxes.every((a) => a.x + a.width <= width && a.y + a.height <= height)
  return inside && boxes.every((a, at) => boxes.slice(at + 1).every((b) => apart(a, b)))
}

/**
 * Where the labels stand: the first at the top, the others clockwise. The ring is wider at its top
 * and bottom than a circle would be, because labels are wide and low.
 */
export function ringPlaces(count: number, width: number, height: number): Box[] {
  const labelRows = height >= TALL_RING ? 3 : 2
  const across = Math.max(0, width - LABEL_COLUMNS) / 2
  const down = Math.max(0, height - labelRows) / 2
  return Array.from({ length: count }, (_, node) => {
    const angle = (2 * Math.PI * node) / count - Math.PI / 2
    return {
      x: Math.round(across + across * widened(Math.cos(angle))),
      y: Math.round(down + down * Math.sin(angle)),
      width: LABEL_COLUMNS,
      height: labelRows,
    }
  })
}

function widened(share: number): number {
  return Math.sign(share) * Math.abs(share) ** 0.6
}

function drawNode(canvas: Canvas, box: Box, node: NodeId, picture: Picture, { signs }: Look): void {
  const change = picture.nodes[node]
  const role = nodeRole(change)
  const pointer = picture.chosen === node ? signs.chosen : ' '
  const mark = picture.marked.includes(node) ? '+' : ''
  const title = `${pointer}${nodeSign(signs, change)} ${node}${mark} ${nodeWord(change)}`
  const rows = [title, ...fieldRows(change, box.width - 3).map((row) => `   ${row}`)]
  for (let row = 0; row < box.height; row += 1) {
    canvas.text(box.x, box.y + row, (rows[row] ?? '').padEnd(box.width).slice(0, box.width), role)
  }
}

/** The fields of a node in rows, as many in each as have room. */
export function fieldRows(change: NodeChange | undefined, width: number): string[] {
  const rows: string[] = []
  for (const [name, value] of Object.entries(change?.view.fields ?? {})) {
    const text = `${name} ${value}`
    const last = rows.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= width)
      rows[rows.length - 1] = `${last} ${text}`
    else rows.push(text)
  }
  return rows
}

function centre({ x, y, width, height }: Box): Place {
  return { x: x + (width - 1) / 2, y: y + (height - 1) / 2 }
}

function inside({ x, y, width, height }: Box, place: Place): boolean {
  return place.x >= x && place.x < x + width && place.y >= y && place.y < y + height
}

/** The cells between two labels, from the one to the other. */
export function pathBetween(from: Box, to: Box): Place[] {
  const start = centre(from)
  const end = centre(to)
  const steps = Math.max(1, Math.round(Math.max(Math.abs(end.x - start.x), Math.abs(end.y - start.y))))
  return Array.from({ length: steps + 1 }, (_, step) => ({
    x: Math.round(start.x + ((end.x - start.x) * step) / steps),
    y: Math.round(start.y + ((end.y - start.y) * step) / steps),
  })).filter((place) => !inside(from, place) && !inside(to, place))
}

function drawTrail(canvas: Canvas, boxes: readonly Box[], { message }: Flight, signs: Signs): void {
  for (const { x, y } of pathOf(boxes, message)) canvas.text(x, y, signs.trail, 'muted')
}

/** A lost message gets half of the way. */
function drawMessage(canvas: Canvas, boxes: readonly Box[], flight: Flight, signs: Signs): void {
  const { message, share, lost } = flight
  const path = pathOf(boxes, message)
  const reached = lost ? Math.min(0.5, share) : share
  const at = path[Math.min(path.length - 1, Math.floor(reached * path.length))]
  if (at === undefined) return
  const sign = lost && share >= 0.5 ? signs.lost : arrowFor(boxes, message, signs)
  canvas.text(at.x, at.y, sign, lost ? 'caution' : 'important')
}

function pathOf(boxes: readonly Box[], { from, to }: Flight['message']): Place[] {
  const [start, end] = [boxes[from], boxes[to]]
  return start === undefined || end === undefined ? [] : pathBetween(start, end)
}

function arrowFor(boxes: readonly Box[], { from, to }: Flight['message'], signs: Signs): string {
  const [start, end] = [boxes[from], boxes[to]]
  if (start === undefined || end === undefined) return signs.trail
  const a = centre(start)
  const b = centre(end)
  const turn = Math.atan2((b.y - a.y) * ASPECT, b.x - a.x) / (2 * Math.PI)
  return signs.arrows[(Math.round(turn * 8) + 8) % 8] ?? signs.trail
}

function hasCut({ nodes, blocked }: Picture): boolean {
  return nodes.some((_, from) => nodes.some((__, to) => from !== to && blocked(from, to)))
}

/** A cut runs where a cell is nearer to a node on its other side than the cell beside it. */
function drawCuts(canvas: Canvas, boxes: readonly Box[], blocked: Blocked, signs: Signs): void {
  const centres = boxes.map(centre)
  const nearest = Array.from({ length: canvas.height }, (_, y) =>
    Array.from({ length: canvas.width }, (_, x) => nearestOf(centres, x, y)),
  )
  const cut = (a = 0, b = 0) => a !== b && (blocked(a, b) || blocked(b, a))
  for (const [y, row] of nearest.entries()) {
    for (const [x, node] of row.entries()) {
      if (cut(node, row[x + 1] ?? node)) canvas.text(x, y, signs.cutUpright, 'caution')
      else if (cut(node, nearest[y + 1]?.[x] ?? node)) canvas.text(x, y, signs.cutFlat, 'caution')
    }
  }
}

function nearestOf(centres: readonly Place[], x: number, y: number): number {
  let nearest = 0
  let least = Number.POSITIVE_INFINITY
  for (const [node, place] of centres.entries()) {
    const dx = place.x - x
    const dy = (place.y - y) * ASPECT
    const distance = dx * dx + dy * dy
    if (distance < least) {
      least = distance
      nearest = node
    }
  }
  return nearest
}
