/**
 * The anomalies that are told apart, and how bad each is. Names and meaning are those of Adya ("Weak Consistency",
 * 1999: G0, G1a, G1b, G1c, G-single, G2-item) and of Elle (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies
 * from Experimental Observations", VLDB 2020), with `-process` and `-realtime` where a cycle needs the order of a
 * process's transactions, or of time.
 */

export type Base = 'G0' | 'G1c' | 'G-single' | 'G-nonadjacent' | 'G2-item'
export type Variant = '' | '-process' | '-realtime'
export type CycleKind = `${Base}${Variant}`

export type AnomalyKind =
  | CycleKind
  | 'malformed'
  | 'duplicate-elements'
  | 'thin-air-read'
  | 'G1a'
  | 'G1b'
  | 'dirty-update'
  | 'incompatible-order'
  | 'future-read'
  | 'internal'
  | 'lost-update'

/** The weakest models that an anomaly rules out, with the worst anomalies first. What it means stands beside it. */
const RULES_OUT: Readonly<
  Record<AnomalyKind, { readonly models: readonly string[]; readonly meaning: string }>
> = {
  malformed: { models: ['read-uncommitted'], meaning: 'the answer is not the transaction that was asked' },
  'duplicate-elements': { models: ['read-uncommitted'], meaning: 'one append shows twice' },
  G0: { models: ['read-uncommitted'], meaning: 'write cycle' },
  'thin-air-read': { models: ['read-committed'], meaning: 'a value that nobody wrote was read' },
  G1a: { models: ['read-committed'], meaning: 'aborted read' },
  'dirty-update': { models: ['read-committed'], meaning: 'an update on top of an aborted one' },
  G1b: { models: ['read-committed'], meaning: 'intermediate read' },
  'incompatible-order': { models: ['read-committed'], meaning: 'two reads show different orders' },
  'future-read': {
    models: ['read-committed', 'read-atomic'],
    meaning: 'a transaction read what it wrote only later',
  },
  G1c: { models: ['read-committed'], meaning: 'circular information flow' },
  internal: { models: ['read-atomic'], meaning: 'a transaction disagrees with itself' },
  'lost-update': { models: ['cursor-stability', 'update-atomic', 'repeatable-read'], meaning: 'lost update' },
  'G-single': { models: ['consistent-view', 'repeatable-read'], meaning: 'read skew' },
  'G-nonadjacent': {
    models: ['snapshot-isolation', 'repeatable-read'],
    meaning: 'cycle in which no two anti-dependencies meet',
  },
  'G2-item': { models: ['repeatable-read'], meaning: 'write skew' },
  'G0-process': {
    models: ['strong-session-read-uncommitted'],
    meaning: 'write cycle with the order of a process',
  },
  'G1c-process': {
    models: ['strong-session-read-committed'],
    meaning: 'circular information flow with the order of a process',
  },
  'G-single-process': {
    models: ['strong-session-snapshot-isolation'],
    meaning: 'read skew with the order of a process',
  },
  'G-nonadjacent-process': {
    models: ['strong-session-snapshot-isolation'],
    meaning: 'cycle with the order of a process in which no two anti-dependencies meet',
  },
  'G2-item-process': {
    models: ['strong-session-serializable'],
    meaning: 'write skew with the order of a process',
  },
  'G0-realtime': { models: ['strong-read-uncommitted'], meaning: 'write cycle with real time' },
  'G1c-realtime': { models: ['strong-read-committed'], meaning: 'circular information flow with real time' },
  'G-single-realtime': {
    models: ['strong-snapshot-isolation'],
    meaning: 'stale read',
  },
  'G-nonadjacent-realtime': {
    models: ['strong-snapshot-isolation'],
    meaning: 'cycle with real time in which no two anti-dependencies meet',
  },
  'G2-item-realtime': { models: ['strict-serializable'], meaning: 'write skew with real time' },
}

/** All kinds, the worst first. */
export const KINDS = Object.keys(RULES_OUT) as readonly AnomalyKind[]

export const modelsRuledOutBy = (kind: AnomalyKind): readonly string[] => RULES_OUT[kind].models

/** What a kind means, in a few words. */
export const meaningOf = (kind: AnomalyKind): string => RULES_OUT[kind].meaning
