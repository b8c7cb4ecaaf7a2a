import { doctorWords } from '../messages/doctor/index.ts'
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

/** What screens will look like here. Nothing of it is an error: everything works without a terminal too. */
export function checkTerminal({
  isInteractive,
  columns = 0,
  rows = 0,
  shape,
  color,
  kind,
}: Terminal): Looked {
  const words = doctorWords().terminal
  if (!isInteractive) return well('terminal', words.none)
  const look = `${columns}x${rows}, ${words.colors[color]}, ${shape.unicode ? 'UTF-8' : 'ASCII'}`
  const findings = [
    ...(columns < LEAST_COLUMNS || rows < LEAST_ROWS
      ? [
          note(
            'terminal-small',
            words.small({ columns, rows, leastColumns: LEAST_COLUMNS, leastRows: LEAST_ROWS }),
            words.enlarge,
          ),
        ]
      : []),
    ...(kind === 'dumb' ? [note('terminal-dumb', words.dumb, words.setTerm)] : []),
    ...(shape.unicode ? [] : [note('terminal-ascii', words.ascii, words.setLocale)]),
  ]
  return { facts: [{ id: 'terminal', what: look }], findings }
}

function note(id: string, what: string, next: string): Mendable {
  return { id, severity: 'info', what, where: doctorWords().thisTerminal, next }
}
