import stringWidth from 'string-width'

/** Pieces on the right are given up one by one, the first one first, when there is no room for all. */
export function barText(columns: number, left: string, right: readonly string[]): string {
  const room = columns - stringWidth(left) - 2
  const shown = right.join('  ')
  const gap = room - stringWidth(shown)
  if (gap >= 1) return ` ${left}${' '.repeat(gap)}${shown} `
  return right.length > 1
    ? barText(columns, left, right.slice(1))
    : ` ${left}${' '.repeat(Math.max(1, room + 1))}`
}
