import type { Examination } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { counted } from '../lib/counted.ts'
import { printable } from '../lib/printable.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'

/** What is well in a line each, then what is not: what, where, what to do. */
export function doctorText({ ok, findings, facts }: Examination, options: ThemeOptions): string {
  const { paint } = lessonTheme(options)
  const paints = { error: paint.caution, warning: paint.warning, info: paint.note }
  const lines = ({ severity, what, where, next, fixed }: Finding) => [
    `${fixed === true ? paint.tip('fixed') : paints[severity](severity)}: ${printable(what)}`,
    `  ${paint.muted('where')}  ${printable(where)}`,
    ...(fixed === true ? [] : [`  ${paint.muted('next')}   ${printable(next)}`]),
  ]
  return [
    ...facts.map(({ what }) => `${paint.tip('ok')}: ${printable(what)}`),
    ...findings.flatMap((finding) => ['', ...lines(finding)]),
    '',
    summary(ok, findings),
  ].join('\n')
}

function summary(ok: boolean, findings: readonly Finding[]): string {
  const left = findings.filter(({ fixed }) => fixed !== true)
  const count = (severity: Finding['severity']) => left.filter((one) => one.severity === severity).length
  const fixed = findings.length - left.length
  const notes = `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('info'), 'note')}`
  return `${ok ? 'All works.' : 'Something does not work.'} ${notes}${fixed > 0 ? `, ${fixed} fixed` : ''}`
}
