import wrapAnsi from 'wrap-ansi'
import { formatQuantity } from '../lib/quantity.ts'
import type { Scenario } from '../simulation/kernel/scenario.ts'
import { definitionList } from './definition-list.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'

export interface ScenarioListOptions extends ThemeOptions {
  readonly width: number
}

/** A line for each simulation. */
export function scenarioIndexText(scenarios: readonly Scenario[], options: ScenarioListOptions): string {
  const theme = lessonTheme(options)
  const rows = scenarios.map(({ id, title }) => [id, title] as const)
  return [
    ...definitionList(rows, { width: options.width, indent: 2 }),
    '',
    'Run one: compendium simulate raft',
    'What can be set, asserted and broken in it: compendium simulate raft --list',
  ]
    .map(theme.spell)
    .join('\n')
}

/** Simulations with all that can be set, asserted and broken on purpose. */
export function scenarioListText(scenarios: readonly Scenario[], options: ScenarioListOptions): string {
  const theme = lessonTheme(options)
  return scenarios
    .map((scenario) => scenarioLines(scenario, theme, options.width))
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
    .map(theme.spell)
    .join('\n')
}

function scenarioLines(scenario: Scenario, theme: LessonTheme, width: number): string[] {
  const section = (title: string, rows: readonly (readonly [string, string])[]) => [
    '',
    `  ${theme.paint.strong(title)}`,
    ...definitionList(rows, { width, indent: 4 }),
  ]
  const others = scenario.variants.filter(({ prefix }) => prefix !== '')
  const own = scenario.metrics.filter(({ id }) => !others.some(({ prefix }) => id.startsWith(prefix)))
  return [
    `${theme.paint.title(scenario.id)}  ${scenario.title}`,
    ...section(
      'parameters (--set name=value)',
      scenario.parameters.map(({ id, default: value, unit, description }) => [
        `${id}=${formatQuantity(value, unit).replace(' ', '')}`,
        description,
      ]),
    ),
    ...section(
      `metrics (--assert${others.map(({ prefix, title }) => `; ${prefix}NAME is that of the run ${title}`).join('')})`,
      own.map(({ id, description }) => [id, description]),
    ),
    ...section(
      'invariants (always checked)',
      scenario.invariants.map(({ id, statement }) => [id, statement]),
    ),
    ...section(
      'mutants (--mutant)',
      scenario.mutants.map(({ id, title }) => [id, title]),
    ),
    ...momentLines(scenario, theme, width),
  ]
}

/** What a rule in a file of faults may name as its `moment`. */
function momentLines({ moments = [] }: Scenario, { paint }: LessonTheme, width: number): string[] {
  if (moments.length === 0) return []
  const names = wrapAnsi(moments.join(', '), width - 4).split('\n')
  return ['', `  ${paint.strong('moments (rules in --faults FILE)')}`, ...names.map((line) => `    ${line}`)]
}
