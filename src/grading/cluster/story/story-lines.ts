import type { Operation } from '../../../history/operation.ts'
import { isClient } from '../network/network.ts'
import { ISOLATE } from '../workloads/isolation.ts'
import { endNs, seconds } from './deeds.ts'
import { carriedBy, sentBefore, waysOf } from './exchanges.ts'
import { faultEnd, faultName } from './fault-spans.ts'
import type { Flight } from './flights.ts'
import type { Scene } from './scene.ts'

/** One thing that happened. */
export interface StoryLine {
  /** Microseconds since the run began. */
  readonly atUs: number
  readonly kind: 'operation' | 'messages' | 'fault'
  readonly text: string
  /** Whether the contradiction lies in it. */
  readonly isFocus: boolean
}

/** A story that is longer is not read. */
const MOST_LINES = 12
const MOST_FAULTS = 3
const MOST_NAMED = 5

/** What happened in order of time: operations, the messages behind those in focus, faults, what the network dropped. */
export function linesOf(scene: Scene): StoryLine[] {
  const { focus, shown } = scene.proof
  const others = shown.filter((one) => !focus.includes(one))
  const main = [
    ...focus.flatMap((one) => focusLines(scene, one)),
    ...faultLines(scene),
    ...droppedLine(scene),
    ...silentLine(scene),
    ...leftOutLine(scene),
  ]
  const room = Math.max(0, MOST_LINES - main.length)
  const rest = others.slice(Math.max(0, others.length - room)).map((one) => operationLine(scene, one))
  return [...main, ...rest].slice(0, MOST_LINES).sort((a, b) => a.atUs - b.atUs)
}

function operationLine({ deeds, proof }: Scene, operation: Operation, more = ''): StoryLine {
  const text = `${deeds.clause(operation)} (${deeds.asker(operation)}${more})`
  return { atUs: endNs(operation) / 1000, kind: 'operation', text, isFocus: proof.focus.includes(operation) }
}

/** An operation with what passed between nodes from its request to its reply, where the journal has both. */
function focusLines(scene: Scene, operation: Operation): StoryLine[] {
  const { deeds, flights, run } = scene
  const exchange = deeds.exchange(operation)
  if (exchange?.reply === undefined || run.nodes.length < 2) return [operationLine(scene, operation)]
  const behind = [...new Set([...carriedBy(exchange, flights), ...sentBefore(exchange, flights)])]
  if (behind.length === 0) {
    return [
      operationLine(
        scene,
        operation,
        deeds.isListRead(operation) || isGap(scene, [operation])
          ? ''
          : '; nothing sent to another node before',
      ),
    ]
  }
  const line = operationLine(scene, operation)
  const text = `before the answer: ${listed(behind.sort((a, b) => a.sentAt - b.sentAt))}`
  return [{ atUs: line.atUs, kind: 'messages', text, isFocus: false }, line]
}

const isBetweenServers = ({ from, message: { dest } }: Flight) => !isClient(from) && !isClient(dest)

const FATES = { network: 'lost', partition: 'cut off', 'receiver-down': 'nobody there' } as const

