import type { TopicNode } from '../corpus/concept-graph.ts'
import { asSlug, loadGraph } from '../corpus/corpus.ts'
import { type RecordContext, recordProgress } from './record.ts'

/**
 * Notes that a simulation was run, for the topic that it shows. One that shows none, such as a model of the user's own, is not noted.
 * Never throws, as `recordProgress`.
 */
export async function noteSimulation(
  scenario: string | undefined,
  seeds: number,
  context: RecordContext,
): Promise<void> {
  const wanted = asSlug(scenario ?? '')
  const topic = topics().find(({ simulation }) => simulation === wanted)
  if (topic === undefined) return
  await recordProgress([{ kind: 'simulation', slug: topic.slug, data: { scenario: wanted, seeds } }], context)
}

/** A simulation needs no corpus, and runs without one. */
function topics(): readonly TopicNode[] {
  try {
    return loadGraph().topics
  } catch {
    return []
  }
}
