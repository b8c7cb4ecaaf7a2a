import type { NodeRandom, Operation, Request } from '../../kernel/cluster/model.ts'
import type { Change } from './messages.ts'

/** The part of a transfer that happens at one participant. */
export interface Leg {
  readonly participant: number
  readonly change: Change
}

const MOST = 60

/**
 * Money goes from an account of one participant to one of another; a third, if there is one, gets a
 * fee of 1. All accounts begin with the same balance, so that some transfers find too little.
 */
export function drawTransfer(random: NodeRandom, participants: number, accounts: number): Request {
  const first = random.integer(participants)
  const second = (first + 1 + random.integer(participants - 1)) % participants
  const parties = [first, second]
  const rest = Array.from({ length: participants }, (_, at) => at).filter((at) => !parties.includes(at))
  if (rest.length > 0) parties.push(rest[random.integer(rest.length)] as number)
  // Participants have the numbers from 1 on; the coordinator is node 0.
  const key = parties.map((party) => `${party + 1}.${random.integer(accounts)}`).join(' ')
  return { name: 'transfer', key, value: random.between(2, MOST) }
}

export function legsOf({ key, value }: Pick<Operation, 'key' | 'value'>): readonly Leg[] {
  const amount = Number(value)
  const places = String(key).split(' ')
  const fee = places.length > 2 ? 1 : 0
  const by = [-amount, amount - fee, fee]
  return places.map((place, at) => {
    const [participant, account] = place.split('.').map(Number) as [number, number]
    return { participant, change: { account, by: by[at] as number } }
  })
}
