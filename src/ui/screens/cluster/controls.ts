import { closest } from '../../../lib/closest.ts'
import { formatQuantity } from '../../../lib/quantity.ts'
import { UserError } from '../../../lib/user-error.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
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
    const { isDown, restartIt } = watchingWords().refused
    throw refuse(isDown({ node: name(state, node) }), restartIt({ node }))
  }
  const { deeds } = watchingWords()
  const text = deeds.kill({ node: name(state, node) }) + (disk === 'unsynced-lost' ? '' : deeds.disk[disk])
  return strike(state, text, [{ kind: 'crash', node, disk }], forUs)
}

export function restart(state: ClusterState, node: NodeId): ClusterState {
  if (statusOf(state, node) !== 'down') {
    const { notDown, killIt } = watchingWords().refused
    throw refuse(notDown({ node: name(state, node) }), killIt({ node }))
  }
  return relieve(state, watchingWords().deeds.restart({ node: name(state, node) }), ['crash'], node)
}

export function pause(state: ClusterState, node: NodeId, forUs?: number): ClusterState {
  if (statusOf(state, node) !== 'up') {
    const { notRunning, onlyRunning } = watchingWords().refused
    throw refuse(notRunning({ node: name(state, node) }), onlyRunning)
  }
  const text = watchingWords().deeds.pause({ node: name(state, node) })
  return strike(state, text, [{ kind: 'pause', node }], forUs)
}

export function resume(state: ClusterState, node: NodeId): ClusterState {
  if (statusOf(state, node) !== 'paused') {
    const { notPaused, pauseIt } = watchingWords().refused
    throw refuse(notPaused({ node: name(state, node) }), pauseIt({ node }))
  }
  return relieve(state, watchingWords().deeds.resume({ node: name(state, node) }), ['pause'], node)
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
  const { refused } = watchingWords()
  const others = all(state).filter((node) => !side.includes(node))
  if (side.length === 0 || others.length === 0) throw refuse(refused.oneSide, refused.sides)
  const both = from?.find((node) => side.includes(node))
  if (both !== undefined) throw refuse(refused.onBoth({ node: both }), refused.nameOnce)
  const text = cutText(side, from, oneWay)
  if (from === undefined || from.length === others.length) {
    return strike(state, text, [{ kind: 'partition', side, ...(oneWay && { oneWay }) }], forUs)
  }
  const there: Harm = { kind: 'link', from: side, to: from, loss: 1 }
  const back: Harm = { kind: 'link', from, to: side, loss: 1 }
  return strike(state, text, oneWay ? [there] : [there, back], forUs)
}

function cutText(side: readonly NodeId[], from: readonly NodeId[] | undefined, oneWay: boolean): string {
  const { cut, cutOneWay, theOthers } = watchingWords().deeds
  const sides = { side: side.join(', '), from: from?.join(', ') ?? theOthers }
  return oneWay ? cutOneWay(sides) : cut(sides)
}

/** The marked nodes, or the chosen one, against the rest. */
export function partitionMarked(state: ClusterState): ClusterState {
  const side = state.marked.length > 0 ? state.marked : [state.chosen]
  return { ...partition(state, { side }), marked: [] }
}

export function heal(state: ClusterState): ClusterState {
  const kinds: readonly string[] = NETWORK_FAULTS
  if (!faultsAt(state.watched.timeline, state.atUs).some(({ kind }) => kinds.includes(kind))) {
    const { whole, cutIt } = watchingWords().refused
    throw refuse(whole, cutIt)
  }
  return relieve(state, watchingWords().deeds.heal, NETWORK_FAULTS)
}

export function delay(state: ClusterState, from: NodeId, to: NodeId, byUs: number, forUs?: number) {
  const text = watchingWords().deeds.delay({ from, to, time: time(byUs) })
  return strike(state, text, [{ kind: 'link', from: [from], to: [to], delayUs: byUs }], forUs)
}

