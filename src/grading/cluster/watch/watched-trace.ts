import { pairOperations } from '../../../history/pair.ts'
import type { Note, Trace, TracedMessage } from '../../../simulation/kernel/trace.ts'
import type { ClusterRun } from '../cluster-run.ts'
import { isClient, type Passed } from '../network/network.ts'
import { faultEnd, faultName, faultSpans } from '../story/fault-spans.ts'
import { flightsOf } from '../story/flights.ts'
import { operationWords } from '../story/operation-words.ts'
import { messageText } from '../story/trace-of-run.ts'
import type { Workload } from '../workloads/workload.ts'
import { type Span, toScreen } from './node-faults.ts'
import type { NodeLooks } from './node-looks.ts'

/** More would not fit a screen, nor anybody's patience. */
export const MOST_PASSED = 400_000

export interface WatchedRun {
  readonly run: ClusterRun
  /** All that passed, up to what a trace may hold. */
  readonly passed: readonly Passed[]
  readonly workload: Workload
  /** Nodes, and the services that they asked, in the order in which they are numbered. */
  readonly places: readonly string[]
  readonly looks: NodeLooks
  readonly span: Span
  readonly endUs: number
}

/** The services that nodes asked, in order of their names. */
export function servicesOf(nodes: readonly string[], passed: readonly Passed[]): string[] {
  const heard = new Set(passed.flatMap(({ message: { src, dest } }) => [src, dest]))
  return [...heard].filter((name) => !isClient(name) && !nodes.includes(name)).sort()
}

/** All that the screen shows of a run: nodes and services with the messages between them, what clients asked as notes. */
export function watchedTrace(watched: WatchedRun): Trace {
  const { run, places, looks, span, endUs, passed } = watched
  const faults = run.strikes.map(({ fault }) => fault)
  const services = places.slice(run.nodes.length).map((_, at) => run.nodes.length + at)
  const standing = services.map((node) => ({
    ...{ atUs: 0, node, status: 'up' as const },
    view: { role: 'service', fields: {} },
  }))
  return {
    nodes: places.map((name) => ({ name, role: '' })),
    changes: [...standing, ...looks.changes],
    messages: messagesOf(watched),
    notes: [...faultNotes(run), ...roleNotes(looks), ...clientNotes(watched)].sort((a, b) => a.atUs - b.atUs),
    faults: toScreen(faults, run.nodes, span),
    healUs: span.toUs,
    endUs,
    truncated: passed.length >= MOST_PASSED,
  }
}

function messagesOf({ passed, places }: WatchedRun): TracedMessage[] {
  return flightsOf(passed).flatMap(({ message, from: sender, sentUs, endUs, loss }): TracedMessage[] => {
    const [from, to] = [places.indexOf(sender), places.indexOf(message.dest)]
    if (from < 0 || to < 0) return []
    const text = messageText(message.body)
    return [{ from, to, sentUs, arrivesUs: endUs, text, ...(loss === undefined ? {} : { lost: loss }) }]
  })
}

function faultNotes(run: ClusterRun): Note[] {
  return faultSpans(run).flatMap(({ fault, fromUs, toUs }): Note[] => {
    const begins: Note = { atUs: fromUs, node: -1, kind: 'fault', text: faultName(fault) }
    return Number.isFinite(toUs)
      ? [begins, { atUs: toUs, node: -1, kind: 'fault', text: faultEnd(fault) }]
      : [begins]
  })
}

/** Whenever a node says that it plays another part. */
function roleNotes({ changes }: NodeLooks): Note[] {
  const roles = new Map<number, string>()
  return changes.flatMap(({ atUs, node, status, view: { role, fields } }): Note[] => {
    const before = roles.get(node)
    if (status !== 'up' || role === before) return []
    roles.set(node, role)
    // How a node begins is seen without words.
    if (before === undefined || atUs === 0) return []
    const more = Object.entries(fields).filter(([, value]) => typeof value === 'number')
    const text = [`is ${role}`, ...more.slice(0, 2).map(([name, value]) => `${name} ${value}`)].join(', ')
    return [{ atUs, node, kind: 'node', text }]
  })
}

const OUTCOMES = { ok: '', fail: ': not done', info: ': nobody knows whether it was done' } as const

/** What clients asked, when they were answered, at the node that they asked. */
function clientNotes({ run, workload, endUs }: WatchedRun): Note[] {
  const { keyed = false, reads } = workload
  const clients = Math.max(1, workload.clientsPerNode * run.nodes.length)
  return pairOperations(run.events).map((operation): Note => {
    const { asked, told } = operationWords(operation, { keyed, reads })
    const answer = told === undefined ? OUTCOMES[operation.outcome] : `: ${told}`
    const atUs = Math.round((operation.returnNs ?? endUs * 1000) / 1000)
    const node = (Number(operation.process) % clients) % run.nodes.length
    return { atUs: Math.min(atUs, endUs), node, kind: 'client', text: `was asked: ${asked}${answer}` }
  })
}
