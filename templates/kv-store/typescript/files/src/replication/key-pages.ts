import type { Replica } from './replica.ts'

const PAGE = 200

export interface KeyPage {
  /** In their order, each once. */
  readonly keys: readonly string[]
  /** The nodes that told all they have of this stretch. */
  readonly answered: readonly string[]
}

/** The keys that any of the nodes has, stretch by stretch, merged. A node without an answer is asked again for the next. */
export async function* keyPages(
  replicas: ReadonlyMap<string, Pick<Replica, 'keys'>>,
  page = PAGE,
): AsyncGenerator<KeyPage> {
  let after = ''
  for (;;) {
    const lists = new Map<string, string[]>()
    const ask = async ([name, replica]: [string, Pick<Replica, 'keys'>]) =>
      lists.set(name, await replica.keys(after, page))
    await Promise.allSettled([...replicas].map(ask))
    // Beyond the end of a full list its node has more: what others have there waits for the next stretch.
    const ends = [...lists.values()]
      .filter((keys) => keys.length === page)
      .map((keys) => keys.at(-1) ?? '')
    const end = ends.sort()[0]
    const keys = [...new Set([...lists.values()].flat())].sort()
    yield {
      keys: end === undefined ? keys : keys.filter((key) => key <= end),
      answered: [...lists.keys()],
    }
    if (end === undefined) return
    after = end
  }
}
