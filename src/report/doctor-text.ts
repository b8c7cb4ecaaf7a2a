import wrapAnsi from 'wrap-ansi'
import type { Examination } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { printable } from '../lib/printable.ts'
import { studyWords } from '../messages/study/index.ts'
import { lessonTheme, type Paint, type ThemeOptions } from './lesson/theme.ts'

/** Columns beside a lead, however narrow the terminal is. */
const NARROWEST = 16

interface Look extends ThemeOptions {
  /** Columns; undefined where nothing is folded. */
  readonly width?: number | undefined
}

/** What is well, then what is not: what, where, what to do. What goes on stands under its beginning. */
export function doctorText({ ok, findings, facts }: Examination, look: Look): string {
  const { paint } = lessonTheme(look)
  const { doctor } = studyWords()
  const labelWidth = Math.max(doctor.where.length, doctor.next.length)
  const paints = { error: paint.caution, warning: paint.warning, info: paint.note }
  const said = (label: string, painted: Paint, text: string) =>
    hanging(`${label}: `, `${painted(label)}: `, text, look)
  const part = (label: string, text: string) => {
    const lead = `  ${label.padEnd(labelWidth)}  `
    return hanging(lead, paint.muted(lead), text, look)
  }
  const lines = ({ severity, what, where, next, fixed }: Finding) => [
    ...(fixed === true
      ? said(doctor.fixed, paint.tip, what)
      : said(doctor.severities[severity], paints[severity], what)),
    ...part(doctor.where, where),
    ...(fixed === true ? [] : part(doctor.next, next)),
  ]
  return [
    ...facts.flatMap(({ what }) => said(doctor.well, paint.tip, what)),
    ...findings.flatMap((finding) => ['', ...lines(finding)]),
    '',
    ...hanging('', '', summary(ok, findings), look),
  ].join('\n')
}

/** A lead, and beside it the text in lines that fit; paths and other long words stay whole, to be copied. */
function hanging(lead: string, painted: string, text: string, { width }: Look): string[] {
  const shown = printable(text)
  const columns = width === undefined ? undefined : Math.max(NARROWEST, width - lead.length)
  const [first = '', ...more] = columns === undefined ? [shown] : wrapAnsi(shown, columns).split('\n')
  return [`${painted}${first}`, ...more.map((line) => `${' '.repeat(lead.length)}${line}`)]
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
