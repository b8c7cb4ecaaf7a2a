/** The first few, and how many there are beyond: `a, b, c and 4 more`. */
export function someOf(names: readonly (string | number)[], most: number): string {
  const rest = names.length - most
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
