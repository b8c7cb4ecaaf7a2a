/** Where what went wrong is taught, and where it has happened before: only what the lessons tell. */
export interface Teaching {
  /** Slugs of topics: `compendium learn SLUG`. */
  readonly lessons: readonly string[]
  readonly incident?: Incident
}

/** Something that happened to others, told in the examples of a lesson. */
export interface Incident {
  readonly title: string
  /** One sentence. */
  readonly text: string
  /** Slug of the lesson that tells it, and the id of its source there. */
  readonly lesson: string
  readonly source: string
  /** Where the whole of it stands, if it does: `compendium incidents show ID`. */
  readonly id?: string
}

/** By workload. Echo tests the wiring alone: there is nothing to learn of it. */
export const LESSONS: Readonly<Record<string, readonly string[]>> = {
  echo: [],
  'unique-ids': ['id-generation'],
  broadcast: ['swim-membership', 'merkle-tree'],
  'g-set': ['crdt'],
  'g-counter': ['g-counter', 'crdt'],
  'pn-counter': ['pn-counter', 'crdt'],
  'lin-kv': ['consensus', 'cap-theorem'],
  'txn-list-append': ['two-phase-commit', 'consensus'],
  'txn-rw-register': ['two-phase-commit', 'consensus'],
  kafka: ['publish-subscribe', 'write-ahead-log'],
  'causal-broadcast': ['vector-clock'],
  'total-order-broadcast': ['consensus', 'lamport-clock'],
  membership: ['swim-membership', 'phi-accrual-detector'],
  'leader-election': ['consensus', 'lease'],
  'lin-kv-members': ['consensus'],
  lock: ['distributed-lock', 'fencing-token', 'lease'],
  'primary-backup': ['primary-backup'],
  'quorum-store': ['quorum-read-write'],
  'two-phase-commit': ['two-phase-commit'],
  'crdt-sequence': ['rga-sequence', 'crdt'],
}

const GITHUB: Incident = {
  title: 'GitHub, October 2018',
  text: 'primaries were moved across the country while the old side still held writes that had not been replicated',
  lesson: 'primary-backup',
  source: 'github-2018',
  id: 'github-mysql-2018',
}
const RIAK: Incident = {
  title: 'Riak, 2013',
  text: 'in a test with last-writer-wins a large part of the acknowledged writes to a set vanished',
  lesson: 'crdt',
  source: 'jepsen-riak',
  id: 'jepsen-riak-2013',
}
const SNOWFLAKE: Incident = {
  title: 'an id library in JavaScript, 2024',
  text: 'after waiting for the next millisecond it used the time read before, and gave sequence 0 of it twice',
  lesson: 'id-generation',
  source: 'snowflake-id',
}
const ETCD_LOCKS: Incident = {
  title: 'etcd 3.4.3',
  text: 'paused or slow clients held the same lock at once',
  lesson: 'distributed-lock',
  source: 'jepsen-etcd',
  id: 'jepsen-etcd-2020',
}
const ETCD_DIVERGED: Incident = {
  title: 'etcd 3.5, 2022',
  text: 'after a crash a member skipped committed entries, and members diverged without notice',
  lesson: 'consensus',
  source: 'etcd-v35',
  id: 'etcd-v35-2022',
}
const KINESIS: Incident = {
  title: 'Amazon Kinesis, July 2024',
  text: 'status messages grew large and slow, and slow messages were read as failed hosts',
  lesson: 'heartbeat',
  source: 'kinesis-2024',
  id: 'aws-kinesis-cell-2024',
}
const CASSANDRA_QUORUM: Incident = {
  title: 'Cassandra',
  text: 'writes at QUORUM were lost when another had a higher timestamp',
  lesson: 'quorum-read-write',
  source: 'jepsen-cassandra',
}
const CASSANDRA_UPDATES: Incident = {
  title: 'Cassandra 2.0, 2013',
  text: 'a test of its transactions for one key found acknowledged updates lost, even without a partition',
  lesson: 'paxos',
  source: 'jepsen-cassandra',
}

/** By workload and kind of failure, `kind` alone where the workload does not matter. Most failures have none. */
export const INCIDENTS: Readonly<Record<string, Incident>> = {
  'lin-kv not-linearizable': GITHUB,
  'primary-backup not-linearizable': GITHUB,
  'quorum-store not-linearizable': CASSANDRA_QUORUM,
  'g-set lost': RIAK,
  'crdt-sequence lost': RIAK,
  'unique-ids duplicated': SNOWFLAKE,
  'two-holders': ETCD_LOCKS,
  diverged: ETCD_DIVERGED,
  'believed-dead': KINESIS,
  'lost-update': CASSANDRA_UPDATES,
}

export function teachingOf(workload: string, kind: string): Teaching {
  const lessons = LESSONS[workload] ?? []
  const incident = INCIDENTS[`${workload} ${kind}`] ?? INCIDENTS[kind]
  return incident === undefined ? { lessons } : { lessons, incident }
}
