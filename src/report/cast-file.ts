export interface Recording {
  readonly title: string
  readonly columns: number
  readonly rows: number
  readonly frames: readonly {
    /** Seconds from the start of the recording. */
    readonly atS: number
    /** The whole screen from its first row on; rows that are left out are empty. */
    readonly lines: readonly string[]
  }[]
}

/**
 * A recording in the asciicast format, version 2 (docs.asciinema.org/manual/asciicast/v2): a line of
 * JSON for the header and one for each frame, with the rows that are others than before.
 */
export function castFile({ title, columns, rows, frames }: Recording): string {
  const header = { version: 2, width: columns, height: rows, title, env: { TERM: 'xterm-256color' } }
  let shown: readonly string[] | undefined
  const events = frames.map(({ atS, lines }) => {
    const output = shown === undefined ? whole(lines) : changes(shown, lines)
    shown = lines
    // Also when nothing changed: players end with the last event, and the last screen wants to be read.
    return JSON.stringify([Number(atS.toFixed(3)), 'o', output])
  })
  return [JSON.stringify(header), ...events, ''].join('\n')
}

function whole(lines: readonly string[]): string {
  return `\u001B[?25l\u001B[H\u001B[2J${lines.join('\r\n')}`
}

function changes(before: readonly string[], after: readonly string[]): string {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, row) => {
    const line = after[row] ?? ''
    return line === (before[row] ?? '') ? '' : `\u001B[${row + 1};1H\u001B[2K${line}`
  }).join('')
}
