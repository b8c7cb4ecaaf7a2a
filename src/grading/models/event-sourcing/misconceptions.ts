import type { Misconception } from '../../model.ts'

/** Each entry is a switch of the account or of its history. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'returns-old-version',
    property: 'records-what-happened',
    title: 'returns the version before the command instead of the one after it',
  },
  {
    id: 'events-include-after',
    property: 'records-what-happened',
    title: 'gives the event of version `after` as well, which the caller has',
  },
  {
    id: 'close-one-event',
    property: 'records-what-happened',
    title: 'closes with one event and lets the balance vanish, without an event that says where it went',
  },
  {
    id: 'close-beside-events',
    property: 'rebuilds-from-history',
    title: 'sets the balance to 0 when it closes, beside the events, so that a rebuilt account still has it',
  },
  {
    id: 'rejected-is-recorded',
    property: 'rejects-what-the-rules-forbid',
    title: 'records the event before it checks the rules, and rejects the command then',
  },
  {
    id: 'zero-accepted',
    property: 'rejects-what-the-rules-forbid',
    title: 'records a deposit or withdrawal of nothing',
  },
  {
    id: 'negative-accepted',
    property: 'rejects-what-the-rules-forbid',
    title: 'accepts negative amounts, so that a withdrawal pays in',
  },
  {
    id: 'overdraft-off-by-one',
    property: 'rejects-what-the-rules-forbid',
    title: 'rejects a withdrawal that goes down to the limit exactly',
  },
  {
    id: 'overdraft-ignored',
    property: 'rejects-what-the-rules-forbid',
    title: 'lets the balance fall below any limit',
  },
  {
    id: 'deposits-when-closed',
    property: 'rejects-what-the-rules-forbid',
    title: 'takes deposits when it is closed',
  },
  {
    id: 'closes-in-debt',
    property: 'rejects-what-the-rules-forbid',
    title: 'closes with a balance below 0',
  },
  {
    id: 'closes-twice',
    property: 'rejects-what-the-rules-forbid',
    title: 'closes again what is closed',
  },
  {
    id: 'expected-ignored',
    property: 'detects-conflicts',
    title: 'does not look at the expected version, so that the later of two commands overlooks the earlier',
  },
  {
    id: 'expected-only-lower',
    property: 'detects-conflicts',
    title: 'accepts an expected version that is higher than its own',
  },
  {
    id: 'expected-zero-is-any',
    property: 'detects-conflicts',
    title: 'takes an expected version of 0 for none, because 0 counts as false',
  },
  {
    id: 'rules-before-version',
    property: 'detects-conflicts',
    title: 'checks the rules before the version, and so judges a command that was decided on an old state',
  },
  {
    id: 'restore-keeps-old',
    property: 'rebuilds-from-history',
    title: 'restores on top of what it has instead of from nothing',
  },
  {
    id: 'replay-forgets-closed',
    property: 'rebuilds-from-history',
    title: 'does not close when it takes in the event that says so',
  },
  {
    id: 'replay-keeps-no-events',
    property: 'rebuilds-from-history',
    title: 'takes the effect of events that it replays, and does not keep them as its own history',
  },
  {
    id: 'replay-restamps',
    property: 'does-not-judge-history-again',
    title: 'gives the events that it replays the present time instead of their own',
  },
  {
    id: 'replay-validates',
    property: 'does-not-judge-history-again',
    title: 'checks the rules again when it replays, and refuses what was allowed when it happened',
  },
  {
    id: 'replay-applies-again',
    property: 'replays-once',
    title: 'applies an event again that it has, and counts it as one more',
  },
  {
    id: 'replay-goes-back',
    property: 'replays-once',
    title: 'applies an event again that it has, and goes back to its version',
  },
  {
    id: 'gaps-ignored',
    property: 'notices-gaps',
    title: 'applies events though some before them are missing',
  },
  {
    id: 'gap-takes-part',
    property: 'notices-gaps',
    title: 'has applied the events before the gap when it raises the error',
  },
  {
    id: 'gap-ends-silently',
    property: 'notices-gaps',
    title: 'stops at a gap without an error',
  },
  {
    id: 'old-events-ignored',
    property: 'reads-old-events',
    title: 'does not know the events of the first version',
  },
  {
    id: 'old-withdrawals-ignored',
    property: 'reads-old-events',
    title: 'converts `credited` and not `debited`',
  },
  { id: 'euros-as-cents', property: 'reads-old-events', title: 'takes the euros of old events for cents' },
  {
    id: 'gives-the-old-form',
    property: 'reads-old-events',
    title: 'understands old events, but hands them on as they came, so that every reader must know them',
  },
  {
    id: 'unknown-not-counted',
    property: 'passes-over-unknown-events',
    title: 'drops an event of a kind that it does not know, and misses its version afterwards',
  },
  {
    id: 'unknown-not-kept',
    property: 'passes-over-unknown-events',
    title: 'does not hand on an event of a kind that it does not know',
  },
  {
    id: 'snapshot-missed-in-batch',
    property: 'takes-snapshots-on-time',
    title:
      'looks only after a whole command or replay whether a snapshot is due, and misses one in its middle',
  },
  {
    id: 'snapshot-after-batch',
    property: 'takes-snapshots-on-time',
    title: 'takes a snapshot that is due in the middle of a command or replay at its end',
  },
  {
    id: 'snapshot-without-the-event',
    property: 'takes-snapshots-on-time',
    title: 'takes the snapshot before it has applied the event, and labels it with the version after',
  },
  {
    id: 'snapshot-by-commands-only',
    property: 'takes-snapshots-on-time',
    title: 'takes no snapshots while it replays',
  },
  {
    id: 'snapshot-only-once',
    property: 'takes-snapshots-on-time',
    title: 'keeps the first snapshot for ever',
  },
  {
    id: 'snapshot-by-distance',
    property: 'takes-snapshots-on-time',
    title: 'counts from the last snapshot instead of taking one at each multiple',
  },
  {
    id: 'snapshot-is-the-state',
    property: 'takes-snapshots-on-time',
    title: 'gives the present state as the snapshot',
  },
  {
    id: 'snapshot-forgets-closed',
    property: 'takes-snapshots-on-time',
    title: 'leaves out of the snapshot that the account is closed',
  },
  {
    id: 'snapshot-ignored',
    property: 'rebuilds-from-a-snapshot',
    title: 'does not use the snapshot, and wants all events from the first',
  },
  {
    id: 'snapshot-events-again',
    property: 'rebuilds-from-a-snapshot',
    title: 'applies events again that the snapshot contains',
  },
  {
    id: 'restored-open',
    property: 'rebuilds-from-a-snapshot',
    title: 'is open after a restore from the snapshot of a closed account',
  },
  {
    id: 'restored-without-snapshot',
    property: 'rebuilds-from-a-snapshot',
    title: 'has no snapshot after it was restored from one',
  },
  {
    id: 'covered-events-kept',
    property: 'rebuilds-from-a-snapshot',
    title: 'hands on events that the snapshot contains',
  },
  {
    id: 'events-by-index',
    property: 'rebuilds-from-a-snapshot',
    title:
      'takes the version for an index into its list, which does not begin at 1 after a restore from a snapshot',
  },
  {
    id: 'gives-its-own-list',
    property: 'what-it-gave-stays',
    title: 'gives its very list of events, in which later ones appear',
  },
  {
    id: 'keeps-the-callers-list',
    property: 'what-it-gave-stays',
    title: 'keeps the very list that it was restored from, and appends its own events to it',
  },
  {
    id: 'keeps-the-callers-snapshot',
    property: 'what-it-gave-stays',
    title: 'goes on with the very snapshot that it was restored from, and changes it',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-history',
    property: 'instances-share-nothing',
    title: 'keeps its state and events where all accounts share them',
  },
  {
    id: 'default-overdraft',
    property: 'has-the-stated-defaults',
    title: 'allows an overdraft by default',
  },
  {
    id: 'default-snapshots',
    property: 'has-the-stated-defaults',
    title: 'has another default for snapshot_every',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
export type Has = (id: Wrong) => boolean
