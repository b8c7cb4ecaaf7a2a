import { serve } from '../../platform/worker-port.ts'
import type { Scenario } from '../kernel/scenario.ts'
import { loadSource, type ScenarioSource } from './source.ts'
import { perform, type Question } from './task.ts'

/** What a worker thread does: loads one scenario and answers questions about it. */
serve(async (data, beat) => {
  const scenario = await loadSource(data as ScenarioSource)
  const beating: Scenario = {
    ...scenario,
    run(seed, parameters, options) {
      // A scenario with a loop of its own beats at least here.
      beat()
      return scenario.run(seed, parameters, { ...options, beat })
    },
  }
  return (question) => perform(beating, question as Question)
})
