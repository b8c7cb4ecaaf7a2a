import type { Trace } from '../../simulation/kernel/trace.ts'
import { looksAt, seconds, spokenNote } from './window.ts'

export interface FrameOptions {
  readonly title: string
  readonly columns: number
  readonly rows: number
}

const STATUS = { up: ' ', down: 'x', paused: '=' } as const

/** The cluster at one time in plain lines: its nodes, what is under way, the latest words. No line is longer than `columns`. */
export function traceFrame(trace: Trace, atUs: number, { title, columns, rows }: FrameOptions): string[] {
  const heading = [`${title}   ${seconds(atUs)}`, '']
  const nodes = nodeLines(trace, atUs)
  const room = Math.max(2, rows - heading.length - nodes.length - 4)
  const under = flightLines(trace, atUs, Math.floor(room / 2))
  const told = trace.notes
    .filter((note) => note.atUs <= atUs)
    .slice(-Math.ceil(room / 2))
    .map(
      (note) =>
        `${seconds(note.atUs)}  ${note.kind === 'violation' ? 'BROKEN: ' : ''}${spokenNote(trace, note)}`,
    )
  const lines = [...heading, ...nodes, '', 'under way:', ...under, '', ...told]
  return lines.slice(0, rows).map((line) => line.slice(0, columns))
}

function nodeLines(trace: Trace, atUs: number): string[] {
  const looks = looksAt(trace, atUs)
  const wide = Math.max(...trace.nodes.map(({ name }) => name.length))
  return trace.nodes.map(({ name }, node) => {
    const look = looks[node]
    const status = look?.status ?? 'up'
    const fields = Object.entries(look?.view.fields ?? {}).map(([field, value]) => `${field} ${value}`)
    const word = status === 'up' ? (look?.view.role ?? '') : status
    const log = status === 'down' ? '' : (look?.view.log ?? []).slice(-6).join(' ')
    return `${STATUS[status]} ${name.padEnd(wide)}  ${word.padEnd(10)}  ${fields.join('  ')}  ${log}`.trimEnd()
  })
}

function flightLines(trace: Trace, atUs: number, most: number): string[] {
  const flying = trace.messages.filter(
    ({ sentUs, arrivesUs, lost }) =>
      sentUs <= atUs && arrivesUs > atUs && lost !== 'network' && lost !== 'partition',
  )
  const shown = flying.slice(0, flying.length > most ? most - 1 : most).map(({ from, to, text }) => {
    return `  ${trace.nodes[from]?.name} -> ${trace.nodes[to]?.name}  ${text}`
  })
  return flying.length > shown.length ? [...shown, `  and ${flying.length - shown.length} more`] : shown
}
