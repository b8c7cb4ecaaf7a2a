/**
 * What can have gone wrong: the one list of categories; what each word means is said in the language of the reader
 * (`messages/incidents`). An incident has those that its sources support, the one that says most about its cause first.
 */
export const INCIDENT_CATEGORIES = [
  'automation',
  'capacity',
  'cascading-failure',
  'certificate',
  'clock',
  'concurrency',
  'configuration-error',
  'consistency',
  'data-corruption',
  'data-loss',
  'defect',
  'dependency',
  'deployment',
  'dns',
  'failover',
  'hardware',
  'human-error',
  'limit',
  'monitoring',
  'network-partition',
  'replication',
  'retry-storm',
  'routing',
  'security',
  'slowdown',
  'split-brain',
  'thundering-herd',
] as const

export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number]

/** The laws that an incident can show, spelled as in the front matter of lessons. */
export const LAWS = [
  'Correlated Failure',
  'Asynchronous Reality',
  'Emergent Chaos',
  'Multidimensional Optimization',
  'Distributed Knowledge',
  'Cognitive Load',
  'Economic Reality',
] as const

/**
 * How much of the source was read by whoever wrote the item: all of it, a part, or only what somebody else
 * wrote about it (`summary`; then `via` says where that stands).
 */
export const READINGS = ['full', 'excerpt', 'summary'] as const

/** Something that happened to a real system, as far as its sources tell. What no source supports is absent. */
export interface Incident {
  readonly id: string
  readonly company: string
  /** `2018`, `2018-10` or `2018-10-21`: as precise as the source. */
  readonly date: string
  /** What happened then: the incident began, or, where no source says when it did, the report came out. */
  readonly dateOf: 'event' | 'report'
  readonly title: string
  readonly categories: readonly IncidentCategory[]
  readonly happened?: string
  readonly cause: string
  readonly impact?: string
  /** What those to whom it happened say that they changed, or what plainly follows. */
  readonly lessons: readonly string[]
  /** Slugs; not each of them has a lesson. */
  readonly patterns: readonly string[]
  readonly laws: readonly (typeof LAWS)[number][]
  /** Web address of the report. */
  readonly source: string
  readonly sourceTitle: string
  readonly read: (typeof READINGS)[number]
  /** Web address of what was read instead. */
  readonly via?: string
}
