import stringWidth from 'string-width'

export interface TextColumn {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Colours a cell after it has been padded, so that columns stay straight. */
  readonly paint?: (padded: string) => string
}

const GAP = '  '

/** Rows under titles, each column as wide as its widest cell. No line ends in spaces. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  paintTitle: (text: string) => string = (text) => text,
): string[] {
  const widths = columns.map(({ title }, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  )
  const line = (cells: readonly string[], paint: (padded: string, column: TextColumn) => string) =>
    columns
      .map((column, index) => {
        const last = index === columns.length - 1 && column.align !== 'right'
        const cell = cells[index] ?? ''
        return paint(last ? cell : pad(cell, widths[index] ?? 0, column.align), column)
      })
      .join(GAP)
  const titles = columns.map(({ title }) => title)
  return [
    line(titles, (padded) => paintTitle(padded)),
    ...rows.map((row) => line(row, (padded, { paint }) => (paint ? paint(padded) : padded))),
  ]
}

function pad(cell: string, width: number, align: TextColumn['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(cell)))
  return align === 'right' ? space + cell : cell + space
}
