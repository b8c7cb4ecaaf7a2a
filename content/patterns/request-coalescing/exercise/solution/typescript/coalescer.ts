/** Single flight: callers who want the same key at the same time share one load. */
export class Coalescer {
  readonly #flights = new Map<string, Promise<unknown>>()

  get<T>(key: string, load: (key: string) => T | Promise<T>): Promise<T> {
    const known = this.#flights.get(key)
    if (known !== undefined) return known as Promise<T>
    // What is handed out settles after the flight is out of the way, so that who asks again starts a new one.
    const flight = run(key, load).finally(() => this.#remove(key, flight))
    this.#flights.set(key, flight)
    return flight
  }

  forget(key: string): void {
    this.#flights.delete(key)
  }

  inFlight(): number {
    return this.#flights.size
  }

  #remove(key: string, flight: Promise<unknown>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
  }
}

async function run<T>(key: string, load: (key: string) => T | Promise<T>): Promise<T> {
  return load(key)
}
