import wrapAnsi from 'wrap-ansi'

/** Terms on the left, what they mean wrapped beside them; below them where the terminal is narrow. */
export function definitionList(
  rows: readonly (readonly [string, string])[],
  { width, indent }: { readonly width: number; readonly indent: number },
): string[] {
  const termWidth = Math.max(...rows.map(([term]) => term.length)) + 2
  const margin = ' '.repeat(indent)
  const beside = width - indent - termWidth
  if (beside < 24) return rows.flatMap(([term, text]) => [margin + term, ...fill(text, width, `${margin}  `)])
  return rows.flatMap(([term, text]) =>
    fill(text, beside, '').map((line, row) => margin + (row === 0 ? term : '').padEnd(termWidth) + line),
  )
}

function fill(text: string, width: number, margin: string): string[] {
  return wrapAnsi(text, Math.max(10, width - margin.length))
    .split('\n')
    .map((line) => margin + line)
}
