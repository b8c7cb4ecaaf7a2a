import type { Operation, Value } from '../../history/operation.ts'
import { by, integer, keyOf, show, table } from '../evidence.ts'
import type { Finding } from '../verdict.ts'

const COMMITS = new Set(['commit', 'commit_offsets', 'commit-offsets'])
const LISTS = new Set(['committed', 'list_committed_offsets', 'list-committed-offsets'])

interface Commit {
  readonly operation: Operation
  readonly offset: number
}

const entries = (value: Value): [Value, number][] =>
  [...(table(value) ?? [])].flatMap(([key, told]): [Value, number][] => {
    const offset = integer(told)
    return offset === undefined ? [] : [[key, offset]]
  })

/** Of each key its commits that may have taken effect, in the order of their calls. */
function commitsByKey(operations: readonly Operation[]) {
  const commits = new Map<unknown, Commit[]>()
  for (const operation of operations) {
    if (!COMMITS.has(operation.f) || operation.outcome === 'fail') continue
    for (const [key, offset] of entries(operation.input)) {
      const list = commits.get(keyOf(key)) ?? []
      commits.set(keyOf(key), list)
      list.push({ operation, offset })
    }
  }
  return commits
}

const beyond = (one: Operation, key: Value, offset: number, commits: readonly Commit[]): Finding[] => {
  let highest: Commit | undefined
  for (const commit of commits) {
    const isBegun = commit.operation.call < one.return
    if (isBegun && (!highest || commit.offset > highest.offset)) highest = commit
  }
  if (highest && highest.offset >= offset) return []
  const known = highest
    ? `the highest that anybody had begun to commit was ${highest.offset}`
    : 'nobody had begun to commit any'
  return [
    {
      kind: 'committed-beyond',
      text: `${by(one)} was told that offset ${offset} of key ${show(key)} is committed, but ${known}: who starts there skips messages`,
      operations: highest ? [highest.operation, one] : [one],
    },
  ]
}

/**
 * An offset that is told to be committed was committed, or a higher one: else whoever starts after it skips messages.
 * A lower one is allowed: it makes messages come again, it loses none (Maelstrom's kafka workload, commit_offsets).
 */
export function committedFindings(operations: readonly Operation[]): Finding[] {
  const commits = commitsByKey(operations)
  const lists = operations.filter((one) => LISTS.has(one.f) && one.outcome === 'ok')
  return lists.flatMap((one) =>
    entries(one.output).flatMap(([key, offset]) => beyond(one, key, offset, commits.get(keyOf(key)) ?? [])),
  )
}
