// What taking off the earliest event and adding another costs, by how many are pending: nanoseconds
// of CPU time, the least disturbed of some rounds. Gaps are exponential, as in the hold model of the
// literature on event lists (Jones, "An empirical comparison of priority-queue implementations", 1986).
import { RandomStream } from '../src/lib/prng.ts'
import { EventQueue } from '../src/simulation/kernel/event-queue.ts'

const PENDING = [10, 100, 1000, 10_000, 100_000]
const STEPS = 1_000_000
const ROUNDS = 5
const GAPS = 65_536

const random = new RandomStream(1, 'gaps')
const gapsUs = Float64Array.from({ length: GAPS }, (_, n) => Math.floor(random.exponential(n) * 100_000))

function costNs(pending: number): number {
  const queue = new EventQueue()
  const gapUs = (n: number) => gapsUs[n & (GAPS - 1)] as number
  for (let n = 0; n < pending; n += 1) queue.push(gapUs(n), 0, n)
  const hold = (steps: number) => {
    for (let n = 0; n < steps; n += 1) {
      queue.pop()
      queue.push(queue.timeUs + gapUs(n), 0, queue.subject)
    }
  }
  hold(2 * pending)
  const before = process.cpuUsage()
  hold(STEPS)
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1000) / STEPS
}

const rounds = Array.from({ length: ROUNDS + 1 }, () => PENDING.map(costNs)).slice(1)
const least = PENDING.map((pending, index) => ({
  pending,
  ns: Math.min(...rounds.map((costs) => costs[index] ?? Number.NaN)),
}))
process.stdout.write(JSON.stringify(least))
