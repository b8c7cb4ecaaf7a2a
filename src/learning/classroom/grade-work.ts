import type { Assignment } from './assignments.ts'
import type { RosterLearner } from './roster.ts'

/** A program that a learner had graded. */
export interface ClassAttempt {
  readonly learner: string
  readonly exercise: string
  /** By the learner's own clock. */
  readonly atMs: number
  /** By the clock of the database, when it came in. */
  readonly receivedAtMs: number
  readonly verdict: 'pass' | 'weak' | 'fail' | 'inconclusive'
  readonly checksPassed: number
  readonly checksTotal: number
}

/** `passed` in time; `late`: only after it was due; `tried`: never passed; `missing`: never tried. */
export type WorkStatus = 'passed' | 'late' | 'tried' | 'missing'

/** What came of one assignment for one learner. */
export interface Work {
  readonly assignment: number
  readonly exercise: string
  readonly learner: string
  readonly name: string
  readonly status: WorkStatus
  /** All of the exercise, whenever they were. */
  readonly attempts: number
  /** Of the best attempt that was in time, of 100; 0 when there is none. */
  readonly points: number
  /** The first program that passed, in time or not. */
  readonly passedAtMs?: number
  readonly lastAtMs?: number
  /** When the newest attempt came in: long after `lastAtMs` if the learner was cut off, or their clock is wrong. */
  readonly receivedAtMs?: number
}

export const POINTS_POSSIBLE = 100

/** Every assignment with everybody to whom it is set, by assignment, then by identity. */
export function gradeWork(
  assignments: readonly Assignment[],
  learners: readonly RosterLearner[],
  attempts: readonly ClassAttempt[],
): readonly Work[] {
  return assignments.flatMap((assignment) => {
    const { exercise, to } = assignment
    const own = attempts.filter((attempt) => attempt.exercise === exercise)
    return learners
      .filter(({ id }) => to === undefined || to.includes(id))
      .map((learner) =>
        workOf(
          assignment,
          learner,
          own.filter((attempt) => attempt.learner === learner.id),
        ),
      )
  })
}

function workOf(
  assignment: Assignment,
  { id, name }: RosterLearner,
  attempts: readonly ClassAttempt[],
): Work {
  const { exercise, dueAtMs } = assignment
  const inTime = attempts.filter(({ atMs }) => atMs <= dueAtMs)
  const passedAtMs = least(attempts.filter(({ verdict }) => verdict === 'pass').map(({ atMs }) => atMs))
  const newest = attempts.toSorted((a, b) => a.atMs - b.atMs).at(-1)
  return {
    assignment: assignment.id,
    exercise,
    learner: id,
    name,
    status: statusOf(attempts.length, passedAtMs, dueAtMs),
    attempts: attempts.length,
    points: Math.max(0, ...inTime.map(pointsOf)),
    ...(passedAtMs === undefined ? {} : { passedAtMs }),
    ...(newest === undefined ? {} : { lastAtMs: newest.atMs, receivedAtMs: newest.receivedAtMs }),
  }
}

function statusOf(attempts: number, passedAtMs: number | undefined, dueAtMs: number): WorkStatus {
  if (passedAtMs !== undefined) return passedAtMs <= dueAtMs ? 'passed' : 'late'
  return attempts === 0 ? 'missing' : 'tried'
}

/** A pass is all points. Else the share of the checks that passed, and never all: something was wrong. */
function pointsOf({ verdict, checksPassed, checksTotal }: ClassAttempt): number {
  if (verdict === 'pass') return POINTS_POSSIBLE
  if (checksTotal === 0) return 0
  return Math.min(POINTS_POSSIBLE - 1, Math.floor((POINTS_POSSIBLE * checksPassed) / checksTotal))
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values)
}
