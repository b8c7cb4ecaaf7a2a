export interface Options {
  node: string
}

/** For each replica, how many of its writes were seen. */
export type Context = Record<string, number>

/** A write, named by its dot: the replica that took it, and which of its writes it was. */
interface Version {
  readonly node: string
  readonly number: number
  readonly value: string
}

/** The siblings of one key at one replica, told apart by dots. */
export class VersionedValue {
  readonly #node: string
  #versions: readonly Version[] = []
  #seen: Context = {}

  constructor({ node }: Options) {
    this.#node = node
  }

  put(value: string, context: Context): void {
    const seen = larger(this.#seen, context)
    const number = (seen[this.#node] ?? 0) + 1
    const kept = this.#versions.filter((version) => !covers(context, version))
    this.#versions = [...kept, { node: this.#node, number, value }]
    this.#seen = { ...seen, [this.#node]: number }
  }

  values(): string[] {
    return this.#versions.map(({ value }) => value).sort()
  }

  context(): Context {
    return { ...this.#seen }
  }

  merge(other: VersionedValue): void {
    const mine = this.#versions.filter((version) => other.#holds(version) || !covers(other.#seen, version))
    const theirs = other.#versions.filter((version) => !covers(this.#seen, version))
    this.#versions = [...mine, ...theirs]
    this.#seen = larger(this.#seen, other.#seen)
  }

  #holds({ node, number }: Version): boolean {
    return this.#versions.some((one) => one.node === node && one.number === number)
  }
}

function covers(seen: Context, { node, number }: Version): boolean {
  return number <= (seen[node] ?? 0)
}

function larger(a: Context, b: Context): Context {
  const nodes = Object.keys({ ...a, ...b })
  return Object.fromEntries(nodes.map((node) => [node, Math.max(a[node] ?? 0, b[node] ?? 0)]))
}
