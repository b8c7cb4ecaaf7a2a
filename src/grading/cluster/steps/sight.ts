import type { Json } from '../../sequence.ts'
import type { Passed } from '../network/network.ts'

/** What can be seen of a node from outside, besides its messages. */
export type Sight =
  | { readonly kind: 'status'; readonly status: 'up' | 'down' | 'paused' }
  | { readonly kind: 'show'; readonly facts: Readonly<Record<string, Json>> }
  | { readonly kind: 'save'; readonly key: string; readonly value: Json }

/** Told of all that can be seen of a run, as it happens. It must change nothing. */
export interface Watcher {
  sees(node: string, atUs: number, sight: Sight): void
  passes(passed: Passed): void
}
