import type { Operation, Value } from '../../history/operation.ts'
import { by, integer, keyOf, show, table } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import type { Log } from './log.ts'
import type { Key, Received, Send } from './mops.ts'

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

/** A message that is known to be in the log, behind what was committed and before where one is told to begin. */
function skipped(log: Log | undefined, from: number, to: number): Send | Received | undefined {
  const offset = log?.offsets.find((one) => one > from && one < to)
  const there = offset === undefined ? undefined : log?.at.get(offset)
  return there?.values().next().value
}

function beyond(one: Operation, offset: number, commits: readonly Commit[], log: Log | undefined): Finding[] {
  let highest: Commit | undefined
  for (const commit of commits) {
    const isBegun = commit.operation.call < one.return
    if (isBegun && (!highest || commit.offset > highest.offset)) highest = commit
  }
  const missed = skipped(log, highest?.offset ?? Number.NEGATIVE_INFINITY, offset)
  if (!log || !missed) return []
  const known = highest
    ? `the highest that anybody had begun to commit was ${highest.offset}`
    : 'nobody had begun to commit any'
  return [
    {
      kind: 'committed-beyond',
      text: `${by(one)} was told to begin key ${show(log.key)} at the committed offset ${offset}, but ${known}: who begins there skips ${show(missed.message)} at offset ${missed.offset}`,
      operations: [missed.operation, ...(highest ? [highest.operation] : []), one],
    },
  ]
}

/**
 * Who begins at the offset that is told to be committed must skip no message but those that were committed. So it may be
 * the highest that was committed, the next, a lower one, which makes messages come again, or 0 where none was
 * (Maelstrom's kafka workload: its clients begin at this very offset). Lists x messages of a key, at most.
 */
export function committedFindings(operations: readonly Operation[], logs: ReadonlyMap<Key, Log>): Finding[] {
  const commits = commitsByKey(operations)
  const lists = operations.filter((one) => LISTS.has(one.f) && one.outcome === 'ok')
  return lists.flatMap((one) =>
    entries(one.output).flatMap(([key, offset]) =>
      beyond(one, offset, commits.get(keyOf(key)) ?? [], logs.get(keyOf(key))),
    ),
  )
}
