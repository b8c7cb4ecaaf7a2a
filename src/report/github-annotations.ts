import { simulatingMessages } from '../messages/simulating/index.ts'
import type { SimulationOutcome } from '../simulation/request.ts'
import { assertionFinding } from './assertion-text.ts'
import { failedAssertionLines } from './shrunk-text.ts'
import { reproduceStamp } from './simulation-stamp.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly text: string
  /** Where it is shown, relative to the repository. */
  readonly file?: string
  readonly line?: number
}

/** A workflow command of GitHub Actions, in one line. */
export function annotationLine({ level, title, text, file, line }: Annotation): string {
  const place = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
  ]
  return `::${level} ${[...place, `title=${property(title)}`].join(',')}::${data(text)}`
}

/** Line breaks would end the command, `%` begins an escape; in a property, `:` and `,` end it as well. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** An error for all that is broken, a warning for all that was not shown. */
export function simulationAnnotations(outcome: SimulationOutcome, version: string): Annotation[] {
  const { scenario, sweep, shrunk, unmetGoals } = outcome
  const again = `Run it again: ${outcome.replay}\n${reproduceStamp(outcome, version)}`
  const title = (what: string) => `${scenario.id}: ${what}`
  const broken = sweep.violations.map(({ invariant, seed, seeds, story }): Annotation => {
    const smaller = shrunk?.violation?.invariant === invariant ? shrunk : undefined
    const where = `broken in ${seeds} of ${sweep.seeds} seeds, first in seed ${seed}`
    const text = [where, ...(smaller?.violation?.story ?? story), again].join('\n')
    return { level: 'error', title: title(invariant), text }
  })
  const judged = sweep.assertions
    .filter(({ verdict }) => verdict !== 'pass')
    .map((result): Annotation => {
      const level = result.verdict === 'fail' ? 'error' : 'warning'
      const { text: typed } = result.assertion
      const text = [
        assertionFinding(result, simulatingMessages.en),
        ...failedAssertionLines(typed, outcome),
        again,
      ].join('\n')
      return { level, title: title(typed), text }
    })
  const unseen = unmetGoals.map((goal): Annotation => {
    const statement = scenario.goals.find(({ id }) => id === goal)?.statement ?? goal
    return { level: 'warning', title: title('never seen'), text: `${statement}\n${again}` }
  })
  const endless: Annotation[] =
    sweep.endless.count === 0
      ? []
      : [
          {
            level: 'warning',
            title: title('did not end'),
            text: `${sweep.endless.count} of ${sweep.seeds} runs were stopped at the most events\n${again}`,
          },
        ]
  return [...broken, ...judged, ...unseen, ...endless]
}
