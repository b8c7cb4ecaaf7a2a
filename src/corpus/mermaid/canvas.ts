import stringWidth from 'string-width'

const UP = 1
const RIGHT = 2
const DOWN = 4
const LEFT = 8

const CORNERS = [' ', '╵', '╶', '└', '╷', '│', '┌', '├', '╴', '┘', '─', '┴', '┐', '┤', '┬', '┼']

/**
 * A grid of terminal cells. Lines are kept as the directions in which they leave a cell, so that
 * corners and crossings come out right in whatever order they are drawn; text lies on top of them.
 */
export class Canvas {
  private readonly lines: number[][] = []
  private readonly dashed: boolean[][] = []
  private readonly text: (string | undefined)[][] = []

  /** A line leaves the cell in the given directions. */
  join(x: number, y: number, directions: number, dashed = false): void {
    const line = row(this.lines, y)
    line[x] = (line[x] ?? 0) | directions
    row(this.dashed, y)[x] = dashed
  }

  /** One straight line between two cells, both included. */
  line(fromX: number, fromY: number, toX: number, toY: number, dashed = false): void {
    const stepX = Math.sign(toX - fromX)
    const stepY = Math.sign(toY - fromY)
    const ahead = stepX > 0 ? RIGHT : stepX < 0 ? LEFT : stepY > 0 ? DOWN : UP
    const behind = stepX > 0 ? LEFT : stepX < 0 ? RIGHT : stepY > 0 ? UP : DOWN
    for (let x = fromX, y = fromY; x !== toX || y !== toY; x += stepX, y += stepY) {
      this.join(x, y, ahead, dashed)
      this.join(x + stepX, y + stepY, behind, dashed)
    }
  }

  /** Text from a cell to the right; a wide character takes two cells. */
  write(x: number, y: number, text: string): void {
    let column = x
    for (const { segment } of new Intl.Segmenter().segment(text)) {
      const width = stringWidth(segment)
      if (width === 0) continue
      row(this.text, y)[column] = segment
      for (let more = 1; more < width; more++) row(this.text, y)[column + more] = ''
      column += width
    }
  }

  toString(): string {
    const height = Math.max(this.lines.length, this.text.length)
    return Array.from({ length: height }, (_, y) => this.drawRow(y)).join('\n')
  }

  private drawRow(y: number): string {
    const width = Math.max(this.lines[y]?.length ?? 0, this.text[y]?.length ?? 0)
    let drawn = ''
    for (let x = 0; x < width; x++) drawn += this.text[y]?.[x] ?? this.lineAt(x, y)
    return drawn.trimEnd()
  }

  private lineAt(x: number, y: number): string {
    const directions = this.lines[y]?.[x] ?? 0
    if (this.dashed[y]?.[x] === true) {
      if (directions === (UP | DOWN)) return '╎'
      if (directions === (LEFT | RIGHT)) return '╌'
    }
    return CORNERS[directions] ?? ' '
  }
}

function row<T>(rows: T[][], y: number): T[] {
  while (rows.length <= y) rows.push([])
  return rows[y] ?? []
}
