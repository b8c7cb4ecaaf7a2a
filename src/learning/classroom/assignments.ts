import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { localInstant } from '../../platform/local-time.ts'
import { type ClassTables, inClass } from './class-store.ts'
import { requireIdentity } from './learner.ts'

export interface Assignment {
  readonly id: number
  readonly exercise: string
  readonly dueAtMs: number
  readonly assignedAtMs: number
  /** Identities; undefined when it is for all who are on the roster. */
  readonly to: readonly string[] | undefined
}

/** @throws UserError (exit 2) for what is no date. */
export function dueDate(text: string): number {
  const at = localInstant(text)
  if (at !== undefined) return at
  throw new UserError(troubleWords().class.noDate({ text }), {
    code: 'bad-date',
    next: [troubleWords().class.date],
  })
}

/** Sets an exercise to all on the roster, or to some of them. @throws UserError for who is not on it. */
export async function assign(
  exercise: string,
  dueAtMs: number,
  to: readonly string[] | undefined,
  nowMs: number,
): Promise<Assignment> {
  const learners = to === undefined ? undefined : [...new Set(to.map(requireIdentity))].sort()
  return inClass(async (tables) => {
    await requireOnRoster(tables, learners ?? [])
    const values = {
      exercise,
      due_at_ms: dueAtMs,
      assigned_at_ms: nowMs,
      for_everyone: learners === undefined,
    }
    const { id } = await tables
      .insertInto('assignment')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const learner of learners ?? []) {
      await tables.insertInto('assignee').values({ assignment: id, learner }).execute()
    }
    return { id, exercise, dueAtMs, assignedAtMs: nowMs, to: learners }
  })
}

/** Takes an assignment back. What the learners did stays. @throws UserError when there is none of that number. */
export async function unassign(id: number): Promise<void> {
  const removed = await inClass((tables) =>
    tables.deleteFrom('assignment').where('id', '=', id).executeTakeFirst(),
  )
  if (removed.numDeletedRows === 0n) throw noAssignment(id)
}

/** Those that are due first come first. */
export async function assignmentsOf(tables: ClassTables): Promise<readonly Assignment[]> {
  const rows = await tables.selectFrom('assignment').selectAll().orderBy('due_at_ms').orderBy('id').execute()
  const assignees = await tables.selectFrom('assignee').selectAll().orderBy('learner').execute()
  return rows.map((row) => ({
    id: row.id,
    exercise: row.exercise,
    dueAtMs: row.due_at_ms,
    assignedAtMs: row.assigned_at_ms,
    to: row.for_everyone
      ? undefined
      : assignees.filter(({ assignment }) => assignment === row.id).map(({ learner }) => learner),
  }))
}

export function noAssignment(id: number): UserError {
  return new UserError(troubleWords().class.noAssignment({ id }), {
    code: 'unknown-assignment',
    next: [troubleWords().class.seeNumbers],
  })
}

async function requireOnRoster(tables: ClassTables, learners: readonly string[]): Promise<void> {
  if (learners.length === 0) return
  const rows = await tables.selectFrom('learner').select('id').where('id', 'in', learners).execute()
  const known = new Set(rows.map(({ id }) => id))
  const missing = learners.filter((id) => !known.has(id))
  if (missing.length === 0) return
  throw new UserError(troubleWords().class.missing({ names: missing.join(', ') }), {
    code: 'unknown-learner',
    next: missing.map((id) => troubleWords().class.putOn({ id })),
  })
}
