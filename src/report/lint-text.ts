import type { LintResult } from '../corpus/lint/lint-content.ts'
import { counted } from '../lib/counted.ts'

type Finding = LintResult['errors'][number]

/** One finding a line, `file:line: severity rule: message`, as editors and CI understand it, and a count. `ran`: blocks of code. */
export function lintText(result: LintResult, ran?: number): string[] {
  const line = (severity: string, { file, line, rule, message }: Finding) =>
    `${file}${line === undefined ? '' : `:${line}`}: ${severity} ${rule}: ${message}`
  const counts = [
    counted(result.topics, 'topic'),
    ...(result.clusters === 0 ? [] : [counted(result.clusters, 'cluster')]),
    ...(result.incidents === 0 ? [] : [counted(result.incidents, 'incident')]),
    ...(ran === undefined ? [] : [`${counted(ran, 'block')} run`]),
  ]
  return [
    ...result.errors.map((finding) => line('error', finding)),
    ...result.warnings.map((finding) => line('warning', finding)),
    `${counts.join(', ')}: ${counted(result.errors.length, 'error')}, ${counted(result.warnings.length, 'warning')}`,
  ]
}
