import { type Assignment, assignmentsOf, noAssignment } from './assignments.ts'
import { type ClassTables, inClass } from './class-store.ts'
import { type ClassAttempt, gradeWork, type Work } from './grade-work.ts'
import { learnersOf, type RosterLearner } from './roster.ts'

export interface ClassResults {
  readonly assignments: readonly Assignment[]
  readonly learners: readonly RosterLearner[]
  readonly results: readonly Work[]
}

/** What came of all assignments, or of one, as the database is at one moment. @throws UserError for an unknown number. */
export async function classResults(only?: number): Promise<ClassResults> {
  return inClass(async (tables) => {
    const all = await assignmentsOf(tables)
    const assignments = all.filter(({ id }) => only === undefined || id === only)
    if (only !== undefined && assignments.length === 0) throw noAssignment(only)
    const learners = await learnersOf(tables)
    const attempts = await attemptsAt(tables, [...new Set(assignments.map(({ exercise }) => exercise))])
    return { assignments, learners, results: gradeWork(assignments, learners, attempts) }
  })
}

async function attemptsAt(
  tables: ClassTables,
  exercises: readonly string[],
): Promise<readonly ClassAttempt[]> {
  if (exercises.length === 0) return []
  const rows = await tables
    .selectFrom('event')
    .select(['learner', 'slug', 'at_ms', 'received_at_ms', 'data'])
    .where('kind', '=', 'attempt')
    .where('slug', 'in', exercises)
    .execute()
  return rows.map(({ learner, slug, at_ms: atMs, received_at_ms: receivedAtMs, data }) => {
    const { verdict, checksPassed, checksTotal } = JSON.parse(data)
    return { learner, exercise: slug, atMs, receivedAtMs, verdict, checksPassed, checksTotal }
  })
}
