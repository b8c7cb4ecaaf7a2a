import type { Examination } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { printable } from '../lib/printable.ts'
import { studyWords } from '../messages/study/index.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'

/** What is well in a line each, then what is not: what, where, what to do. */
export function doctorText({ ok, findings, facts }: Examination, options: ThemeOptions): string {
  const { paint } = lessonTheme(options)
  const { doctor } = studyWords()
  const width = Math.max(doctor.where.length, doctor.next.length)
  const paints = { error: paint.caution, warning: paint.warning, info: paint.note }
  const lines = ({ severity, what, where, next, fixed }: Finding) => [
    `${fixed === true ? paint.tip(doctor.fixed) : paints[severity](doctor.severities[severity])}: ${printable(what)}`,
    `  ${paint.muted(doctor.where.padEnd(width))}  ${printable(where)}`,
    ...(fixed === true ? [] : [`  ${paint.muted(doctor.next.padEnd(width))}  ${printable(next)}`]),
  ]
  return [
    ...facts.map(({ what }) => `${paint.tip(doctor.well)}: ${printable(what)}`),
    ...findings.flatMap((finding) => ['', ...lines(finding)]),
    '',
    summary(ok, findings),
  ].join('\n')
}

function summary(ok: boolean, findings: readonly Finding[]): string {
  const left = findings.filter(({ fixed }) => fixed !== true)
  const count = (severity: Finding['severity']) => left.filter((one) => one.severity === severity).length
  const fixed = findings.length - left.length
  const { doctor } = studyWords()
  const notes = doctor.counts({
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
  })
  const more = fixed > 0 ? doctor.fixedToo({ count: fixed }) : ''
  return `${ok ? doctor.allWorks : doctor.someDoesNot} ${notes}${more}`
}
