import { ln } from './portable-math.ts'

/*
 * What the theory of queues says of the long run. Rates are per any one unit of time and times in
 * that unit; `offered` is the arrival rate times the mean service, in servers ("erlangs").
 */

/** A system of identical servers with one line. */
export interface QueueModel {
  readonly arrivalRate: number
  readonly meanService: number
  /** Standard deviation of the service time over its mean: 0 for always the same, 1 for exponential. */
  readonly serviceCv: number
  readonly servers: number
  /** Places in all, those at the servers included. Infinity when nobody is refused. */
  readonly capacity: number
}

/** Long-run values; NaN where no closed form is known, Infinity where the line grows without end. */
export interface QueueForecast {
  /** Share of the time that a server is busy. */
  readonly utilisation: number
  /** Share of the arrivals that are refused. */
  readonly refused: number
  /** Share of those let in that have to wait. */
  readonly delayed: number
  /** Mean wait of those let in, and the wait that one in a hundred exceeds. */
  readonly wait: number
  readonly waitP99: number
  /** Mean number inside. */
  readonly inside: number
}

/**
 * The share of arrivals that find all servers busy, when those are sent away: Erlang (1917), by the
 * recursion over the servers, which neither overflows nor loses digits. Holds for service times of
 * any distribution (Sevastyanov 1957).
 */
export function erlangB(servers: number, offered: number): number {
  let blocked = 1
  for (let n = 1; n <= servers; n += 1) blocked = (offered * blocked) / (n + offered * blocked)
  return blocked
}

/** The share of arrivals that have to wait in M/M/c: Erlang (1917), from Erlang B. 1 from saturation on. */
export function erlangC(servers: number, offered: number): number {
  if (offered >= servers) return 1
  const blocked = erlangB(servers, offered)
  return blocked / (1 - (offered / servers) * (1 - blocked))
}

/** Mean wait in M/G/1: Pollaczek (1930), Khinchine (1932). */
export function pollaczekKhinchine(arrivalRate: number, meanService: number, serviceCv: number): number {
  const load = arrivalRate * meanService
  if (load >= 1) return Number.POSITIVE_INFINITY
  return (load * meanService * (1 + serviceCv * serviceCv)) / (2 * (1 - load))
}

/** Operations per unit of time of `workers` that each manage `rate` alone: Gunther's universal scalability law (1993). */
export function universalScalability(
  workers: number,
  { rate, contention, crosstalk }: { rate: number; contention: number; crosstalk: number },
): number {
  return (rate * workers) / (1 + contention * (workers - 1) + crosstalk * workers * (workers - 1))
}

/** With how many workers that law has its peak; Infinity without crosstalk. */
export function scalabilityPeak(contention: number, crosstalk: number): number {
  return Math.sqrt((1 - contention) / crosstalk)
}

export function forecast(model: QueueModel): QueueForecast {
  const { arrivalRate, meanService, serviceCv, servers, capacity } = model
  const offered = arrivalRate * meanService
  if (capacity === servers) return loss(servers, offered)
  if (serviceCv === 1) return capacity === Number.POSITIVE_INFINITY ? delay(model) : finite(model)
  if (servers === 1 && capacity === Number.POSITIVE_INFINITY) return anyService(model)
  return {
    ...UNKNOWN,
    utilisation: capacity === Number.POSITIVE_INFINITY ? Math.min(1, offered / servers) : Number.NaN,
  }
}

const UNKNOWN: QueueForecast = {
  utilisation: Number.NaN,
  refused: Number.NaN,
  delayed: Number.NaN,
  wait: Number.NaN,
  waitP99: Number.NaN,
  inside: Number.NaN,
}

/** M/G/c/c: nobody waits. */
function loss(servers: number, offered: number): QueueForecast {
  const refused = erlangB(servers, offered)
  const inside = offered * (1 - refused)
  return { utilisation: inside / servers, refused, delayed: 0, wait: 0, waitP99: 0, inside }
}

/** M/M/c: those who wait, wait exponentially long, at the rate at which the servers get ahead. */
function delay({ arrivalRate, meanService, servers }: QueueModel): QueueForecast {
  const offered = arrivalRate * meanService
  if (offered >= servers) return saturated
  const delayed = erlangC(servers, offered)
  const aheadRate = (servers - offered) / meanService
  const wait = delayed / aheadRate
  return {
    utilisation: offered / servers,
    refused: 0,
    delayed,
    wait,
    waitP99: delayed > 0.01 ? ln(delayed / 0.01) / aheadRate : 0,
    inside: offered + arrivalRate * wait,
  }
}

/** M/G/1. */
function anyService({ arrivalRate, meanService, serviceCv }: QueueModel): QueueForecast {
  const load = arrivalRate * meanService
  if (load >= 1) return saturated
  const wait = pollaczekKhinchine(arrivalRate, meanService, serviceCv)
  return {
    ...UNKNOWN,
    utilisation: load,
    refused: 0,
    delayed: load,
    wait,
    inside: load + arrivalRate * wait,
  }
}

const saturated: QueueForecast = {
  utilisation: 1,
  refused: 0,
  delayed: 1,
  wait: Number.POSITIVE_INFINITY,
  waitP99: Number.POSITIVE_INFINITY,
  inside: Number.POSITIVE_INFINITY,
}

/**
 * M/M/c/K, from the probabilities of the birth-and-death chain: each state is as likely as the one
 * before it times arrivals over departures.
 */
function finite({ arrivalRate, meanService, servers, capacity }: QueueModel): QueueForecast {
  const chances = [1]
  for (let n = 1; n <= capacity; n += 1) {
    const chance = ((chances[n - 1] as number) * arrivalRate * meanService) / Math.min(n, servers)
    chances.push(chance)
    // Only their proportions count, and these numbers can outgrow a double.
    if (chance > 1e200)
      chances.forEach((one, index) => {
        chances[index] = one / 1e200
      })
  }
  const total = sum(chances)
  const weighted = (weight: (n: number) => number) =>
    sum(chances.map((chance, n) => chance * weight(n))) / total
  const refused = weighted((n) => (n === capacity ? 1 : 0))
  const accepted = 1 - refused
  const busy = weighted((n) => Math.min(n, servers))
  return {
    utilisation: busy / servers,
    refused,
    delayed: weighted((n) => (n >= servers && n < capacity ? 1 : 0)) / accepted,
    wait: weighted((n) => Math.max(0, n - servers)) / (arrivalRate * accepted),
    waitP99: Number.NaN,
    inside: weighted((n) => n),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
