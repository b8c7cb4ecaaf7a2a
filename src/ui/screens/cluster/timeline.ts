import { watchingWords } from '../../../messages/watching/index.ts'
import type { Fault, NodeId } from '../../../simulation/kernel/fault.ts'
import type { NodeChange, Note, Trace, TracedMessage } from '../../../simulation/kernel/trace.ts'
import type { Control } from '../../../simulation/session/control.ts'

/** Something to tell, in words, and whether play stops there when it tells a story. */
export interface Caption {
  readonly atUs: number
  readonly text: string
  readonly kind: Note['kind'] | 'control'
}

/** A trace made ready for moving about in it. */
export interface Timeline {
  readonly trace: Trace
  readonly endUs: number
  /** When anything happens, ascending, each time once. */
  readonly timesUs: readonly number[]
  readonly captions: readonly Caption[]
  /** When something happens that is worth stopping for. */
  readonly stopsUs: readonly number[]
  /** By node, ascending. */
  readonly changes: readonly (readonly NodeChange[])[]
  /** By the time of sending. */
  readonly messages: readonly TracedMessage[]
  /** No message is under way longer. */
  readonly longestFlightUs: number
  /** What messages need mostly. */
  readonly usualFlightUs: number
}

export function timelineOf(trace: Trace, controls: readonly Control[]): Timeline {
  const messages = [...trace.messages].sort((a, b) => a.sentUs - b.sentUs)
  const flights = messages.filter(({ lost }) => lost === undefined).map((one) => one.arrivesUs - one.sentUs)
  const captions = captionsOf(trace, controls)
  return {
    trace,
    endUs: trace.endUs,
    timesUs: distinct([
      ...trace.changes.map(({ atUs }) => atUs),
      ...trace.notes.map(({ atUs }) => atUs),
      ...messages.flatMap(({ sentUs, arrivesUs }) => [sentUs, arrivesUs]),
    ]).filter((atUs) => atUs <= trace.endUs),
    captions,
    stopsUs: distinct(captions.filter(({ kind }) => kind !== 'client').map(({ atUs }) => atUs)),
    changes: trace.nodes.map((_, node) => trace.changes.filter((change) => change.node === node)),
    messages,
    longestFlightUs: flights.reduce((longest, flight) => Math.max(longest, flight), 0),
    usualFlightUs: median(flights) ?? 10_000,
  }
}

/**
 * What was done by hand stands in the words in which it was done: those of the fault would say how
 * long it lasts, which nobody knows yet.
 */
function captionsOf({ notes, nodes }: Trace, controls: readonly Control[]): Caption[] {
  const byHand = new Set(controls.map(({ atUs }) => atUs))
  const told = notes
    .filter(({ kind, atUs }) => kind !== 'fault' || !byHand.has(atUs))
    .map(({ atUs, node, text, kind }): Caption => {
      const name = nodes[node]?.name
      return { atUs, text: name === undefined || kind === 'violation' ? text : `${name} ${text}`, kind }
    })
  const { byHand: you } = watchingWords().deeds
  const done = controls.map(
    ({ atUs, text }): Caption => ({ atUs, text: you({ deed: text }), kind: 'control' }),
  )
  return [...done, ...told].sort((a, b) => a.atUs - b.atUs)
}

function distinct(times: readonly number[]): number[] {
  return [...new Set(times)].sort((a, b) => a - b)
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}

/** The first time after `atUs`; undefined when there is none. */
export function timeAfter(ascending: readonly number[], atUs: number): number | undefined {
  return ascending[countUntil(ascending, atUs)]
}

/** The last time before `atUs`; undefined when there is none. */
export function timeBefore(ascending: readonly number[], atUs: number): number | undefined {
  return ascending[countUntil(ascending, atUs - 1) - 1]
}

/** How many of them are not later than `atUs`. */
function countUntil(ascending: readonly number[], atUs: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) <= atUs) low = middle + 1
    else high = middle
  }
  return low
}

/** The captions up to a time. */
export function captionsUntil({ captions }: Timeline, atUs: number): readonly Caption[] {
  const next = captions.findIndex((caption) => caption.atUs > atUs)
  return next < 0 ? captions : captions.slice(0, next)
}

/** How a node was at a time; undefined before the first that is known of it. */
export function nodeAt({ changes }: Timeline, node: NodeId, atUs: number): NodeChange | undefined {
  return changes[node]?.findLast((change) => change.atUs <= atUs)
}

export interface Flight {
  readonly message: TracedMessage
  /** From 0, just sent, to 1. */
  readonly share: number
  /** It will not get there, or did not. */
  readonly lost: boolean
}

/** The messages that are under way, those that arrive first in front; lost ones are seen for a while. */
export function flightsAt(timeline: Timeline, atUs: number): Flight[] {
  const { messages, longestFlightUs, usualFlightUs } = timeline
  const fromUs = atUs - Math.max(longestFlightUs, usualFlightUs)
  const flights: Flight[] = []
  for (let at = firstSentFrom(messages, fromUs); at < messages.length; at += 1) {
    const message = messages[at] as TracedMessage
    if (message.sentUs > atUs) break
    const lost = message.lost === 'network' || message.lost === 'partition'
    const untilUs = lost ? message.sentUs + usualFlightUs : message.arrivesUs
    if (untilUs <= atUs) continue
    flights.push({ message, lost, share: (atUs - message.sentUs) / Math.max(1, untilUs - message.sentUs) })
  }
  return flights.sort((a, b) => a.message.arrivesUs - b.message.arrivesUs)
}

function firstSentFrom(messages: readonly TracedMessage[], fromUs: number): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle] as TracedMessage).sentUs < fromUs) low = middle + 1
    else high = middle
  }
  return low
}

export function faultsAt({ trace }: Timeline, atUs: number): Fault[] {
  return trace.faults.filter((fault) => fault.atUs <= atUs && atUs < fault.atUs + fault.durationUs)
}

/** What arrives or is sent at exactly this time. */
export function happeningAt({ messages, trace }: Timeline, atUs: number): string[] {
  const words = watchingWords()
  const name = (node: NodeId) => trace.nodes[node]?.name ?? words.node.nameless({ node })
  const named = ({ from, to, text }: TracedMessage) => ({ from: name(from), to: name(to), text })
  const arrived = messages
    .filter((one) => one.arrivesUs === atUs && (one.lost === undefined || one.lost === 'receiver-down'))
    .map((one) => (one.lost === undefined ? words.now.gets(named(one)) : words.now.isDown(named(one))))
  const sent = messages
    .filter(({ sentUs }) => sentUs === atUs)
    .map((one) => {
      const how = one.lost === 'network' || one.lost === 'partition' ? one.lost : undefined
      return how === undefined ? words.now.sends(named(one)) : words.now.sendsLost({ ...named(one), how })
    })
  return [...arrived, ...sent]
}
