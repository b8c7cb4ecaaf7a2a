import type { Size } from './terminal/screen-options.ts'

/** Longer lines than this are hard to read; wider terminals get margins. */
const TEXT_COLUMNS_MAX = 100
/** Left of the text: one column for the marker of the line that was jumped to, one of air. */
export const GUTTER_COLUMNS = 2

export interface Layout {
  /** Empty columns left of the gutter. */
  readonly margin: number
  readonly textColumns: number
  /** Rows between title bar and status bar. */
  readonly bodyRows: number
}

export function layoutFor({ columns, rows }: Size): Layout {
  const textColumns = Math.max(1, Math.min(TEXT_COLUMNS_MAX, columns - 2 * GUTTER_COLUMNS))
  const margin = Math.max(0, Math.floor((columns - textColumns) / 2) - GUTTER_COLUMNS)
  return { margin, textColumns, bodyRows: Math.max(1, rows - 2) }
}
