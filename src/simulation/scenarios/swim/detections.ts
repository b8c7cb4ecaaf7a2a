/** When crashes were noticed, and who was taken for crashed and was not. */
export class Detections {
  readonly #stoppedUs: Float64Array
  readonly #firstDeadUs: Float64Array
  readonly #lastDeadUs: Float64Array
  readonly #dead = new Set<number>()
  #falseSuspicions = 0
  #falseDeaths = 0

  constructor(members: number) {
    this.#stoppedUs = new Float64Array(members).fill(Number.NaN)
    this.#firstDeadUs = new Float64Array(members).fill(Number.NaN)
    this.#lastDeadUs = new Float64Array(members).fill(Number.NaN)
  }

  isStopped(member: number): boolean {
    return !Number.isNaN(this.#stoppedUs[member] as number)
  }

  stopped(member: number, atUs: number): void {
    this.#stoppedUs[member] = atUs
  }

  /** The first suspicion of an incarnation anywhere. */
  suspected(current: boolean, running: boolean): void {
    if (current && running) this.#falseSuspicions += 1
  }

  declaredDead(member: number, key: number, current: boolean, running: boolean, atUs: number): void {
    if (current && running && !this.#dead.has(key)) this.#falseDeaths += 1
    this.#dead.add(key)
    if (!this.isStopped(member)) return
    if (Number.isNaN(this.#firstDeadUs[member] as number)) this.#firstDeadUs[member] = atUs
    this.#lastDeadUs[member] = atUs
  }

  /** Times from the crash to the first and to the last member that knows of it; NaN while one does not. */
  metrics(
    believers: readonly number[],
    holdsDead: (holder: number, member: number) => boolean,
  ): Record<string, number> {
    const stopped = [...this.#stoppedUs.keys()].filter((member) => this.isStopped(member))
    const afterMs = (times: Float64Array, member: number) =>
      ((times[member] as number) - (this.#stoppedUs[member] as number)) / 1000
    const first = stopped.map((member) => afterMs(this.#firstDeadUs, member))
    const last = stopped.map((member) =>
      believers.every((holder) => holdsDead(holder, member)) ? afterMs(this.#lastDeadUs, member) : Number.NaN,
    )
    return {
      detection_ms: mean(first),
      detection_everywhere_ms: mean(last),
      false_suspicions: this.#falseSuspicions,
      false_deaths: this.#falseDeaths,
    }
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
