import { Problem } from '../problem.ts'
import { StaleEpoch } from './replica.ts'

/** Too few replicas answered. */
export class NoQuorum extends Problem {
  override readonly name = 'NoQuorum'

  constructor(message: string, cause?: unknown) {
    super(message, { status: 503, code: 'no-quorum', retryAfterMs: 1000, cause })
  }
}

/** Too few replicas said that they have a write. It may be made yet, also after later ones. */
export class OutcomeUnknown extends Problem {
  override readonly name = 'OutcomeUnknown'

  constructor(cause: NoQuorum) {
    super('no majority has confirmed the write: it may be made or not', {
      status: 503,
      code: 'outcome-unknown',
      retryAfterMs: 1000,
      cause,
    })
  }
}

/**
 * Asks every node of every group at once, and gives what was answered as soon as a majority of each group has. Two
 * majorities of a group have a node in common: that is why what one operation wrote the next one sees. Throws
 * `StaleEpoch` when a replica refused, and `NoQuorum` when too few are left to answer.
 */
export function askQuorum<T>(
  groups: readonly (readonly string[])[],
  ask: (node: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const answers = new Map<string, T>()
  const failures = new Map<string, unknown>()
  return new Promise((resolve, reject) => {
    const judge = (): void => {
      const refusal = [...failures.values()].find((error) => error instanceof StaleEpoch)
      if (groups.every((group) => countIn(group, answers) >= majorityOf(group))) {
        resolve(new Map(answers))
      } else if (refusal !== undefined) {
        reject(refusal)
      } else if (groups.some((group) => mostOf(group, failures) < majorityOf(group))) {
        const [cause] = failures.values()
        reject(
          new NoQuorum(`no majority: ${[...failures.keys()].join(', ')} gave no answer`, cause),
        )
      }
    }
    for (const node of new Set(groups.flat())) {
      // Those that come late find the promise settled, and are heard by nobody.
      ask(node)
        .then(
          (answer) => answers.set(node, answer),
          (error: unknown) => failures.set(node, error),
        )
        .then(judge)
    }
  })
}

/** Like `askQuorum`, but hears everybody out: for what is in no hurry. */
export async function askEveryone<T>(
  groups: readonly (readonly string[])[],
  ask: (node: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const nodes = [...new Set(groups.flat())]
  const heard = await Promise.allSettled(nodes.map(ask))
  const answers = new Map<string, T>()
  for (const [at, node] of nodes.entries()) {
    const one = heard[at]
    if (one?.status === 'fulfilled') answers.set(node, one.value)
  }
  const repeat = async (node: string) => {
    const one = heard[nodes.indexOf(node)]
    if (one?.status === 'rejected') throw one.reason
  }
  await askQuorum(groups, repeat)
  return answers
}

export const majorityOf = (group: readonly string[]): number => Math.floor(group.length / 2) + 1

function countIn(group: readonly string[], nodes: ReadonlyMap<string, unknown>): number {
  return group.filter((node) => nodes.has(node)).length
}

/** How many may still answer, those included that have. */
function mostOf(group: readonly string[], failures: ReadonlyMap<string, unknown>): number {
  return group.length - countIn(group, failures)
}
