/** The models by which `compendium check` judges a history. A checker is loaded when it is asked for. */

import type { Operation } from '../history/operation.ts'
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

const linearizable = (name: string) => async () =>
  (await import('./linearizable/models.ts')).linearizableChecker(name)

/** By name, in the order in which help lists them. One line each; whoever writes a checker enters it here. */
export const MODELS: Readonly<Record<string, ModelEntry>> = {
  register: {
    title: 'a register: read, write',
    consistency: ['linearizable'],
    load: linearizable('register'),
  },
  'cas-register': {
    title: 'a register: read, write, cas',
    consistency: ['linearizable'],
    load: linearizable('cas-register'),
  },
  kv: { title: 'a store: get, put, append', consistency: ['linearizable'], load: linearizable('kv') },
  queue: { title: 'a queue: enqueue, dequeue', consistency: ['linearizable'], load: linearizable('queue') },
  stack: { title: 'a stack: push, pop', consistency: ['linearizable'], load: linearizable('stack') },
  set: {
    title: 'a set: add, remove, contains, read',
    consistency: ['linearizable'],
    load: linearizable('set'),
  },
  counter: {
    title: 'a counter: add, increment, decrement, read',
    consistency: ['linearizable'],
    load: linearizable('counter'),
  },
  mutex: { title: 'a lock: acquire, release', consistency: ['linearizable'], load: linearizable('mutex') },
}
