import type { SimulationOptions, SimulationScreenOutcome } from '../index.ts'
import { captionsUntil } from '../screens/simulation/simulation-lines.ts'

/** What happened, event by event, then what it showed. */
export function linearSimulation(options: SimulationOptions): SimulationScreenOutcome {
  const { scenario, result, summary, stdout } = options
  const events = captionsUntil(options, result.endUs).map((line) => line.trim())
  stdout.write(`${[scenario.title, '', ...events, '', ...summary].join('\n')}\n`)
  return { ending: 'quit' }
}
