// {{contract}}

export class Coalescer {
  async get<T>(key: string, load: (key: string) => Promise<T>): Promise<T> {
    // TODO: what load(key) gives, once for all who ask for the key at the same time.
    throw new Error('get is yours to write')
  }

  forget(key: string): void {
    // TODO: nobody joins the load that is in flight any more.
    throw new Error('forget is yours to write')
  }

  inFlight(): number {
    // TODO: how many loads a call could join now.
    throw new Error('inFlight is yours to write')
  }
}
