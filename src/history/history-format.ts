import { UserError } from '../lib/user-error.ts'

/** How a file tells a history. */
export type HistoryFormat = 'edn' | 'json' | 'jepsen-log'

export interface Layout {
  readonly format: HistoryFormat
  /** All events stand in one vector or array, not one after the other. */
  readonly wrapped: boolean
}

/** Which form the text has, seen from its beginning; undefined of a text in which nothing is said. */
export function layoutOf(head: string): Layout | undefined {
  const text = head.replace(/^(?:[\s,\uFEFF]|;[^\n]*\n?)*/, '')
  if (text === '') return undefined
  const wrapped = /^[[(]\s*[[({#\]]/.test(text)
  if (/^[[(]*\s*\{\s*"/.test(text)) return { format: 'json', wrapped }
  if (/^[[({#]/.test(text)) return { format: 'edn', wrapped }
  if (/jepsen\.util - |^\d+\s+:invoke\s/m.test(text)) return { format: 'jepsen-log', wrapped: false }
  throw new UserError('This is not a history: it begins with neither an event nor a line of a Jepsen log.', {
    code: 'not-a-history',
    next: [
      'Give a history as Jepsen or Maelstrom writes it (history.edn), as lines of JSON, or a log of Jepsen or Porcupine.',
    ],
  })
}

/** `INFO  jepsen.util - 3	:ok	:read	nil`, what stands before the process being the logger's own. */
const LOG_LINE = /(?:^|jepsen\.util - )\s*(:?[\w-]+)\s+:(invoke|ok|fail|info)\s+:(\S+)\s+(.*?)\s*$/

/** The four words of a line of Jepsen's log, as a tuple in EDN; undefined of a line that tells of something else. */
export function logTuple(line: string): string | undefined {
  const words = LOG_LINE.exec(line)
  return words ? `[${words[1]} :${words[2]} :${words[3]} ${words[4] || 'nil'}]` : undefined
}
