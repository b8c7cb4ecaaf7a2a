/** The first columns of a text; `more` stands at the end where something is left out. */
export function cut(text: string, width: number, more = ''): string {
  const letters = [...text]
  if (letters.length <= width) return text
  return `${letters
    .slice(0, Math.max(0, width - more.length))
    .join('')
    .trimEnd()}${more}`.slice(0, width)
}
