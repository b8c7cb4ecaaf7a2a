import wrapAnsi from 'wrap-ansi'
import { formatQuantity } from '../lib/quantity.ts'
import { simulatingWords } from '../messages/simulating/index.ts'
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
  const { runOne, whatIsIn } = simulatingWords().list
  return [
    ...definitionList(rows, { width: options.width, indent: 2 }),
    '',
    runOne({ command: 'compendium simulate raft' }),
    whatIsIn({ command: 'compendium simulate raft --list' }),
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
  const words = simulatingWords().list
  const others = scenario.variants.filter(({ prefix }) => prefix !== '')
  const own = scenario.metrics.filter(({ id }) => !others.some(({ prefix }) => id.startsWith(prefix)))
  return [
    `${theme.paint.title(scenario.id)}  ${scenario.title}`,
    ...section(
      words.parameters,
      scenario.parameters.map(({ id, default: value, unit, description }) => [
        `${id}=${formatQuantity(value, unit).replace(' ', '')}`,
        description,
      ]),
    ),
    ...section(
      words.metrics({
        others: others.map(({ prefix, title }) => words.metricsOf({ name: `${prefix}NAME`, title })).join(''),
      }),
      own.map(({ id, description }) => [id, description]),
    ),
    ...section(
      words.invariants,
      scenario.invariants.map(({ id, statement }) => [id, statement]),
    ),
    ...section(
      words.mutants,
      scenario.mutants.map(({ id, title }) => [id, title]),
    ),
    ...momentLines(scenario, theme, width),
  ]
}

/** What a rule in a file of faults may name as its `moment`. */
function momentLines({ moments = [] }: Scenario, { paint }: LessonTheme, width: number): string[] {
  if (moments.length === 0) return []
  const names = wrapAnsi(moments.join(', '), width - 4).split('\n')
  return ['', `  ${paint.strong(simulatingWords().list.moments)}`, ...names.map((line) => `    ${line}`)]
}
