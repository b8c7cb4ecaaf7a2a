import type { Trace, TracedMessage } from '../../simulation/kernel/trace.ts'

/** A stretch of a run, in microseconds. */
export interface TraceWindow {
  readonly fromUs: number
  readonly toUs: number
}

/** More arrows than this, and nobody follows one. */
const MOST_MESSAGES = 300

/** The whole run if it can be read, else the last part before the first violation, else the first part. */
export function readableWindow(trace: Trace): TraceWindow {
  const { messages, notes, endUs } = trace
  const violation = notes.find(({ kind }) => kind === 'violation')
  const toUs = violation === undefined ? endUs : Math.min(endUs, violation.atUs + 1)
  const before = messages.filter(({ sentUs }) => sentUs <= toUs)
  if (before.length <= MOST_MESSAGES) return { fromUs: firstUs(trace), toUs }
  if (violation !== undefined) return { fromUs: (before.at(-MOST_MESSAGES) as TracedMessage).sentUs, toUs }
  return { fromUs: firstUs(trace), toUs: (before[MOST_MESSAGES] as TracedMessage).sentUs }
}

/** A little before anything happens. */
function firstUs({ messages, notes, endUs }: Trace): number {
  const first = Math.min(endUs, messages[0]?.sentUs ?? endUs, notes[0]?.atUs ?? endUs)
  return Math.max(0, first - 5000)
}

export function messagesIn({ messages }: Trace, { fromUs, toUs }: TraceWindow): TracedMessage[] {
  return messages.filter(({ sentUs, arrivesUs }) => arrivesUs >= fromUs && sentUs <= toUs)
}

/** How every node looked at a time: the last change of each by then. */
export function looksAt({ nodes, changes }: Trace, atUs: number): (Trace['changes'][number] | undefined)[] {
  const looks = new Array<Trace['changes'][number] | undefined>(nodes.length).fill(undefined)
  for (const change of changes) {
    if (change.atUs > atUs) break
    looks[change.node] = change
  }
  return looks
}

/** `0.173 s`, with as many digits as tell events apart. */
export function seconds(atUs: number): string {
  return `${(atUs / 1e6).toFixed(3)} s`
}

/** What a node says begins with its name; a violation names its nodes itself. */
export function spokenNote(trace: Trace, { node, text, kind }: Trace['notes'][number]): string {
  const name = kind === 'violation' ? undefined : trace.nodes[node]?.name
  return name === undefined ? text : `${name} ${text}`
}
