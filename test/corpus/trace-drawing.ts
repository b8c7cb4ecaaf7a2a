/** A line found in a drawing: the labels of the boxes that it joins, and where it has arrowheads. */
export interface TracedLine {
  readonly from: string
  readonly to: string
  readonly arrowAtFrom: boolean
  readonly arrowAtTo: boolean
}

interface Box {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly right: number
  readonly bottom: number
}

const UP = 1
const RIGHT = 2
const DOWN = 4
const LEFT = 8
const OPPOSITE: Readonly<Record<number, number>> = { [UP]: DOWN, [DOWN]: UP, [LEFT]: RIGHT, [RIGHT]: LEFT }
const STEP: Readonly<Record<number, readonly [number, number]>> = {
  [UP]: [0, -1],
  [DOWN]: [0, 1],
  [LEFT]: [-1, 0],
  [RIGHT]: [1, 0],
}
const SIGNS: Readonly<Record<string, number>> = {
  '│': UP | DOWN,
  '╎': UP | DOWN,
  '─': LEFT | RIGHT,
  '╌': LEFT | RIGHT,
  '└': UP | RIGHT,
  '┘': UP | LEFT,
  '┌': DOWN | RIGHT,
  '┐': DOWN | LEFT,
}

/**
 * Reads a drawing as a person would: finds the boxes, then follows each line that leaves the lower
 * side of one, straight on at crossings, to the box where it ends. It knows nothing of how the
 * drawing was made. For graphs drawn down the page with rounded boxes.
 */
export function traceDrawing(drawing: string): TracedLine[] {
  const cells = drawing.split('\n').map((line) => [...line])
  const at = (x: number, y: number) => cells[y]?.[x] ?? ' '
  const boxes = findBoxes(cells)
  return boxes.flatMap((box) => {
    const lines: TracedLine[] = []
    for (let x = box.x + 1; x < box.right; x++) {
      const first = at(x, box.bottom + 1)
      const leaves = first === '▲' || (at(x, box.bottom) === '┬' && first !== ' ')
      if (leaves) lines.push(follow(box, x, at, boxes))
    }
    return lines
  })
}

function follow(box: Box, startX: number, at: (x: number, y: number) => string, boxes: Box[]): TracedLine {
  let [x, y, way] = [startX, box.bottom + 1, DOWN]
  const arrowAtFrom = at(x, y) === '▲'
  for (let steps = 0; steps < 10_000; steps++) {
    const sign = at(x, y)
    const target = boxes.find((other) => y === other.y && x > other.x && x < other.right)
    if (target) return { from: box.label, to: target.label, arrowAtFrom, arrowAtTo: at(x, y - 1) === '▼' }
    if (sign !== '▲' && sign !== '▼' && sign !== '┼') {
      const ways = SIGNS[sign] ?? 0
      const back = OPPOSITE[way] ?? 0
      if ((ways & back) === 0)
        throw new Error(`a line breaks off at column ${x + 1}, row ${y + 1}: "${sign}"`)
      way = ways & ~back
    }
    const [dx, dy] = STEP[way] ?? [0, 0]
    x += dx
    y += dy
  }
  throw new Error('a line goes round in circles')
}

function findBoxes(cells: readonly string[][]): Box[] {
  return cells.flatMap((row, y) =>
    row.flatMap((sign, x) => {
      if (sign !== '╭') return []
      const right = row.indexOf('╮', x)
      const below = cells.findIndex((line, index) => index > y && line[x] === '╰')
      const label =
        cells[y + 1]
          ?.slice(x + 1, right)
          .join('')
          .trim() ?? ''
      return [{ label, x, y, right, bottom: below }]
    }),
  )
}
