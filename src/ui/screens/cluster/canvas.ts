import type { LessonTheme, Role } from '../../../report/lesson/theme.ts'

interface Cell {
  readonly character: string
  readonly role: Role | undefined
}

/** A drawing of single-width characters, each painted as its role says. Later strokes cover earlier ones. */
export class Canvas {
  readonly width: number
  readonly height: number
  readonly #cells: (Cell | undefined)[]

  constructor(width: number, height: number) {
    this.width = Math.max(0, width)
    this.height = Math.max(0, height)
    this.#cells = new Array<Cell | undefined>(this.width * this.height).fill(undefined)
  }

  /** What does not fit is cut off. */
  text(x: number, y: number, text: string, role?: Role): void {
    if (y < 0 || y >= this.height) return
    let column = x
    for (const character of text) {
      if (column >= 0 && column < this.width) this.#cells[y * this.width + column] = { character, role }
      column += 1
    }
  }

  lines({ paint }: LessonTheme): string[] {
    return Array.from({ length: this.height }, (_, y) => {
      const row = this.#cells.slice(y * this.width, (y + 1) * this.width)
      return runsOf(row)
        .map(({ text, role }) => (role === undefined ? text : paint[role](text)))
        .join('')
    })
  }
}

function runsOf(row: readonly (Cell | undefined)[]): { text: string; role: Role | undefined }[] {
  const runs: { text: string; role: Role | undefined }[] = []
  for (const cell of row) {
    const { character = ' ', role } = cell ?? {}
    const last = runs.at(-1)
    if (last !== undefined && last.role === role) last.text += character
    else runs.push({ text: character, role })
  }
  return runs
}
