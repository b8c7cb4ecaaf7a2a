export interface ChartOptions {
  /** Columns in all, labels included. */
  readonly width: number
  /** Rows of the plot; the axis and its labels take two more, marks one more. */
  readonly height: number
  /** False draws with ASCII alone. */
  readonly unicode: boolean
  /** Value at the top; the largest value, rounded up, when left out. */
  readonly max?: number
  /** Values that the full width stands for, so that a chart can grow while it is replayed. */
  readonly extent?: number
  /** What to write beside the top and the bottom. */
  readonly format: (value: number) => string
  /** Columns for those labels; as many as they need when left out. */
  readonly labelWidth?: number
  /** Below the axis, at its left and right end. */
  readonly ends?: readonly [string, string]
  /** A stretch to mark below the axis, as shares of the width from 0 to 1. */
  readonly mark?: { readonly from: number; readonly to: number; readonly text: string }
}

interface Signs {
  /** From empty to full. */
  readonly levels: string
  readonly side: string
  readonly corner: string
  readonly floor: string
  readonly markLeft: string
  readonly markRight: string
}

const UNICODE: Signs = {
  levels: ' ▁▂▃▄▅▆▇█',
  side: '┤',
  corner: '└',
  floor: '─',
  markLeft: '├',
  markRight: '┤',
}
const ASCII: Signs = { levels: ' .:#', side: '|', corner: '+', floor: '-', markLeft: '|', markRight: '|' }

/**
 * A series as a filled chart: each column is the mean of the values it stands for. A pure function
 * from numbers to lines of plain text, none wider than `width`.
 */
export function drawChart(values: readonly number[], options: ChartOptions): string[] {
  const signs = options.unicode ? UNICODE : ASCII
  const max = options.max ?? ceiling(values)
  const labels = [options.format(max), options.format(0)] as const
  const labelWidth = options.labelWidth ?? Math.max(labels[0].length, labels[1].length)
  const columns = Math.max(1, options.width - labelWidth - 2)
  const heights = columnMeans(values, columns, options.extent ?? values.length).map((mean) =>
    level(mean / max, options.height * (signs.levels.length - 1)),
  )
  const rows = Array.from({ length: options.height }, (_, row) => {
    const label = row === 0 ? labels[0] : ''
    return `${label.padStart(labelWidth)} ${signs.side}${plotRow(heights, options.height - 1 - row, signs)}`
  })
  const floor = `${labels[1].padStart(labelWidth)} ${signs.corner}${signs.floor.repeat(columns)}`
  return [...rows, floor, ...below(options, signs, columns).map((line) => ' '.repeat(labelWidth + 2) + line)]
}

/** A round number that no value exceeds, so that two charts can share a scale. A time without a value is NaN. */
export function ceiling(values: readonly number[]): number {
  const largest = values
    .filter((value) => !Number.isNaN(value))
    .reduce((most, value) => Math.max(most, value), 0)
  if (largest === 0) return 1
  let power = 1
  while (power < largest) power *= 10
  while (power >= largest) power /= 10
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
  return (steps.find((step) => step * power >= largest) ?? 10) * power
}

/** Two charts, or other blocks of lines, next to each other. */
export function beside(left: readonly string[], right: readonly string[], width: number): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `${(left[row] ?? '').padEnd(width)}${right[row] ?? ''}`.trimEnd(),
  )
}

/** NaN for a column that no value has reached yet. */
function columnMeans(values: readonly number[], columns: number, extent: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * extent) / columns)
    const to = Math.max(from + 1, Math.floor(((column + 1) * extent) / columns))
    const slice = values.slice(from, to).filter((value) => !Number.isNaN(value))
    return slice.length === 0 ? Number.NaN : slice.reduce((sum, value) => sum + value, 0) / slice.length
  })
}

/** Anything above nothing shows: a value that is small is not the same as none. */
function level(share: number, full: number): number {
  if (!(share > 0)) return 0
  return Math.min(full, Math.max(1, Math.round(share * full)))
}

function plotRow(heights: readonly number[], rowFromFloor: number, { levels }: Signs): string {
  const perRow = levels.length - 1
  return heights
    .map((height) => levels[Math.max(0, Math.min(perRow, height - rowFromFloor * perRow))] ?? ' ')
    .join('')
    .trimEnd()
}

function below({ ends, mark }: ChartOptions, signs: Signs, columns: number): string[] {
  const lines: string[] = []
  if (mark) lines.push(markLine(mark, signs, columns))
  if (ends) lines.push(ends[0] + ends[1].padStart(Math.max(ends[1].length + 1, columns - ends[0].length)))
  return lines
}

function markLine(mark: NonNullable<ChartOptions['mark']>, signs: Signs, columns: number): string {
  const at = (share: number) => Math.max(0, Math.min(columns - 1, Math.round(share * columns)))
  const from = at(mark.from)
  const inside = Math.max(0, at(mark.to) - from - 1)
  const text = inside >= mark.text.length + 2 ? ` ${mark.text} ` : ''
  const left = Math.floor((inside - text.length) / 2)
  const bar = signs.floor.repeat(left) + text + signs.floor.repeat(inside - text.length - left)
  const after = text === '' && from + inside + 3 + mark.text.length <= columns ? ` ${mark.text}` : ''
  return ' '.repeat(from) + signs.markLeft + bar + signs.markRight + after
}
