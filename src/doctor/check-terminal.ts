import type { OutputShape } from '../platform/terminal.ts'
import { type Looked, type Mendable, well } from './finding.ts'

export interface Terminal {
  readonly isInteractive: boolean
  readonly columns: number | undefined
  readonly rows: number | undefined
  readonly shape: OutputShape
  /** As `ColorLevel`. */
  readonly color: number
  readonly kind: string | undefined
}

const LEAST_COLUMNS = 80
const LEAST_ROWS = 24
const COLORS = ['no colour', '16 colours', '256 colours', 'true colour']
const WHERE = 'this terminal'

/** What screens will look like here. Nothing of it is an error: everything works without a terminal too. */
export function checkTerminal({
  isInteractive,
  columns = 0,
  rows = 0,
  shape,
  color,
  kind,
}: Terminal): Looked {
  if (!isInteractive)
    return well('terminal', 'no terminal: input or output is a file or a pipe, so no screen opens')
  const look = `${columns}x${rows}, ${COLORS[color]}, ${shape.unicode ? 'Unicode' : 'ASCII'}`
  const findings = [
    ...(columns < LEAST_COLUMNS || rows < LEAST_ROWS
      ? [
          note(
            'terminal-small',
            `It has ${columns} columns and ${rows} rows; screens are made for ${LEAST_COLUMNS} by ${LEAST_ROWS}.`,
            'Make the window larger.',
          ),
        ]
      : []),
    ...(kind === 'dumb'
      ? [
          note(
            'terminal-dumb',
            'TERM is "dumb": the cursor cannot be moved.',
            'Set TERM to what the terminal is, such as xterm-256color.',
          ),
        ]
      : []),
    ...(shape.unicode
      ? []
      : [
          note(
            'terminal-ascii',
            'The locale is not UTF-8: drawings are made of ASCII.',
            'Set a locale with UTF-8, such as LANG=C.UTF-8.',
          ),
        ]),
  ]
  return { facts: [{ id: 'terminal', what: look }], findings }
}

function note(id: string, what: string, next: string): Mendable {
  return { id, severity: 'info', what, where: WHERE, next }
}
