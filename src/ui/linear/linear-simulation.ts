import type { SimulationOptions, SimulationScreenOutcome } from '../index.ts'
import { captionsUntil } from '../screens/simulation/simulation-lines.ts'
import { speaker } from './fold.ts'

/** What happened, event by event. What it showed is in the report that the command prints anyway. */
export function linearSimulation(options: SimulationOptions): SimulationScreenOutcome {
  const { scenario, result, stdout } = options
  const events = captionsUntil(options, result.endUs).map((line) => line.trim())
  speaker(stdout)(scenario.title, '', ...events, '')
  return { ending: 'quit', watched: true }
}
