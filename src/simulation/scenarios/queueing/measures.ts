import type { Counter, EventWorld } from '../../kernel/event-model.ts'
import { Population } from '../../kernel/population.ts'

/** What one queue is measured by, from the end of the warm-up until nobody comes any more. */
export class QueueMeasures {
  readonly #world: EventWorld
  readonly #variant: string
  readonly #warmUpUs: number
  readonly #inside: Population
  readonly #busy: Population
  readonly #waits
  readonly #stays
  readonly #batches
  readonly #came: Counter
  readonly #refused: Counter
  readonly #delayed: Counter
  readonly #served: Counter
  readonly #chart: QueueChart
  #longestLine = 4
  #anyRefused = false
  /** Averages over time and rates, as they were when the last customer might have come. */
  #closed: Readonly<Record<string, number>> | undefined

  constructor(world: EventWorld, variant: string, warmUpUs: number) {
    this.#world = world
    this.#variant = variant
    this.#warmUpUs = warmUpUs
    this.#inside = world.population()
    this.#busy = world.population()
    this.#waits = world.histogram()
    this.#stays = world.histogram()
    this.#batches = world.batchMeans()
    this.#came = world.counter()
    this.#refused = world.counter()
    this.#delayed = world.counter()
    this.#served = world.counter()
    this.#chart = new QueueChart(world, variant)
  }

  arrived(letIn: boolean): void {
    if (this.#closed !== undefined) return
    this.#came.value += 1
    if (letIn) return
    this.#refused.value += 1
    if (!this.#anyRefused) this.#world.caption('no place is free: a customer is refused', this.#variant)
    this.#anyRefused = true
  }

  started(arrivedUs: number): void {
    const waitUs = this.#world.nowUs - arrivedUs
    this.#chart.waited(waitUs)
    if (arrivedUs < this.#warmUpUs) return
    this.#waits.record(waitUs)
    this.#batches.record(waitUs)
    if (waitUs > 0) this.#delayed.value += 1
  }

  left(arrivedUs: number, stayUs: number): void {
    if (this.#closed === undefined) this.#served.value += 1
    if (arrivedUs >= this.#warmUpUs) this.#stays.record(stayUs)
  }

  /** After each event: how many wait and how many are served. */
  now(waiting: number, busy: number): void {
    const { nowUs } = this.#world
    this.#inside.change(nowUs, waiting + busy - this.#inside.size)
    this.#busy.change(nowUs, busy - this.#busy.size)
    this.#chart.inside.change(nowUs, waiting + busy - this.#chart.inside.size)
    if (waiting < 2 * this.#longestLine) return
    this.#longestLine = waiting
    this.#world.caption(`${waiting} customers wait, more than ever before`, this.#variant)
  }

  close(): void {
    if (this.#closed !== undefined) return
    const { nowUs, measuredUs } = this.#world
    this.#closed = {
      inside: this.#inside.meanAt(nowUs),
      busy: this.#busy.meanAt(nowUs),
      throughput: (this.#served.value * 1e6) / measuredUs,
    }
  }

  /** By the scenario's metric ids. */
  values(servers: number): Record<string, number> {
    const { mean, low, high } = this.#batches.interval()
    const came = this.#came.value
    return {
      customers: came,
      utilisation: (this.#closed?.['busy'] ?? Number.NaN) / servers,
      wait: this.#waits.mean() / 1000,
      wait_low: (this.#waits.mean() - (mean - low)) / 1000,
      wait_high: (this.#waits.mean() + (high - mean)) / 1000,
      wait_p99: this.#waits.quantile(0.99) / 1000,
      stay: this.#stays.mean() / 1000,
      inside: this.#closed?.['inside'] ?? Number.NaN,
      delayed: this.#delayed.value / this.#waits.count,
      refused: this.#refused.value / came,
      throughput: this.#closed?.['throughput'] ?? Number.NaN,
    }
  }
}

/** Two lines over the whole run, warm-up included. */
class QueueChart {
  readonly inside = new Population()
  #readUs = 0
  #areaUs = 0
  #waitUs = 0
  #waits = 0

  constructor(world: EventWorld, variant: string) {
    world.series(`${variant}inside`, 'Customers inside', 'count', () => this.#meanInside(world.nowUs))
    world.series(`${variant}wait`, 'Mean wait', 'ms', () => this.#meanWait())
  }

  waited(waitUs: number): void {
    this.#waitUs += waitUs
    this.#waits += 1
  }

  #meanInside(nowUs: number): number {
    const areaUs = this.inside.areaAt(nowUs)
    const mean = (areaUs - this.#areaUs) / (nowUs - this.#readUs)
    this.#areaUs = areaUs
    this.#readUs = nowUs
    return mean
  }

  #meanWait(): number {
    const mean = this.#waits === 0 ? 0 : this.#waitUs / this.#waits / 1000
    this.#waitUs = 0
    this.#waits = 0
    return mean
  }
}
