// {{contract}}

export interface Options {
  node: string
}

/** For each replica, how many of its writes were seen. */
export type Context = Record<string, number>

export class VersionedValue {
  constructor(options: Options) {
    // TODO: keep the name, the versions, and what was seen.
  }

  put(value: string, context: Context): void {
    // TODO: replace what the context covers, and add the value as a version.
    throw new Error('put is yours to write')
  }

  values(): string[] {
    // TODO: the values of all versions, sorted.
    throw new Error('values is yours to write')
  }

  context(): Context {
    // TODO: for each replica, how many of its writes were seen.
    throw new Error('context is yours to write')
  }

  merge(other: VersionedValue): void {
    // TODO: take over what the other replica knows.
    throw new Error('merge is yours to write')
  }
}
