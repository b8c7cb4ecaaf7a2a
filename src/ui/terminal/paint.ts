import stringWidth from 'string-width'
import type { Size } from './screen-options.ts'

/** A whole screen: styled lines, and where the terminal's own cursor shows (nowhere while undefined). */
export interface Frame {
  readonly lines: readonly string[]
  readonly cursor?: { readonly row: number; readonly column: number } | undefined
}

const ESC = '\u001B['
/** Terminals that know it show the frame at once (mode 2026); others ignore it. */
const BEGIN = `${ESC}?2026h`
const END = `${ESC}?2026l`

/**
 * The bytes that turn `previous` into `next`: only rows that differ are written, each at its own
 * address. Nothing is cleared first, so nothing flickers. Without `previous` every row is written.
 * An empty string means that there is nothing to do.
 */
export function paint(previous: Frame | undefined, next: Frame, size: Size): string {
  const rows = changedRows(previous, next, size).join('')
  if (rows === '' && sameCursor(previous, next)) return ''
  return `${BEGIN}${ESC}?25l${rows}${cursorAt(next)}${END}`
}

function changedRows(previous: Frame | undefined, next: Frame, { columns, rows }: Size): string[] {
  return Array.from({ length: rows }, (_, row) => {
    const line = next.lines[row] ?? ''
    if (previous !== undefined && (previous.lines[row] ?? '') === line) return ''
    return `${ESC}${row + 1};1H${line}${eraseRest(line, columns)}`
  })
}

/** Erasing after the last column was written would take that column with it, on some terminals. */
function eraseRest(line: string, columns: number): string {
  return stringWidth(line) < columns ? `${ESC}0m${ESC}K` : `${ESC}0m`
}

function cursorAt({ cursor }: Frame): string {
  return cursor === undefined ? '' : `${ESC}${cursor.row + 1};${cursor.column + 1}H${ESC}?25h`
}

function sameCursor(previous: Frame | undefined, next: Frame): boolean {
  return (
    previous !== undefined &&
    previous.cursor?.row === next.cursor?.row &&
    previous.cursor?.column === next.cursor?.column
  )
}
