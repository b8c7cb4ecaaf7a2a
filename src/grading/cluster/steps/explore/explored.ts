import { counted } from '../../../../lib/counted.ts'
import { type Check, overall, type Verdict } from '../../../verdict.ts'
import type { Exploration, Scope } from './explore.ts'

/** What a search of all that can happen in a small scope showed. */
export interface Explored {
  readonly scope: Scope
  readonly states: number
  readonly localStates: number
  readonly departures: number
  readonly isWhole: boolean
  /** What leads to what is wrong, one line for each event. */
  readonly path?: readonly string[]
}

export function exploredOf(scope: Scope, found: Exploration): Explored {
  const { states, localStates, departures, isWhole, violation } = found
  return {
    ...{ scope, states, localStates, departures, isWhole },
    ...(violation === undefined ? {} : { path: violation.texts }),
  }
}

/** The verdict of a search. Where no operation ever succeeded, nothing was shown. */
export function exploredCheck(found: Exploration): { verdict: Verdict; checks: readonly Check[] } {
  const check = { id: 'explored', title: 'is right whatever happens, in a small scope', ...judged(found) }
  return { verdict: overall([check]), checks: [check] }
}

function judged({ violation, states, departures, isWhole, answers }: Exploration): {
  readonly verdict: Verdict
  readonly message: string
} {
  if (violation !== undefined) {
    const events = violation.path.length === 1 ? 'one event' : `${violation.path.length} events`
    return { verdict: 'fail', message: `${violation.reason}\nThis leads to it, in ${events}:` }
  }
  const reach = isWhole
    ? `All ${states} states that can come about were looked at.`
    : reached(states, departures)
  if (answers === 0) return { verdict: 'weak', message: `${reach} In none did an operation succeed.` }
  return { verdict: 'pass', message: `${reach} None shows anything wrong.` }
}

function reached(states: number, departures: number): string {
  if (departures === 0)
    return `${states} states were looked at, all on the calmest courses, of which there are more.`
  const before =
    departures === 1 ? 'the calmest courses' : `fewer than ${departures} departures from the calmest courses`
  return `${states} states were looked at: all that ${before} can bring about, and some with ${counted(departures, 'departure')}.`
}
