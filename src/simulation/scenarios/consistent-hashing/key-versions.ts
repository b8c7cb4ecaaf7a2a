/** By key: which version was acknowledged by when, so that a later operation must not find an older one. */
export class KeyVersions {
  readonly #endedUs: number[][]
  readonly #highest: number[][]

  constructor(keys: number) {
    this.#endedUs = Array.from({ length: keys }, () => [])
    this.#highest = Array.from({ length: keys }, () => [])
  }

  acknowledged(key: number, version: number, atUs: number): void {
    const highest = this.#highest[key] as number[]
    this.#endedUs[key]?.push(atUs)
    highest.push(Math.max(version, highest.at(-1) ?? 0))
  }

  /** The highest version that was acknowledged before `atUs`; 0 when none was. */
  before(key: number, atUs: number): number {
    const ended = this.#endedUs[key] as number[]
    let low = 0
    let high = ended.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ended[middle] as number) < atUs) low = middle + 1
      else high = middle
    }
    return this.#highest[key]?.[low - 1] ?? 0
  }
}
