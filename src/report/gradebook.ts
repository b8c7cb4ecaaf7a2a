import type { Assignment } from '../learning/classroom/assignments.ts'
import type { Work } from '../learning/classroom/grade-work.ts'
import type { ClassResults } from '../learning/classroom/results.ts'
import { csv } from '../lib/csv.ts'
import { printable } from '../lib/printable.ts'
import { textTable } from './text-table.ts'

export interface Gradebook {
  readonly pointsPossible: number
  readonly assignments: readonly { readonly id: number; readonly title: string }[]
  readonly rows: readonly GradebookRow[]
}

interface GradebookRow {
  readonly learner: string
  readonly name: string
  /** In the order of the assignments; null for one that was not set to this learner. */
  readonly points: readonly (number | null)[]
}

/** One row for each learner, one column for each assignment. */
export function gradebookOf(
  { assignments, learners, results }: ClassResults,
  pointsPossible: number,
): Gradebook {
  const found = new Map(results.map((work) => [`${work.assignment} ${work.learner}`, work]))
  const points = (id: string) => (assignment: Assignment) => pointsIn(found.get(`${assignment.id} ${id}`))
  return {
    pointsPossible,
    assignments: assignments.map(({ id, exercise }) => ({ id, title: `${exercise} (#${id})` })),
    rows: learners.map(({ id, name }) => ({ learner: id, name, points: assignments.map(points(id)) })),
  }
}

function pointsIn(work: Work | undefined): number | null {
  return work === undefined ? null : work.points
}

/**
 * In the columns of Canvas, which other systems read as well: it knows learners by SIS Login ID. The sign before our
 * numbers is for Canvas too, which takes a bare number in parentheses after a title for one of its own.
 */
export function gradebookCsv({ pointsPossible, assignments, rows }: Gradebook): string {
  const titles = assignments.map(({ title }) => title)
  return csv([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...titles],
    ['    Points Possible', '', '', '', '', ...assignments.map(() => pointsPossible)],
    ...rows.map(({ learner, name, points }) => [
      name,
      '',
      '',
      learner,
      '',
      ...points.map((one) => one ?? ''),
    ]),
  ])
}

export function gradebookText({ assignments, rows }: Gradebook): string {
  if (rows.length === 0) return 'Nobody is on the roster yet: compendium classroom roster add LEARNER'
  if (assignments.length === 0)
    return 'Nothing is assigned yet: compendium classroom assign EXERCISE --due DATE'
  const columns = [
    { title: 'Learner' },
    { title: 'Name' },
    ...assignments.map(({ title }) => ({ title, align: 'right' as const })),
  ]
  const cells = rows.map(({ learner, name, points }) => [
    learner,
    printable(name),
    ...points.map((one) => (one === null ? '-' : String(one))),
  ])
  return textTable(columns, cells).join('\n')
}
