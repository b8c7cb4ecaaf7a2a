import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { ProgressEvent } from '../events.ts'
import { type Assignment, assignmentsOf } from './assignments.ts'
import { eventsOf } from './class-events.ts'
import { type ClassTables, inClass } from './class-store.ts'
import { requireIdentity } from './learner.ts'
import { learnersOf, type RosterLearner } from './roster.ts'

/** All that the database of a class holds of one learner. */
export interface OwnData {
  readonly learner: string
  readonly onRoster: RosterLearner | null
  /** Those that were set to this learner by name. */
  readonly assignments: readonly Omit<Assignment, 'to'>[]
  readonly events: readonly ProgressEvent[]
}

export interface Erased {
  readonly learner: string
  readonly events: number
  /** Assignments that were set to nobody else, and are gone as well. */
  readonly assignments: number
}

/** @throws UserError when the class knows nobody of this identity. */
export async function exportLearner(identity: string): Promise<OwnData> {
  const learner = requireIdentity(identity)
  return inClass((tables) => ownData(tables, learner))
}

/** Takes out everything that names the learner, in one transaction. @throws UserError as `exportLearner` */
export async function eraseLearner(identity: string): Promise<Erased> {
  const learner = requireIdentity(identity)
  return inClass(async (tables) => {
    const { assignments } = await ownData(tables, learner)
    const events = await tables.deleteFrom('event').where('learner', '=', learner).executeTakeFirst()
    await tables.deleteFrom('assignee').where('learner', '=', learner).execute()
    await tables.deleteFrom('learner').where('id', '=', learner).execute()
    const emptied = await deleteEmpty(
      tables,
      assignments.map(({ id }) => id),
    )
    return { learner, events: Number(events.numDeletedRows), assignments: emptied }
  })
}

async function ownData(tables: ClassTables, learner: string): Promise<OwnData> {
  const onRoster = (await learnersOf(tables)).find(({ id }) => id === learner) ?? null
  const assignments = (await assignmentsOf(tables)).filter(({ to }) => to?.includes(learner))
  const events = await eventsOf(tables, learner)
  if (onRoster === null && assignments.length === 0 && events.length === 0) throw unknown(learner)
  return { learner, onRoster, assignments: assignments.map(({ to: _, ...assignment }) => assignment), events }
}

async function deleteEmpty(tables: ClassTables, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const result = await tables
    .deleteFrom('assignment')
    .where('id', 'in', ids)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('assignee').select('learner').whereRef('assignee.assignment', '=', 'assignment.id'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

function unknown(learner: string): UserError {
  return new UserError(troubleWords().class.unknown({ learner }), {
    code: 'unknown-learner',
    next: [troubleWords().class.seeKnown],
  })
}
