import { closest } from '../../../lib/closest.ts'
import { formatQuantity } from '../../../lib/quantity.ts'
import { UserError } from '../../../lib/user-error.ts'
import type { DiskAfterCrash, FaultKind, NodeId } from '../../../simulation/kernel/fault.ts'
import { type Control, type Harm, NETWORK_FAULTS } from '../../../simulation/session/control.ts'
import { act } from '../../../simulation/session/session.ts'
import { type ClusterState, endOf, nodesNow, say } from './state.ts'
import { faultsAt } from './timeline.ts'

/**
 * What can be done to a run. Everything takes effect one microsecond after the time that is shown,
 * because what is shown has happened.
 */

export function kill(
  state: ClusterState,
  node: NodeId,
  { forUs, disk = 'unsynced-lost' }: { readonly forUs?: number; readonly disk?: DiskAfterCrash } = {},
): ClusterState {
  if (statusOf(state, node) === 'down') {
    throw refuse(`${name(state, node)} is down already.`, `r, or :restart ${node}, starts it again.`)
  }
  const text = `kill ${name(state, node)}${disk === 'unsynced-lost' ? '' : `, disk ${disk}`}`
  return strike(state, text, [{ kind: 'crash', node, disk }], forUs)
}

export function restart(state: ClusterState, node: NodeId): ClusterState {
  if (statusOf(state, node) !== 'down') {
    throw refuse(`${name(state, node)} is not down.`, `k, or :kill ${node}, stops it.`)
  }
  return relieve(state, `restart ${name(state, node)}`, ['crash'], node)
}

export function pause(state: ClusterState, node: NodeId, forUs?: number): ClusterState {
  if (statusOf(state, node) !== 'up') {
    throw refuse(`${name(state, node)} is not running.`, `Only a node that runs can be paused.`)
  }
  return strike(state, `pause ${name(state, node)}`, [{ kind: 'pause', node }], forUs)
}

export function resume(state: ClusterState, node: NodeId): ClusterState {
  if (statusOf(state, node) !== 'paused') {
    throw refuse(`${name(state, node)} is not paused.`, `z, or :pause ${node}, makes it stand still.`)
  }
  return relieve(state, `resume ${name(state, node)}`, ['pause'], node)
}

export function pauseOrResume(state: ClusterState, node: NodeId): ClusterState {
  return statusOf(state, node) === 'paused' ? resume(state, node) : pause(state, node)
}

export interface Cut {
  readonly side: readonly NodeId[]
  /** Without it: all the others. */
  readonly from?: readonly NodeId[]
  readonly oneWay?: boolean
  readonly forUs?: number
}

/** With two sides that are not all nodes, those on neither side still talk to both. */
export function partition(state: ClusterState, { side, from, oneWay = false, forUs }: Cut): ClusterState {
  const others = all(state).filter((node) => !side.includes(node))
  if (side.length === 0 || others.length === 0) {
    throw refuse('A partition needs nodes on both sides.', 'For example: partition 0,1 | 2,3,4 or isolate 0')
  }
  const both = from?.find((node) => side.includes(node))
  if (both !== undefined) throw refuse(`Node ${both} is on both sides.`, 'Name each node once.')
  const text = `cut ${side.join(', ')} ${oneWay ? 'one way ' : ''}off from ${from?.join(', ') ?? 'the others'}`
  if (from === undefined || from.length === others.length) {
    return strike(state, text, [{ kind: 'partition', side, ...(oneWay && { oneWay }) }], forUs)
  }
  const there: Harm = { kind: 'link', from: side, to: from, loss: 1 }
  const back: Harm = { kind: 'link', from, to: side, loss: 1 }
  return strike(state, text, oneWay ? [there] : [there, back], forUs)
}

/** The marked nodes, or the chosen one, against the rest. */
export function partitionMarked(state: ClusterState): ClusterState {
  const side = state.marked.length > 0 ? state.marked : [state.chosen]
  return { ...partition(state, { side }), marked: [] }
}

export function heal(state: ClusterState): ClusterState {
  const kinds: readonly string[] = NETWORK_FAULTS
  if (!faultsAt(state.watched.timeline, state.atUs).some(({ kind }) => kinds.includes(kind))) {
    throw refuse('The network is whole.', 'x, or :partition, cuts it.')
  }
  return relieve(state, 'heal the network', NETWORK_FAULTS)
}

export function delay(state: ClusterState, from: NodeId, to: NodeId, byUs: number, forUs?: number) {
  const text = `delay messages from ${from} to ${to} by ${time(byUs)}`
  return strike(state, text, [{ kind: 'link', from: [from], to: [to], delayUs: byUs }], forUs)
}