/** All messages to a node. */
export function slow(state: ClusterState, node: NodeId, byUs: number, forUs?: number) {
  const text = watchingWords().deeds.slow({ node: name(state, node), time: time(byUs) })
  return strike(state, text, [{ kind: 'slow', node, byUs }], forUs)
}

export function drop(state: ClusterState, from: NodeId, to: NodeId, count: number) {
  const text = watchingWords().deeds.drop({ count, from, to })
  return strike(state, text, [{ kind: 'drop', from, to, count }])
}

/** The next message to the node, whoever sends it. */
export function dropNextTo(state: ClusterState, to: NodeId): ClusterState {
  const next = state.watched.timeline.messages.find((one) => one.to === to && one.sentUs > state.atUs)
  if (next === undefined) {
    const { nothingSent, goBack } = watchingWords().refused
    throw refuse(nothingSent({ node: name(state, to) }), goBack)
  }
  return drop(state, next.from, to, 1)
}

export function load(state: ClusterState, count: number, overUs: number): ClusterState {
  const text = watchingWords().deeds.load({ count, time: time(overUs) })
  return strike(state, text, [{ kind: 'load', count }], overUs)
}

function strike(state: ClusterState, text: string, harms: readonly Harm[], forUs?: number): ClusterState {
  for (const { kind } of harms) requireKind(state, kind)
  const isWhole = forUs === undefined || harms[0]?.kind === 'load'
  const whole = isWhole ? text : watchingWords().deeds.lasting({ deed: text, time: time(forUs) })
  const control = { kind: 'strike' as const, atUs: now(state), harms, text: whole }
  return done(state, forUs === undefined ? control : { ...control, forUs: Math.max(1, Math.round(forUs)) })
}

function relieve(state: ClusterState, text: string, ends: readonly FaultKind[], node?: NodeId): ClusterState {
  const control = { kind: 'relief' as const, atUs: now(state), ends, text }
  return done(state, node === undefined ? control : { ...control, node })
}

function done(state: ClusterState, control: Control): ClusterState {
  const session = act(state.session, control)
  const { said } = watchingWords()
  const forked = session.current === state.session.current ? '' : said.forkedHere({ id: session.current })
  const deed = control.text.charAt(0).toUpperCase() + control.text.slice(1)
  const after = { ...state, session, atUs: control.atUs }
  return say(after, said.done({ deed, at: seconds(control.atUs), forked }))
}

function now(state: ClusterState): number {
  if (state.atUs < endOf(state)) return state.atUs + 1
  const { over, goBackFirst } = watchingWords().refused
  throw refuse(over, goBackFirst)
}

function requireKind({ subject }: ClusterState, kind: FaultKind): void {
  if (subject.faultKinds.includes(kind)) return
  const { noFault, faults } = watchingWords().refused
  throw refuse(noFault({ subject: subject.id, kind }), faults({ kinds: subject.faultKinds.join(', ') }))
}

function statusOf(state: ClusterState, node: NodeId) {
  return nodesNow(state)[node]?.status ?? 'down'
}

function all(state: ClusterState): NodeId[] {
  return state.watched.timeline.trace.nodes.map((_, node) => node)
}

function name({ watched }: ClusterState, node: NodeId): string {
  return watched.timeline.trace.nodes[node]?.name ?? watchingWords().node.nameless({ node })
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
  const { refused, command } = watchingWords()
  if (running.length > 1) throw refuse(refused.several({ nodes: running.join(', '), word }), refused.byNumber)
  const roles = [...new Set(views.flatMap((view) => (view?.view.role ? [view.view.role] : [])))]
  const near = closest(wanted, roles, 1)
  throw refuse(
    refused.noNode({ word }),
    near[0] === undefined
      ? refused.nodes({ last: nodes.length - 1, roles: roles.join(', ') })
      : command.near({ names: near[0] }),
  )
}

function time(us: number): string {
  return formatQuantity(us / 1000, 'ms')
}

export function seconds(us: number): string {
  return `${(us / 1e6).toFixed(4)} s`
}
