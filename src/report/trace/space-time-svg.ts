import type { Trace, TracedMessage } from '../../simulation/kernel/trace.ts'
import { escapeXml } from '../escape-xml.ts'
import { byOrder, byTime } from './time-scale.ts'
import { looksAt, messagesIn, readableWindow, seconds, spokenNote, type TraceWindow } from './window.ts'

export interface SpaceTimeOptions {
  /** Above the diagram, and its name for who cannot see it. */
  readonly title: string
  /** Default: what can be read. */
  readonly window?: TraceWindow
  /** Whether each arrow says what it carries; otherwise it does so when it is pointed at. */
  readonly labels?: boolean
  /** Whether moments stand as far apart as in time (default), or all equally far. */
  readonly spacing?: 'time' | 'order'
}

const MARGIN = 16
const TIME_WIDTH = 76
const COLUMN = 150
/** A character of the font is so wide. */
const CHARACTER = 7.3
const HEAD = 84
const ROW = 16
const SHORTEST = 240
const LONGEST = 24_000
const FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

/** One style for light and dark pages; no colour means anything alone: every role and fate stands there as a word or a form. */
const STYLE = `
.ink{fill:#1f2328}.faint{fill:#59636e}.bad{fill:#b3261e}.fault{fill:#8a5a00}
.life{stroke:#59636e;stroke-width:2}.down{stroke:#b3261e;stroke-width:2;stroke-dasharray:2 6}.paused{stroke:#8a5a00;stroke-width:4;stroke-dasharray:1 5}
.message{stroke:#2f6fb3;stroke-width:1.2;fill:none}.lost{stroke:#b3261e;stroke-width:1.2;stroke-dasharray:4 3}.head{fill:#2f6fb3}
.dot{fill:#1f2328}.rule{stroke:#d1d9e0;stroke-width:1}
@media (prefers-color-scheme:dark){.ink,.dot{fill:#e6edf3}.faint{fill:#9198a1}.bad{fill:#ff8b82}.fault{fill:#e3b341}
.life{stroke:#9198a1}.down{stroke:#ff8b82}.paused{stroke:#e3b341}.message{stroke:#7cb7ff}.lost{stroke:#ff8b82}.head{fill:#7cb7ff}.rule{stroke:#3d444d}}`

/**
 * A space-time diagram (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System",
 * 1978): a line for each node, time downwards, an arrow for each message. The same trace gives the
 * same bytes.
 */
