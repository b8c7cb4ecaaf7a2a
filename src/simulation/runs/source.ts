import type { Scenario } from '../kernel/scenario.ts'
import { requireScenario } from '../registry.ts'

/** Where a scenario comes from, as plain data for other threads. */
export type ScenarioSource =
  | { readonly kind: 'catalogue'; readonly id: string }
  | {
      readonly kind: 'model'
      /** As typed, for messages. */
      readonly name: string
      /** The compiled file. */
      readonly file: string
    }

export async function loadSource(source: ScenarioSource): Promise<Scenario> {
  if (source.kind === 'catalogue') return requireScenario(source.id)
  const { loadModel } = await import('./load-model.ts')
  return loadModel(source.file, source.name)
}
