import type { Json } from '../../sequence.ts'
import type { Has } from './misconceptions.ts'

/** A map from names to whole numbers, as the contract has it. */
export type Event = { [name: string]: number }

/** What all events up to `version` have led to. */
export interface State {
  version: number
  balance: number
  closed: boolean
}

const CENTS_IN_A_EURO = 100

/** The events of an argument. The very list, because a program may wrongly take it over. */
export function eventsIn(list: Json): Event[] {
  return list as unknown as Event[]
}

export function isOld(event: Event): boolean {
  return 'credited' in event || 'debited' in event
}

export function isUnknown(event: Event): boolean {
  return !['deposited', 'withdrawn', 'closed', 'credited', 'debited'].some((name) => name in event)
}

/** The event in the present form. */
export function upcast(event: Event, has: Has): Event {
  const { credited, debited, ...rest } = event
  const factor = has('euros-as-cents') ? 1 : CENTS_IN_A_EURO
  if (has('old-events-ignored')) return event
  if (credited !== undefined) return { ...rest, deposited: credited * factor }
  if (debited === undefined || has('old-withdrawals-ignored')) return event
  return { ...rest, withdrawn: debited * factor }
}

/** The state after an event in the present form, whatever its version is. */
export function applied({ version, balance, closed }: State, event: Event, has: Has): State {
  const { deposited = 0, withdrawn = 0 } = event
  const isClosing = 'closed' in event
  const isEmptied = isClosing && has('close-one-event')
  return {
    version: version + 1,
    balance: isEmptied ? 0 : balance + deposited - withdrawn,
    closed: closed || isClosing,
  }
}
