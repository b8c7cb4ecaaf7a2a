import { watchingWords } from '../../../messages/watching/index.ts'
import type { LessonTheme, Role } from '../../../report/lesson/theme.ts'
import type { NodeChange } from '../../../simulation/kernel/trace.ts'

/** The characters of the drawing; each has one of ASCII that means the same. */
export interface Signs {
  readonly leads: string
  readonly asks: string
  readonly node: string
  readonly down: string
  readonly paused: string
  readonly chosen: string
  /** By eighths of a turn, from the right, clockwise. */
  readonly arrows: readonly string[]
  readonly lost: string
  readonly trail: string
  readonly cutUpright: string
  readonly cutFlat: string
  readonly arrow: string
  readonly done: string
  readonly ahead: string
  readonly cursor: string
  readonly control: string
  /** The beginning of a fault that nobody made by hand. */
  readonly fault: string
  readonly violation: string
  readonly committed: string
  readonly more: string
}

const UNICODE: Signs = {
  leads: '★',
  asks: '?',
  node: '●',
  down: '✗',
  paused: '‖',
  chosen: '▶',
  arrows: ['→', '↘', '↓', '↙', '←', '↖', '↑', '↗'],
  lost: '×',
  trail: '·',
  cutUpright: '╎',
  cutFlat: '╌',
  arrow: '→',
  done: '━',
  ahead: '─',
  cursor: '●',
  control: '▲',
  fault: '╷',
  violation: '!',
  committed: '│',
  more: '…',
}

const ASCII: Signs = {
  leads: '*',
  asks: '?',
  node: 'o',
  down: 'x',
  paused: '=',
  chosen: '>',
  arrows: ['>', '\\', 'v', '/', '<', '\\', '^', '/'],
  lost: 'X',
  trail: '.',
  cutUpright: ':',
  cutFlat: '~',
  arrow: '>',
  done: '=',
  ahead: '-',
  cursor: 'O',
  control: '^',
  fault: ',',
  violation: '!',
  committed: '|',
  more: '~',
}

export function signsOf(unicode: boolean): Signs {
  return unicode ? UNICODE : ASCII
}

/** How things look: what all lines of this screen are drawn with. */
export interface Look {
  readonly theme: LessonTheme
  readonly signs: Signs
  readonly unicode: boolean
}

/** Roles that lead the others, in the words of the protocols. */
const LEADING = [
  'leader',
  'primary',
  'coordinator',
  'head',
  'king',
  'commander',
  'proposer',
  'holder',
  'owner',
]
const ASKING = ['candidate', 'preparing', 'suspect', 'suspected', 'recovering', 'joining', 'waiting']

/** The sign before a node; its role and status stand beside it in words. */
export function nodeSign(signs: Signs, change: NodeChange | undefined): string {
  if (change === undefined || change.status === 'down') return signs.down
  if (change.status === 'paused') return signs.paused
  if (LEADING.includes(change.view.role)) return signs.leads
  return ASKING.includes(change.view.role) ? signs.asks : signs.node
}

export function nodeRole(change: NodeChange | undefined): Role | undefined {
  if (change === undefined || change.status === 'down') return 'caution'
  if (change.status === 'paused') return 'warning'
  if (LEADING.includes(change.view.role)) return 'tip'
  return ASKING.includes(change.view.role) ? 'warning' : undefined
}

/** The role in a word; a node that does not run says so instead. */
export function nodeWord(change: NodeChange | undefined): string {
  const { node } = watchingWords()
  if (change === undefined || change.status === 'down') return node.down
  return change.status === 'paused' ? node.paused : change.view.role
}
