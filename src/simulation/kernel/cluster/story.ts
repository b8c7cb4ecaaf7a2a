import { formatQuantity } from '../../../lib/quantity.ts'
import type { Fault } from '../fault.ts'
import type { Note } from '../trace.ts'
import type { NodeSpec } from './model.ts'

export const MOST_LINES = 20
/** Of those, the last two say what broke. */
const MOST_NOTES = MOST_LINES - 2
const MOST_FAULTS = 8
/** So often a node may say the same with other numbers before that gives way to something else. */
const MOST_TIMES = 2

/** What led to a violation, in at most 20 lines: faults, what the nodes did about them, the broken rule. */
export function tellStory(
  past: readonly Note[],
  specs: readonly NodeSpec[],
  atUs: number,
  detail: string,
  statement: string,
): string[] {
  const chosen = chooseNotes(past)
  const left = past.length - chosen.length
  return [
    ...(left > 0 ? [`(${left} events are left out)`] : []),
    ...chosen.map((note) => `${stamp(note.atUs)}  ${spoken(note, specs)}`),
    `${stamp(atUs)}  ${detail}`,
    `broken: ${statement}`,
  ]
}

/** The latest of both: first the faults, because they are the causes, then what nodes said. */
function chooseNotes(past: readonly Note[]): Note[] {
  if (past.length <= MOST_NOTES) return [...past]
  const room = MOST_NOTES - 1
  const faults = past.filter(({ kind }) => kind === 'fault').slice(-MOST_FAULTS)
  const told = newestFirst(past.filter(({ kind }) => kind !== 'fault')).slice(0, room - faults.length)
  const kept = new Set([...faults, ...told])
  return past.filter((note) => kept.has(note))
}

/**
 * What a node does again and again, with other numbers each time, is told by its latest times; so there
 * is room for what it did once. Only where there is more room do the earlier times follow.
 */
function newestFirst(told: readonly Note[]): Note[] {
  const times = new Map<string, number>()
  const fresh: Note[] = []
  const repeated: Note[] = []
  for (const note of told.toReversed()) {
    const kind = `${note.node} ${note.text.replace(/\d+/g, '#')}`
    const time = (times.get(kind) ?? 0) + 1
    times.set(kind, time)
    if (time <= MOST_TIMES) fresh.push(note)
    else repeated.push(note)
  }
  return [...fresh, ...repeated]
}

function spoken({ node, text }: Note, specs: readonly NodeSpec[]): string {
  const name = specs[node]?.name
  return name === undefined ? text : `${name} ${text}`
}

/** Seconds with as many digits as tell events apart. */
export function stamp(atUs: number): string {
  return `${(atUs / 1e6).toFixed(3)} s`
}

/** A fault in words, as it begins. */
export function faultBegins(fault: Fault, specs: readonly NodeSpec[]): string {
  const name = (node: number) => specs[node]?.name ?? `node ${node}`
  const names = (nodes: readonly number[] | undefined) => nodes?.map(name).join(', ') ?? 'every node'
  const time = (us: number) => formatQuantity(us / 1000, 'ms')
  const during = `for ${time(fault.durationUs)}`
  switch (fault.kind) {
    case 'crash':
      return `${name(fault.node)} crashes ${during}; ${DISK[fault.disk]}`
    case 'pause':
      return `${name(fault.node)} stands still ${during}`
    case 'slow':
      return `messages to ${name(fault.node)} take ${time(fault.byUs)} longer ${during}`
    case 'clock-skew':
      return `the clock of ${name(fault.node)} is ${time(Math.abs(fault.byUs))} ${fault.byUs < 0 ? 'behind' : 'ahead'} ${during}`
    case 'clock-drift':
      return `the clock of ${name(fault.node)} runs ${Math.abs(fault.ppm)} millionths too ${fault.ppm < 0 ? 'slow' : 'fast'} ${during}`
    case 'disk-full':
      return `the disk of ${name(fault.node)} is full ${during}`
    case 'partition':
      return fault.oneWay
        ? `nothing passes from ${names(fault.side)} to the others ${during}`
        : `${names(fault.side)} ${fault.side.length === 1 ? 'is' : 'are'} cut off from the others ${during}`
    case 'link':
      return `links from ${names(fault.from)} to ${names(fault.to)} get bad ${during}: ${harm(fault)}`
    case 'clog':
      return `messages from ${name(fault.from)} to ${name(fault.to)} wait ${during}`
    case 'drop':
      return `the next ${fault.count === 1 ? 'message' : `${fault.count} messages`} from ${name(fault.from)} to ${name(fault.to)} will be lost`
    case 'load':
      return `clients send ${fault.count} more requests ${during}`
  }
}

const DISK = {
  kept: 'its disk stays as it is',
  'unsynced-lost': 'what it had not synced is lost',
  wiped: 'its disk is lost',
} as const

function harm(fault: Fault & { kind: 'link' }): string {
  const parts = [
    fault.loss && `${formatQuantity(fault.loss, 'ratio')} lost`,
    fault.duplicate && `${formatQuantity(fault.duplicate, 'ratio')} doubled`,
    fault.delayUs && `${formatQuantity(fault.delayUs / 1000, 'ms')} later`,
    fault.reorderUs && `held back by up to ${formatQuantity(fault.reorderUs / 1000, 'ms')}`,
  ]
  return parts.filter((part) => part).join(', ') || 'in no way'
}

type ToldEnd = Extract<Fault, { kind: 'crash' | 'pause' | 'partition' }>

/** Of all other faults the beginning has said when they end. */
export function hasToldEnd(fault: Fault): fault is ToldEnd {
  return fault.kind === 'crash' || fault.kind === 'pause' || fault.kind === 'partition'
}

/** The end of a fault in words. */
export function faultEnds(fault: ToldEnd, specs: readonly NodeSpec[]): string {
  if (fault.kind === 'partition') return 'the partition is over'
  const name = specs[fault.node]?.name ?? `node ${fault.node}`
  return fault.kind === 'crash' ? `${name} starts again` : `${name} goes on`
}
