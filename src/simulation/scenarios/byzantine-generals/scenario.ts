import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { type ArmySettings, General } from './general.ts'
import { GeneralMonitor } from './general-monitor.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type OrderMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'

const model: ClusterModel<General> = {
  id: 'byzantine-generals',
  title: 'Byzantine generals: agreement in spite of liars, by oral messages',
  version: 2,
  lesson: 'byzantine-fault-tolerance',
  parameters,
  metrics: [
    { id: 'battles', unit: 'count', description: 'agreements that were tried' },
    { id: 'traitors_drawn', unit: 'count', description: 'traitors among the generals' },
    {
      id: 'disagreements',
      unit: 'count',
      description: 'battles in which loyal lieutenants decided differently',
    },
    {
      id: 'disobeyed',
      unit: 'count',
      description: 'battles in which the order of a loyal commander was not obeyed',
    },
  ],
  invariants,
  goals: [
    { id: 'decided', statement: 'a lieutenant decided' },
    { id: 'traitor-commanded', statement: 'a traitor was commander' },
    { id: 'lied', statement: 'a traitor lied' },
    { id: 'forged', statement: 'a traitor spoke in the name of another general' },
    { id: 'forgery-refused', statement: 'a general knew that a message was not from whom it named' },
  ],
  mutants,
  faultKinds: [],
  setup,
  tell: ({ battles, disagreements, disobeyed, messages }, values) => [
    `In ${disagreements} of ${battles} battles loyal lieutenants decided differently; in ${disobeyed} they disobeyed a loyal commander.`,
    `Each battle took ${Math.round((messages ?? 0) / Math.max(1, battles ?? 0))} messages.`,
    isPromised(values)
      ? 'There are more than three times as many generals as traitors and enough rounds, so neither may happen.'
      : 'With these numbers the algorithm promises nothing: it needs more than three generals for each traitor, a round of hearsay for each, and for each round more another general.',
  ],
}

export const scenario = clusterScenario(model)

/** Theorem 1 of the paper; each round beyond those for the traitors needs a general more (Lemma 1). */
function isPromised({ generals = 0, traitors = 0, depth = 0 }: Parameters): boolean {
  return generals > 3 * traitors && depth >= traitors && generals > 2 * traitors + depth
}

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<General> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const { generals: asked = 0, traitors = 0, depth = 0, battles = 0 } = values
  const generals = mutant === 'too-few-generals' ? Math.max(2, 3 * traitors) : asked
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const settings: ArmySettings = {
    generals,
    depth,
    roundUs: maxUs + 1000,
    battles,
    mistake: mutant as Mistake | undefined,
  }
  const roundsOfBattle = depth + 2
  let drawn: ReadonlySet<number> | undefined
  return {
    nodes: Array.from({ length: generals }, (_, id) => ({ name: `general ${id}`, role: 'general' })),
    durationUs: settings.roundUs * (battles * roundsOfBattle + 3),
    latency: { kind: 'uniform', minUs, maxUs },
    // The network is reliable (assumption A1): the traitors are the faults.
    tolerates: { kinds: [] },
    create: (context) => {
      drawn ??= drawTraitors(context.random, generals, traitors)
      return new General(context as unknown as Context<OrderMessage>, settings, drawn.has(context.id))
    },
    watch: (cluster) => new GeneralMonitor(cluster, isPromised(values), battles),
    describe: (message) => describeMessage(message as OrderMessage),
  }
}

/** The first general that is made draws for all. */
function drawTraitors(random: NodeRandom, generals: number, traitors: number): ReadonlySet<number> {
  const left = Array.from({ length: generals }, (_, id) => id)
  const drawn = new Set<number>()
  while (drawn.size < Math.min(traitors, generals)) {
    for (const id of left.splice(random.integer(left.length), 1)) drawn.add(id)
  }
  return drawn
}
