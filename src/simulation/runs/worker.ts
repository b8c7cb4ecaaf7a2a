import { serve } from '../../platform/worker-port.ts'
import { loadSource, type ScenarioSource } from './source.ts'
import { perform, type Question } from './task.ts'

/** What a worker thread does: loads one scenario and answers questions about it. */
serve(async (data) => {
  const scenario = await loadSource(data as ScenarioSource)
  return (question) => perform(scenario, question as Question)
})
