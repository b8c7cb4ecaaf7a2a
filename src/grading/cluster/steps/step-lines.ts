import type { Json } from '../../sequence.ts'
import { isObject, isProblem, type Message, messageOf } from '../wire/message.ts'

/** What a node does in one step, in the order in which it does it. Times in microseconds. */
export type Deed =
  | { readonly kind: 'send'; readonly message: Message }
  | { readonly kind: 'timer'; readonly name: string; readonly afterUs: number }
  | { readonly kind: 'cancel'; readonly name: string }
  | { readonly kind: 'save'; readonly key: string; readonly value: Json }
  | { readonly kind: 'show'; readonly facts: Readonly<Record<string, Json>> }

/** What a node is told. docs/node-protocol.md has all lines. */
export type StepEvent =
  | { readonly now: number; readonly message: Message }
  | { readonly now: number; readonly timer: string }

export function beginLine(seed: number, life: number, saved: ReadonlyMap<string, Json>): string {
  return JSON.stringify({ begin: { seed, life, saved: Object.fromEntries(saved) } })
}

/** Reads what a node did; a text when the line says nothing of the kind. */
export function readDeeds(line: string): readonly Deed[] | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'it is not JSON'
  }
  if (!isObject(value) || !Array.isArray(value['did'])) return 'it has no list "did"'
  const deeds: Deed[] = []
  for (const one of value['did'] as readonly unknown[]) {
    const deed = readDeed(one)
    if (typeof deed === 'string') return deed
    deeds.push(deed)
  }
  return deeds
}

/** What a node says of its state; undefined when it says nothing. */
export function readDigest(line: string): string | undefined {
  try {
    const { digest } = JSON.parse(line) as { readonly digest?: unknown }
    return typeof digest === 'string' ? digest : undefined
  } catch {
    return undefined
  }
}

function readDeed(one: unknown): Deed | string {
  if (!isObject(one)) return 'an entry of "did" is no object'
  const { send, timer, after, cancel, save, value, show } = one
  if (send !== undefined) {
    const message = messageOf(send)
    return isProblem(message) ? message.text : { kind: 'send', message }
  }
  if (typeof timer === 'string') {
    if (typeof after !== 'number' || !(after >= 0)) return `the timer "${timer}" has no time "after"`
    return { kind: 'timer', name: timer, afterUs: after }
  }
  if (typeof cancel === 'string') return { kind: 'cancel', name: cancel }
  if (typeof save === 'string') return { kind: 'save', key: save, value: value ?? null }
  if (isObject(show)) return { kind: 'show', facts: show }
  return `an entry of "did" is none of send, timer, cancel, save, show: ${JSON.stringify(one)}`
}
