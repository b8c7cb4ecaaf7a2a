/** How often each moment has happened. */
export class Moments {
  readonly #times = new Map<string, { value: number }>()

  /** Once more; gives how often it now has. */
  add(name: string): number {
    const known = this.#times.get(name)
    if (known === undefined) {
      this.#times.set(name, { value: 1 })
      return 1
    }
    known.value += 1
    return known.value
  }

  count(name: string): number {
    return this.#times.get(name)?.value ?? 0
  }
}
