import type { SimulationOutcome } from '../report/simulation-json.ts'
import { reproduceStamp } from '../report/simulation-stamp.ts'

type Trace = NonNullable<SimulationOutcome['shown']['result']['trace']>

/** What only the caller can say or reach. */
export interface ExportContext {
  /** Of this program. */
  readonly version: string
  /** The screen that replays a run, as a recording. */
  readonly record: (outcome: SimulationOutcome, title: string) => Promise<string>
}

export type ExportFormat = 'svg' | 'html' | 'cast' | 'json'

/** The run that the report shows, in one format: nodes and messages where the model has them, else charts. */
export async function exportContent(
  format: ExportFormat,
  outcome: SimulationOutcome,
  context: ExportContext,
): Promise<string> {
  const { trace } = outcome.shown.result
  if (format === 'json') return dataOf(outcome)
  return trace === undefined ? chartsOf(format, outcome, context) : traceOf(format, outcome, trace, context)
}

type Drawn = Exclude<ExportFormat, 'json'>

async function traceOf(format: Drawn, outcome: SimulationOutcome, trace: Trace, { version }: ExportContext) {
  const title = titleOf(outcome)
  switch (format) {
    case 'svg':
      return (await import('../report/trace/space-time-svg.ts')).spaceTimeSvg(trace, { title })
    case 'html':
      return (await import('../report/trace/timeline-html.ts')).timelineHtml(trace, aboutOf(outcome, version))
    case 'cast':
      return (await import('../report/trace/asciicast.ts')).asciicast(trace, { title })
  }
}

async function chartsOf(format: Drawn, outcome: SimulationOutcome, { version, record }: ExportContext) {
  const { scenario, shown } = outcome
  const title = titleOf(outcome)
  switch (format) {
    case 'svg':
      return (await import('../report/charts/charts-svg.ts')).chartsSvg(scenario, shown.result, {
        title,
        told: shown.told,
      })
    case 'html':
      return (await import('../report/charts/charts-html.ts')).chartsHtml(
        scenario,
        shown.result,
        aboutOf(outcome, version),
      )
    case 'cast':
      return record(outcome, title)
  }
}

function titleOf({ scenario, shown, mutant }: SimulationOutcome): string {
  return `${scenario.id}, seed ${shown.result.seed}${mutant === undefined ? '' : `, mutant ${mutant}`}`
}

/** What a page says before it shows anything. */
function aboutOf(outcome: SimulationOutcome, version: string) {
  const { scenario, shown, verdict, replay } = outcome
  const verdictLine = `${verdict.toUpperCase()}: ${scenario.title}`
  const stamp = reproduceStamp(outcome, version)
  return {
    title: titleOf(outcome),
    facts: [verdictLine, ...shown.told, `Run it again: ${replay}`, stamp],
    stories: shown.result.violations.map(({ story }) => story),
  }
}

/** What the run left: its trace or, of a model without nodes, what its charts show. */
function dataOf({ scenario, shown, mutant }: SimulationOutcome): string {
  const { seed, trace, metrics, series, captions, spans } = shown.result
  const about = { schemaVersion: 1, scenario: scenario.id, seed, ...(mutant !== undefined && { mutant }) }
  const data = trace === undefined ? { metrics, series, captions, spans } : { trace }
  return `${JSON.stringify({ ...about, ...data })}\n`
}