export function spaceTimeSvg(
  trace: Trace,
  { title, window = readableWindow(trace), spacing = 'time', labels = false }: SpaceTimeOptions,
): string {
  const plan = layOut(trace, window, spacing)
  const { width, height } = plan
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="${FONT}" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>`,
    `<text class="ink" x="${MARGIN}" y="24" font-size="15">${escapeXml(title)}</text>`,
    `<text class="faint" x="${MARGIN}" y="42">${seconds(window.fromUs)} to ${seconds(window.toUs)}, time runs downwards</text>`,
    ...times(plan),
    ...lifelines(trace, plan),
    ...messagesIn(trace, window).map((message) => arrow(message, plan)),
    ...(labels ? messagesIn(trace, window).map((message) => label(message, plan)) : []),
    ...roles(trace, plan),
    ...notes(trace, plan),
    '</svg>',
    '',
  ].join('\n')
}

interface Plan extends TraceWindow {
  readonly width: number
  readonly height: number
  readonly notesX: number
  readonly notes: readonly Trace['notes'][number][]
  readonly ticks: readonly number[]
  x(node: number): number
  y(atUs: number): number
}

/** As tall as its messages and its notes need. */
function layOut(trace: Trace, { fromUs, toUs }: TraceWindow, spacing: 'time' | 'order'): Plan {
  const notes = trace.notes.filter(({ atUs }) => atUs >= fromUs && atUs <= toUs)
  const busy = Math.max(messagesIn(trace, { fromUs, toUs }).length * 22, notes.length * ROW * 1.3)
  const isByTime = spacing === 'time'
  const body = Math.round(Math.min(isByTime ? LONGEST : 2 * LONGEST, Math.max(SHORTEST, busy)))
  const notesX = MARGIN + TIME_WIDTH + trace.nodes.length * COLUMN
  const scale = isByTime ? byTime({ fromUs, toUs }) : byOrder(trace, { fromUs, toUs })
  return {
    fromUs,
    toUs,
    notes,
    notesX,
    ticks: scale.ticks,
    width: notesX + widest(trace, notes),
    height: HEAD + body + 2 * MARGIN + ROW,
    x: (node) => MARGIN + TIME_WIDTH + node * COLUMN + COLUMN / 2,
    y: (atUs) => tenth(HEAD + scale.share(atUs) * body),
  }
}

function widest(trace: Trace, notes: Plan['notes']): number {
  const letters = Math.max(20, ...notes.map((note) => noteWords(trace, note).length))
  return Math.ceil(letters * CHARACTER) + MARGIN
}

function noteWords(trace: Trace, note: Trace['notes'][number]): string {
  return `${seconds(note.atUs)}  ${note.kind === 'violation' ? 'BROKEN: ' : ''}${spokenNote(trace, note)}`
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

function times({ ticks, notesX, y }: Plan): string[] {
  return ticks.map(
    (atUs) =>
      `<line class="rule" x1="${MARGIN + TIME_WIDTH}" y1="${y(atUs)}" x2="${notesX - MARGIN}" y2="${y(atUs)}"/><text class="faint" x="${MARGIN}" y="${y(atUs) + 4}">${seconds(atUs)}</text>`,
  )
}

/** Solid while the node is up, dashed in other ways while it is down or stands still. */
function lifelines(trace: Trace, plan: Plan): string[] {
  return trace.nodes.flatMap(({ name }, node) => {
    const x = plan.x(node)
    const changes = trace.changes.filter((change) => change.node === node && change.atUs <= plan.toUs)
    const parts = changes.flatMap((change, index) => {
      const endUs = changes[index + 1]?.atUs ?? plan.toUs
      if (endUs < plan.fromUs) return []
      const kind = change.status === 'up' ? 'life' : change.status
      return [`<line class="${kind}" x1="${x}" y1="${plan.y(change.atUs)}" x2="${x}" y2="${plan.y(endUs)}"/>`]
    })
    return [
      `<text class="ink" x="${x}" y="${HEAD - 22}" text-anchor="middle">${escapeXml(name)}</text>`,
      ...parts,
    ]
  })
}

/** A lost message ends in a cross where it would have arrived, or half-way when the network lost it. */
function arrow(message: TracedMessage, { x, y, fromUs, toUs }: Plan): string {
  const { from, to, sentUs, arrivesUs, lost, text } = message
  const half = lost === 'network' || lost === 'partition'
  const from0 = { x: x(from), y: y(sentUs) }
  // Lost on the way, it has no time of arrival: a slope like that of its neighbours says the direction.
  const endUs = half ? Math.max(arrivesUs, sentUs + (toUs - fromUs) / 60) : arrivesUs
  const endX = half ? (x(from) + x(to)) / 2 : x(to)
  // What arrives after the diagram's end is cut off where the end is.
  const cut = endUs > toUs ? (toUs - sentUs) / Math.max(1, endUs - sentUs) : 1
  const end = { x: tenth(from0.x + (endX - from0.x) * cut), y: y(endUs) }
  const title = `<title>${escapeXml(text)}${lost === undefined ? '' : ` (lost: ${LOST[lost]})`}</title>`
  const line = `x1="${from0.x}" y1="${from0.y}" x2="${end.x}" y2="${end.y}"`
  if (cut < 1) return `<line class="${lost === undefined ? 'message' : 'lost'}" ${line}>${title}</line>`
  if (lost === undefined) return `<line class="message" ${line} marker-end="url(#tip)">${title}</line>`
  const cross = `M${end.x - 4} ${tenth(end.y - 4)}l8 8m0 -8l-8 8`
  return `<g><line class="lost" ${line}>${title}</line><path class="lost" d="${cross}"/></g>`
}

const LABEL_SIZE = 10
const LABEL_LETTER = 6.1

/** Above the arrow's middle, as long as there is room between the two lines. */
function label({ from, to, sentUs, arrivesUs, text }: TracedMessage, { x, y, toUs }: Plan): string {
  const room = Math.floor((Math.max(COLUMN, Math.abs(x(to) - x(from))) - 24) / LABEL_LETTER)
  const words = text.length <= room ? text : `${text.slice(0, room - 1)}…`
  const middle = tenth((x(from) + x(to)) / 2)
  const height = tenth((y(sentUs) + y(Math.min(arrivesUs, toUs))) / 2 - 3)
  return `<text class="faint" x="${middle}" y="${height}" text-anchor="middle" font-size="${LABEL_SIZE}">${escapeXml(words)}</text>`
}

const LOST = {
  network: 'by the network',
  partition: 'at a partition',
  'receiver-down': 'the receiver is down',
} as const

/** The role stands beside the line where the diagram begins and where it changes. */
function roles(trace: Trace, { x, y, fromUs, toUs }: Plan): string[] {
  const last = new Map<number, string>()
  const shown: { atUs: number; node: number; word: string }[] = []
  for (const { atUs, node, status, view } of trace.changes) {
    const word = status === 'up' ? view.role : status
    if (atUs > toUs) break
    if (last.get(node) !== word && atUs > fromUs) shown.push({ atUs, node, word })
    last.set(node, word)
  }
  const first = looksAt(trace, fromUs).map((look, node) => ({
    atUs: fromUs,
    node,
    word: look === undefined || look.status === 'up' ? (look?.view.role ?? '') : look.status,
  }))
  return [...first, ...shown]
    .filter(({ word }) => word !== '')
    .map(
      ({ atUs, node, word }) =>
        `<circle class="dot" cx="${x(node)}" cy="${y(atUs)}" r="4"/><text class="ink" x="${x(node) + 8}" y="${y(atUs) - 3}">${escapeXml(word)}</text>`,
    )
}

/** Beside the diagram, each as near to its time as those above it allow. */
function notes(trace: Trace, { notes: told, notesX, y, height }: Plan): string[] {
  let free = HEAD
  return told.map((note, index) => {
    const below = height - MARGIN - (told.length - index) * ROW
    const at = Math.max(free, Math.min(y(note.atUs), below))
    free = at + ROW
    const kind = note.kind === 'violation' ? 'bad' : note.kind === 'fault' ? 'fault' : 'ink'
    const words = noteWords(trace, note)
    return `<text class="${kind}" x="${notesX}" y="${tenth(at + 4)}">${escapeXml(words)}</text>`
  })
}
