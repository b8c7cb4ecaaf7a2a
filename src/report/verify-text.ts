import { Chalk } from 'chalk'
import type { VerifyResult, VerifyRow } from '../grading/verify.ts'

/** The matrix of exercises and languages, then what is not as it should be, then the sums. */
export function verifyLines(result: VerifyResult, color: 0 | 1 | 2 | 3): string[] {
  const chalk = new Chalk({ level: color })
  const bad = result.rows.filter((row) => !row.ok)
  const { references, starters, mutants } = result
  const sums = [
    `references ${references.passed}/${references.total} pass`,
    `starters ${starters.failed}/${starters.total} fail`,
    `mutants ${mutants.killed}/${mutants.total} killed, ${mutants.named} with the right cause`,
    `${result.falseAlarms} false ${result.falseAlarms === 1 ? 'alarm' : 'alarms'}`,
  ]
  return [
    ...matrix(result.rows),
    '',
    ...bad.map((row) => `${chalk.red('✘')} ${nameOf(row)} ${row.problem}`),
    ...(bad.length > 0 ? [''] : []),
    ...result.missing.map(
      (id) => `${chalk.yellow('?')} ${id} was left out: its compiler or interpreter is not here`,
    ),
    `${bad.length === 0 ? chalk.green('PASS') : chalk.red('FAIL')}  ${sums.join(' · ')}`,
  ]
}

export function nameOf({ slug, language, kind, id }: VerifyRow): string {
  return `${slug} ${language} ${id ?? kind}`
}

/** One row an exercise, one column a language: mutants killed with the right cause, of all. */
function matrix(rows: readonly VerifyRow[]): string[] {
  const slugs = [...new Set(rows.map(({ slug }) => slug))]
  const languages = [...new Set(rows.map(({ language }) => language))]
  const width = Math.max(8, ...slugs.map(({ length }) => length))
  const cell = (slug: string, language: string): string => {
    const own = rows.filter((row) => row.slug === slug && row.language === language)
    const mutants = own.filter(({ kind }) => kind === 'mutant')
    const others = own.filter(({ kind }) => kind !== 'mutant')
    const mark = others.every(({ ok }) => ok) ? '✔' : '✘'
    return own.length === 0 ? '–' : `${mark} ${mutants.filter(({ ok }) => ok).length}/${mutants.length}`
  }
  return [
    `${'exercise'.padEnd(width)}  ${languages.map((one) => one.padEnd(10)).join('  ')}`.trimEnd(),
    ...slugs.map((slug) =>
      `${slug.padEnd(width)}  ${languages.map((one) => cell(slug, one).padEnd(10)).join('  ')}`.trimEnd(),
    ),
  ]
}