function listed(flights: readonly Flight[]): string {
  const ways = waysOf(flights)
  const named = ways.slice(0, MOST_NAMED).map(
    ([
      {
        from: src,
        message: { dest, body },
        loss,
      },
      count,
    ]) => {
      const fate = loss === undefined ? '' : ` (${FATES[loss]})`
      return `${src} -> ${dest} ${body.type}${fate}${count > 1 ? ` x${count}` : ''}`
    },
  )
  const more = ways.slice(MOST_NAMED).reduce((sum, [, count]) => sum + count, 0)
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Faults that began or ended between the first and the last operation in focus, or lasted all the while. */
function faultLines({ spans, proof }: Scene): StoryLine[] {
  const [fromUs, toUs] = stretch(proof.focus)
  const isTold = proof.shown.some(({ f }) => f === ISOLATE)
  const met = spans.filter(
    (span) => span.fromUs < toUs && span.toUs > fromUs && !(isTold && span.toUs === Number.POSITIVE_INFINITY),
  )
  return met.slice(-MOST_FAULTS).flatMap((span): StoryLine[] => {
    const name = faultName(span.fault)
    const end = { atUs: span.toUs, kind: 'fault', text: faultEnd(span.fault), isFocus: false } as const
    return [
      { atUs: span.fromUs, kind: 'fault', text: name, isFocus: false },
      ...(span.toUs < toUs ? [end] : []),
    ]
  })
}

function stretch(operations: readonly Operation[]): readonly [fromUs: number, toUs: number] {
  const from = Math.min(...operations.map(({ callNs = 0 }) => callNs))
  return [from / 1000, Math.max(...operations.map(endNs)) / 1000]
}

/** How many messages between nodes never arrived from the first answer in focus to the last, and on which ways. */
function droppedLine({ flights, proof }: Scene): StoryLine[] {
  const [first, ...others] = proof.focus
  const last = others.at(-1)
  if (first === undefined || last === undefined) return []
  const [fromUs, toUs] = [(first.callNs ?? 0) / 1000, endNs(last) / 1000]
  const dropped = flights.filter(
    (flight) =>
      flight.loss !== undefined && isBetweenServers(flight) && flight.endUs > fromUs && flight.endUs < toUs,
  )
  if (dropped.length === 0) return []
  const ways = new Map<string, number>()
  for (const { from, message } of dropped) {
    const way = `${from} -> ${message.dest}`
    ways.set(way, (ways.get(way) ?? 0) + 1)
  }
  const named = [...ways].slice(0, MOST_NAMED).map(([way, count]) => `${way} (${count})`)
  const text = `${dropped.length} ${dropped.length === 1 ? 'message' : 'messages'} in between never arrived: ${named.join(', ')}${ways.size > named.length ? ', ...' : ''}`
  return [{ atUs: toUs - 0.5, kind: 'messages', text, isFocus: false }]
}

/** The node that acknowledged first told nobody from then on, as far as the journal goes. */
function silentLine(scene: Scene): StoryLine[] {
  const { flights, proof, deeds, run } = scene
  const [first, ...others] = proof.focus
  const last = others.at(-1)
  const node = first && deeds.answerer(first)
  if (first === undefined || last === undefined || node === undefined || run.nodes.length < 2) return []
  const [fromUs, toUs] = [(first.callNs ?? 0) / 1000, endNs(last) / 1000]
  const isSeen = (flights.at(-1)?.sentUs ?? 0) >= (last.callNs ?? 0) / 1000
  const hasTold = flights.some(
    ({ from: src, message: { dest }, sentUs }) =>
      src === node && dest !== node && !isClient(dest) && sentUs >= fromUs && sentUs <= toUs,
  )
  if (hasTold || !isSeen || isGap(scene, scene.proof.focus)) return []
  const text = `${node} sent no message to another node in between`
  return [{ atUs: toUs - 0.25, kind: 'messages', text, isFocus: false }]
}

/** Whether some of what passed while these were under way was not kept. */
function isGap({ run: { leftOut } }: Scene, operations: readonly Operation[]): boolean {
  if (leftOut === undefined) return false
  const [fromUs, toUs] = stretch(operations)
  return leftOut.fromUs < toUs && leftOut.toUs > fromUs
}

/** Nobody need look for what is not there. */
function leftOutLine(scene: Scene): StoryLine[] {
  const { leftOut } = scene.run
  if (leftOut === undefined || !isGap(scene, scene.proof.focus)) return []
  const { count, fromUs, toUs } = leftOut
  const text = `of the messages from here to ${seconds(toUs)} nothing was kept: ${count} sent or received`
  return [{ atUs: fromUs, kind: 'messages', text, isFocus: false }]
}
