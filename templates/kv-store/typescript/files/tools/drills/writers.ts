import { setTimeout as sleep } from 'node:timers/promises'
import type { Drill } from './drill.ts'

/** What a client knows of the key that it alone writes. */
interface Acknowledged {
  readonly key: string
  /** The last number whose write was acknowledged; 0 before the first. */
  readonly last: number
  /** Numbers whose writes had no answer, or 503: they may have been made, or be made yet. */
  readonly unknown: ReadonlySet<number>
}

export interface Writers {
  /** Writes that were acknowledged so far. */
  readonly count: () => number
  /** Lets the writes under way end, and tells what each client knows. */
  stop(): Promise<readonly Acknowledged[]>
}

/** Clients that count up, each in a key of its own, and go to the next node when one does not answer. */
export function startWriters({ cluster, put }: Drill, clients: number): Writers {
  let isOver = false
  let acknowledged = 0

  const run = async (client: number): Promise<Acknowledged> => {
    const key = `counter-${client}`
    const unknown = new Set<number>()
    let last = 0
    let node = client
    for (let sent = 1; !isOver; sent++) {
      const name = cluster.names[node % cluster.names.length] ?? ''
      const { status } = await put(name, key, sent)
      if (status === 200 || status === 201) {
        last = sent
        acknowledged += 1
      } else {
        unknown.add(sent)
        node += 1
        await sleep(50)
      }
    }
    return { key, last, unknown }
  }

  const clientsDone = Array.from({ length: clients }, (_, client) => run(client))
  return {
    count: () => acknowledged,
    async stop() {
      isOver = true
      return Promise.all(clientsDone)
    },
  }
}

/** Every node tells of every key the last acknowledged write, or one whose outcome nobody was told. */
export async function expectNothingLost(
  { cluster, get, expect }: Drill,
  known: readonly Acknowledged[],
): Promise<void> {
  for (const name of cluster.names) {
    let kept = 0
    for (const { key, last, unknown } of known) {
      const { status, body } = await get(name, key)
      const value = (body as { value?: number } | undefined)?.value ?? 0
      const isAnswer = status === 200 || status === 404
      if (isAnswer && (value === last || unknown.has(value))) kept += 1
    }
    expect(`${name} has the last acknowledged write of every client`, kept === known.length)
  }
}
