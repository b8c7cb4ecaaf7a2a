import type { Assignment } from '../learning/classroom/assignments.ts'
import type { Work } from '../learning/classroom/grade-work.ts'
import type { ClassResults } from '../learning/classroom/results.ts'
import type { Roster } from '../learning/classroom/roster.ts'
import { counted } from '../lib/counted.ts'
import { printable } from '../lib/printable.ts'
import { textTable } from './text-table.ts'

/** How an instant is to be written. */
type Written = (atMs: number) => string

export function rosterText({ learners, strangers }: Roster, date: Written): string {
  const rows = learners.map(({ id, name, addedAtMs }) => [id, printable(name), date(addedAtMs)])
  const table = textTable([{ title: 'Learner' }, { title: 'Name' }, { title: 'Since' }], rows)
  const others = strangers.map((id) => `  compendium classroom roster add ${id}`)
  return [
    ...(rows.length === 0 ? ['Nobody is on the roster yet.'] : table),
    ...(others.length === 0
      ? []
      : ['', 'These have recorded something and are not on the roster:', ...others]),
  ].join('\n')
}

/** What came of each assignment: a line of totals, then a row for each learner. */
export function resultsText({ assignments, results }: ClassResults, at: Written): string {
  if (assignments.length === 0)
    return 'Nothing is assigned yet: compendium classroom assign EXERCISE --due DATE'
  return assignments
    .map((assignment) =>
      assignmentText(
        assignment,
        results.filter(({ assignment: id }) => id === assignment.id),
        at,
      ),
    )
    .join('\n\n')
}

function assignmentText(
  { id, exercise, dueAtMs, to }: Assignment,
  works: readonly Work[],
  at: Written,
): string {
  const whom = to === undefined ? 'all' : counted(to.length, 'learner')
  const passed = works.filter(({ status }) => status === 'passed').length
  const head = `${id}  ${exercise}, due ${at(dueAtMs)}, set to ${whom}: ${passed} of ${works.length} passed in time`
  if (works.length === 0) return head
  const columns = [
    { title: 'Learner' },
    { title: 'Name' },
    { title: 'Status' },
    { title: 'Points', align: 'right' as const },
    { title: 'Attempts', align: 'right' as const },
    { title: 'Last on' },
  ]
  const rows = works.map(({ learner, name, status, points, attempts, lastAtMs }) => [
    learner,
    printable(name),
    status,
    String(points),
    String(attempts),
    lastAtMs === undefined ? '-' : at(lastAtMs),
  ])
  return [head, ...textTable(columns, rows)].join('\n')
}
