import type { ProjectGrade } from '../grading/project/grade-project.ts'
import { ClusterPage, type ClusterTextOptions } from './cluster-text.ts'

/** What drills of a project showed, as lines of text. */
export function projectLines(grade: ProjectGrade, options: ClusterTextOptions): string[] {
  const page = new ClusterPage(options)
  const { folder, patterns, checks, fault, verdict, replay } = grade
  return [
    `${page.bold(patterns.join(', '))} · ${folder}`,
    '',
    ...checks.flatMap((check) => page.check(check)),
    ...(fault === undefined ? [] : page.fault(fault)),
    '',
    page.verdict(verdict),
    page.line('replay', replay),
  ]
}
