/**
 * What can have gone wrong, and what each word means: the one list of categories. An incident has those that its
 * sources support, the one that says most about its cause first.
 */
export const INCIDENT_CATEGORIES = {
  automation: 'a program that was to tidy up or scale did harm',
  capacity: 'more was asked for than there was room for',
  'cascading-failure': 'the failure of one part made others fail',
  certificate: 'a certificate or key had run out, or was wrong',
  clock: 'time, or what a program made of it, was wrong',
  concurrency: 'an order of events that nobody had thought of',
  'configuration-error': 'a setting was wrong',
  consistency: 'clients saw what the system promises to rule out',
  'data-corruption': 'what was stored or sent became wrong',
  'data-loss': 'what had been stored was gone',
  defect: 'a mistake in a program, brought out by an input',
  dependency: 'something that it relied on failed',
  deployment: 'a new version or its roll-out broke something',
  dns: 'names were not resolved, or wrongly',
  failover: 'the switch to a standby failed or did harm',
  hardware: 'power, cooling, a disk or a device failed',
  'human-error': 'somebody did something other than they meant to',
  limit: 'a bound, a range of numbers or a quota ran out',
  monitoring: 'signals were missing or said something false',
  'network-partition': 'parts that ran could not reach each other',
  replication: 'copies of the data fell behind or fell apart',
  'retry-storm': 'repeated attempts made it worse',
  routing: 'packets were sent the wrong way, or nowhere',
  security: 'an attack, a leak, or the defence against one',
  slowdown: 'it still answered, but too slowly to be of use',
  'split-brain': 'two sides each acted as the only one',
  'thundering-herd': 'many did the same thing at the same moment',
} as const

export type IncidentCategory = keyof typeof INCIDENT_CATEGORIES

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