/** All messages to a node. */
export function slow(state: ClusterState, node: NodeId, byUs: number, forUs?: number) {
  const text = `slow messages to ${name(state, node)} by ${time(byUs)}`
  return strike(state, text, [{ kind: 'slow', node, byUs }], forUs)
}

export function drop(state: ClusterState, from: NodeId, to: NodeId, count: number) {
  const text = `drop the next ${count === 1 ? 'message' : `${count} messages`} from ${from} to ${to}`
  return strike(state, text, [{ kind: 'drop', from, to, count }])
}

/** The next message to the node, whoever sends it. */
export function dropNextTo(state: ClusterState, to: NodeId): ClusterState {
  const next = state.watched.timeline.messages.find((one) => one.to === to && one.sentUs > state.atUs)
  if (next === undefined) {
    throw refuse(`Nobody sends ${name(state, to)} anything after this.`, 'Go back, or choose another node.')
  }
  return drop(state, next.from, to, 1)
}

export function load(state: ClusterState, count: number, overUs: number): ClusterState {
  const text = `${count} more requests of clients over ${time(overUs)}`
  return strike(state, text, [{ kind: 'load', count }], overUs)
}

function strike(state: ClusterState, text: string, harms: readonly Harm[], forUs?: number): ClusterState {
  for (const { kind } of harms) requireKind(state, kind)
  const whole = forUs === undefined || harms[0]?.kind === 'load' ? text : `${text} for ${time(forUs)}`
  const control = { kind: 'strike' as const, atUs: now(state), harms, text: whole }
  return done(state, forUs === undefined ? control : { ...control, forUs: Math.max(1, Math.round(forUs)) })
}

function relieve(state: ClusterState, text: string, ends: readonly FaultKind[], node?: NodeId): ClusterState {
  const control = { kind: 'relief' as const, atUs: now(state), ends, text }
  return done(state, node === undefined ? control : { ...control, node })
}

function done(state: ClusterState, control: Control): ClusterState {
  const session = act(state.session, control)
  const forked = session.current === state.session.current ? '' : ` Branch ${session.current} forked here.`
  const what = control.text.charAt(0).toUpperCase() + control.text.slice(1)
  const after = { ...state, session, atUs: control.atUs }
  return say(after, `${what} at ${seconds(control.atUs)}.${forked} u undoes it.`)
}

function now(state: ClusterState): number {
  if (state.atUs < endOf(state)) return state.atUs + 1
  throw refuse('The run is over here.', 'Go back first: Home, the left arrow, or :goto 1s.')
}

function requireKind({ subject }: ClusterState, kind: FaultKind): void {
  if (subject.faultKinds.includes(kind)) return
  throw refuse(`${subject.id} knows no fault "${kind}".`, `It knows: ${subject.faultKinds.join(', ')}`)
}

function statusOf(state: ClusterState, node: NodeId) {
  return nodesNow(state)[node]?.status ?? 'down'
}

function all(state: ClusterState): NodeId[] {
  return state.watched.timeline.trace.nodes.map((_, node) => node)
}

function name({ watched }: ClusterState, node: NodeId): string {
  return watched.timeline.trace.nodes[node]?.name ?? `node ${node}`
}

function refuse(message: string, next: string): UserError {
  return new UserError(message, { code: 'bad-control', next: [next] })
}

/** The node that a word names: its number, its name, or its role now if only one node has that role. */
export function nodeNamed(state: ClusterState, word: string): NodeId {
  const { nodes } = state.watched.timeline.trace
  const wanted = word.toLowerCase()
  if (/^\d+$/.test(word) && Number(word) < nodes.length) return Number(word)
  const byName = nodes.findIndex((one) => one.name.toLowerCase() === wanted)
  if (byName >= 0) return byName
  const views = nodesNow(state)
  const running = views.flatMap((view, node) =>
    view?.status === 'up' && view.view.role === wanted ? [node] : [],
  )
  if (running.length === 1 && running[0] !== undefined) return running[0]
  if (running.length > 1)
    throw refuse(`Nodes ${running.join(', ')} are "${word}".`, 'Name one by its number.')
  const roles = [...new Set(views.flatMap((view) => (view?.view.role ? [view.view.role] : [])))]
  const near = closest(wanted, roles, 1)
  throw refuse(
    `There is no node "${word}".`,
    near[0] === undefined
      ? `They are 0 to ${nodes.length - 1}, or a role: ${roles.join(', ')}`
      : `Did you mean: ${near[0]}`,
  )
}

function time(us: number): string {
  return formatQuantity(us / 1000, 'ms')
}

export function seconds(us: number): string {
  return `${(us / 1e6).toFixed(4)} s`
}
