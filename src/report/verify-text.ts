import { Chalk } from 'chalk'
import type { VerifyPlan, VerifyResult, VerifyRow } from '../grading/verify.ts'

/** A table that is printed as it comes to be: one row an exercise, one column a language. */
export class VerifyTable {
  readonly #chalk: InstanceType<typeof Chalk>
  readonly #languages: readonly string[]
  readonly #width: number

  constructor({ slugs, languages }: VerifyPlan, color: 0 | 1 | 2 | 3) {
    this.#chalk = new Chalk({ level: color })
    this.#languages = languages
    this.#width = Math.max(8, ...slugs.map(({ length }) => length))
  }

  head(): string {
    return this.#line('exercise', this.#languages)
  }

  /** The row of an exercise, and below it what is not as it should be. */
  rows(own: readonly VerifyRow[]): string[] {
    const cells = this.#languages.map((language) => cell(own.filter((row) => row.language === language)))
    const bad = own.filter(({ ok }) => !ok)
    return [
      this.#line(own[0]?.slug ?? '', cells),
      ...bad.map((row) => `${this.#chalk.red('✘')} ${nameOf(row)} ${row.problem}`),
    ]
  }

  /** What was left out, and the sums. */
  foot(result: VerifyResult): string[] {
    const { references, starters, mutants, rows, missing } = result
    const killed = `mutants ${mutants.killed}/${mutants.total} killed, ${mutants.named} with the right cause`
    const sums = [
      ...(references.total === 0 ? [] : [`references ${references.passed}/${references.total} pass`]),
      ...(starters.total === 0 ? [] : [`starters ${starters.failed}/${starters.total} fail`]),
      ...(mutants.total === 0 ? [] : [killed]),
      `${result.falseAlarms} false ${result.falseAlarms === 1 ? 'alarm' : 'alarms'}`,
    ]
    const isGood = rows.every(({ ok }) => ok)
    return [
      '',
      ...missing.map(
        (id) => `${this.#chalk.yellow('?')} ${id} was left out: its compiler or interpreter is not here`,
      ),
      `${isGood ? this.#chalk.green('PASS') : this.#chalk.red('FAIL')}  ${sums.join(' · ')}`,
    ]
  }

  #line(name: string, cells: readonly string[]): string {
    return `${name.padEnd(this.#width)}  ${cells.map((one) => one.padEnd(10)).join('  ')}`.trimEnd()
  }
}

function nameOf({ slug, language, kind, id }: VerifyRow): string {
  return `${slug} ${language} ${id ?? kind}`
}

/** Mutants killed with the right cause, of all; marked by whether reference and starter are as they should be. */
function cell(own: readonly VerifyRow[]): string {
  const mutants = own.filter(({ kind }) => kind === 'mutant')
  const others = own.filter(({ kind }) => kind !== 'mutant')
  const mark = others.every(({ ok }) => ok) ? '✔' : '✘'
  if (own.length === 0) return '–'
  return mutants.length === 0 ? mark : `${mark} ${mutants.filter(({ ok }) => ok).length}/${mutants.length}`
}
