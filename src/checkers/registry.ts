/** The models by which `compendium check` judges a history. A checker is loaded when it is asked for. */

import type { Operation } from '../history/operation.ts'
import { CONSISTENCY_MODELS } from './transactions/consistency.ts'
import type { CheckResult } from './verdict.ts'

/** What a caller may ask of a checker beyond the model. */
export interface CheckOptions {
  /** The consistency to hold the history to, `linearizable` or `serializable` say; each model has one by default. */
  readonly consistency?: string
  /** How many steps of search before the answer is `unknown`. A count, so that a verdict is the same on every machine. */
  readonly budget?: number
  /** Whether values are pairs of key and value; seen from the history when it is not said. */
  readonly keyed?: boolean
  /** Whether an order that explains a valid history is wanted. */
  readonly witness?: boolean
}

export type Checker = (operations: readonly Operation[], options?: CheckOptions) => CheckResult

export interface ModelEntry {
  /** What it judges, in a few words. */
  readonly title: string
  /** What `consistency` may be, the first by default. */
  readonly consistency: readonly string[]
  /** The checker for one of these. */
  readonly load: (consistency: string) => Promise<Checker>
}

/** An object with a sequential specification. */
const object = (name: string) => async (consistency: string) =>
  consistency === 'sequential'
    ? (await import('./sequential/sequential.ts')).sequentialChecker(name)
    : (await import('./linearizable/models.ts')).linearizableChecker(name)

/** A register, which weaker guarantees can be asked of as well. */
const register = async (consistency: string): Promise<Checker> => {
  if (consistency === 'linearizable' || consistency === 'sequential') return object('register')(consistency)
  if (consistency === 'causal') return (await import('./sessions/causal.ts')).checkCausal
  return (await import('./sessions/sessions.ts')).sessionChecker(consistency)
}

const set = (name: string) => async () => (await import('./set-full/set-full.ts')).setFull(name)
const settlingCounter = (name: string) => async () => (await import('./counter/counter.ts')).counter(name)

const ORDERS = ['linearizable', 'sequential']
const SESSIONS = [
  'causal-convergence',
  'causal',
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
]

/** By name, in the order in which help lists them. One line each; whoever writes a checker enters it here. */
export const MODELS: Readonly<Record<string, ModelEntry>> = {
  register: {
    title: 'a register: read, write',
    consistency: [...ORDERS, ...SESSIONS],
    load: register,
  },
  'cas-register': {
    title: 'a register: read, write, cas',
    consistency: ORDERS,
    load: object('cas-register'),
  },
  kv: { title: 'a store: get, put, append', consistency: ORDERS, load: object('kv') },
  queue: { title: 'a queue: enqueue, dequeue', consistency: ORDERS, load: object('queue') },
  stack: { title: 'a stack: push, pop', consistency: ORDERS, load: object('stack') },
  set: {
    title: 'a set: add, remove, contains, read',
    consistency: ORDERS,
    load: object('set'),
  },
  counter: {
    title: 'a counter: add, increment, decrement, read',
    consistency: ORDERS,
    load: object('counter'),
  },
  mutex: { title: 'a lock: acquire, release', consistency: ORDERS, load: object('mutex') },
  'set-full': {
    title: 'a set that only grows: add or broadcast, read',
    consistency: ['eventual', 'linearizable'],
    load: set('set-full'),
  },
  broadcast: {
    title: "Maelstrom's broadcast: broadcast, read",
    consistency: ['eventual', 'linearizable'],
    load: set('broadcast'),
  },
  'g-set': {
    title: "Maelstrom's g-set: add, read",
    consistency: ['eventual', 'linearizable'],
    load: set('g-set'),
  },
  'g-counter': {
    title: "Maelstrom's g-counter: add, read, final reads",
    consistency: ['eventual', 'monotonic'],
    load: settlingCounter('g-counter'),
  },
  'pn-counter': {
    title: "Maelstrom's pn-counter: add, read, final reads",
    consistency: ['eventual'],
    load: settlingCounter('pn-counter'),
  },
  'unique-ids': {
    title: "Maelstrom's unique-ids: generate",
    consistency: ['unique'],
    load: async () => (await import('./unique-ids.ts')).checkUniqueIds,
  },
  echo: {
    title: "Maelstrom's echo: echo",
    consistency: ['equal'],
    load: async () => (await import('./echo.ts')).checkEcho,
  },
  kafka: {
    title: "logs as Kafka's: send, poll, assign, commit_offsets",
    consistency: ['log'],
    load: async () => (await import('./kafka/kafka.ts')).checkKafka,
  },
  'total-order': {
    title: 'total-order broadcast: broadcast, deliver, read of the log',
    consistency: ['total', 'causal'],
    load: async () => (await import('./broadcast/total-order.ts')).checkTotalOrder,
  },
  'causal-broadcast': {
    title: 'causal broadcast: broadcast, deliver, read of the log',
    consistency: ['causal'],
    load: async () => (await import('./broadcast/causal.ts')).checkCausalBroadcast,
  },
  lock: {
    title: 'a lock with fencing tokens: acquire, release, write',
    consistency: ['mutual-exclusion'],
    load: async () => (await import('./lock/lock.ts')).checkLock,
  },
  'leader-election': {
    title: 'at most one leader a term: leader, elect',
    consistency: ['one-leader-a-term'],
    load: async () => (await import('./lock/leader-election.ts')).checkLeaderElection,
  },
  'atomic-commit': {
    title: 'transactions that all commit or all abort: transact, read',
    consistency: ['atomic'],
    load: async () => (await import('./atomic-commit/atomic-commit.ts')).checkAtomicCommit,
  },
  membership: {
    title: 'who is alive, as each node believes: members, isolate',
    consistency: ['eventual'],
    load: async () => (await import('./membership/membership.ts')).checkMembership,
  },
  'lin-kv-members': {
    title:
      'registers of a cluster whose members change: read, write, cas, add_member, remove_member, isolate',
    consistency: ['linearizable'],
    load: async () => (await import('./membership/lin-kv-members.ts')).checkLinKvMembers,
  },
  sequence: {
    title: 'a list edited at several copies: insert, delete, read',
    consistency: ['strong-list'],
    load: async () => (await import('./sequence/sequence.ts')).checkSequence,
  },
  'list-append': {
    title: 'transactions that append to lists and read them',
    consistency: CONSISTENCY_MODELS,
    load: async () => (await import('./transactions/list-append/check.ts')).checkListAppend,
  },
  'rw-register': {
    title: 'transactions that write and read registers',
    consistency: CONSISTENCY_MODELS,
    load: async () => (await import('./transactions/rw-register/check.ts')).checkRwRegister,
  },
}
