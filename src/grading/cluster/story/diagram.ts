import type { Operation } from '../../../history/operation.ts'
import type { Note, Trace } from '../../../simulation/kernel/trace.ts'
import { endNs } from './deeds.ts'
import { carriedBy, sentBefore, waysOf } from './exchanges.ts'
import type { Flight } from './flights.ts'
import type { Scene } from './scene.ts'
import { traceOf } from './trace-of-run.ts'

/** Rows of a terminal that messages may take, two for most. */
const MOST_MESSAGES = 16
const MOST_DROPPED = 4
const MOST_CARRIED = 5

/** The run with nothing but the messages of the operations shown, and of those between nodes the ones that matter. */
export function diagramOf(scene: Scene): Trace {
  const { flights, proof, deeds, run, spans } = scene
  const chosen = new Set<Flight>()
  const add = (more: readonly Flight[]) => {
    for (const one of more) if (chosen.size < MOST_MESSAGES) chosen.add(one)
  }
  // A request without the answer that it got would look like one that got none.
  const addBoth = (more: readonly Flight[]) => {
    if (chosen.size + more.length <= MOST_MESSAGES) add(more)
  }
  for (const one of proof.focus) addBoth(ends(scene, one))
  const behind = proof.focus.flatMap((one) => {
    const exchange = deeds.exchange(one)
    if (exchange === undefined) return []
    const all = [...carriedBy(exchange, flights), ...sentBefore(exchange, flights)]
    const ways = waysOf(all).slice(0, MOST_CARRIED)
    return ways.map(([first]) => first)
  })
  add(behind)
  if (behind.length === 0) add(droppedBetween(scene).slice(0, MOST_DROPPED))
  for (const one of [...proof.shown].reverse()) addBoth(ends(scene, one))
  const drawn = flights.filter((one) => chosen.has(one))
  const fromUs = Math.min(...drawn.map(({ sentUs }) => sentUs))
  const trace = traceOf({ nodes: run.nodes, flights: drawn, spans, notes: verdictNote(scene) })
  const { notes, endUs } = trace
  return { ...trace, notes: notes.filter(({ atUs }) => atUs >= fromUs && atUs <= endUs) }
}

function ends({ deeds }: Scene, operation: Operation): Flight[] {
  const exchange = deeds.exchange(operation)
  if (exchange === undefined) return []
  return exchange.reply === undefined ? [exchange.request] : [exchange.request, exchange.reply]
}

/** Lost on the way from a node that was asked, from the first request in focus on. */
function droppedBetween({ flights, proof, deeds }: Scene): Flight[] {
  const asked = new Set(proof.focus.map((one) => deeds.exchange(one)?.request.message.dest))
  const fromUs = Math.min(...proof.focus.map(({ callNs = 0 }) => callNs)) / 1000
  const toUs = Math.max(...proof.focus.map(endNs)) / 1000
  return flights.filter(
    ({ from, loss, sentUs }) => loss !== undefined && asked.has(from) && sentUs >= fromUs && sentUs <= toUs,
  )
}

function verdictNote({ proof, wrong }: Scene): Note[] {
  const last = proof.focus.at(-1)
  if (last === undefined) return []
  return [{ atUs: endNs(last) / 1000, node: -1, kind: 'violation', text: wrong }]
}
