import { foldLines } from '../components/fold.ts'
import { type Size, sizeOf } from '../terminal/screen-options.ts'

/** Longer lines are hard to read. */
const WIDEST = 100
const NARROWEST = 20

/** Writes lines, folded between words for the width that the terminal has at that time. */
export function speaker(stdout: NodeJS.WriteStream): (...lines: readonly string[]) => void {
  return (...lines) => {
    stdout.write(`${fold(lines, sizeOf(stdout)).join('\n')}\n`)
  }
}

/**
 * One column stays free: some terminals that cannot move their cursor go on in the next row when the
 * last column is written to.
 */
export function linearWidth({ columns }: Pick<Size, 'columns'>): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns - 1))
}

export function fold(lines: readonly string[], size: Pick<Size, 'columns'>): string[] {
  return foldLines(lines, linearWidth(size))
}
