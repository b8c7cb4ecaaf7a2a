import type { Misconception } from '../../model.ts'

/** What recovery gets wrong. */
export const RECOVERY_MISCONCEPTIONS = [
  {
    id: 'no-checksum',
    property: 'stops-at-the-first-bad-record',
    title: 'does not compare checksums when it recovers',
  },
  {
    id: 'skips-the-bad',
    property: 'stops-at-the-first-bad-record',
    title: 'leaves out bad records and reads on behind them',
  },
  {
    id: 'splits-lines',
    property: 'stops-at-the-first-bad-record',
    title: 'splits the file at line feeds, though a payload may hold one',
  },
  {
    id: 'ignores-lsns',
    property: 'stops-at-the-first-bad-record',
    title: 'does not look at LSNs when it reads, so that old records behind the end count',
  },
  {
    id: 'accepts-higher-lsns',
    property: 'stops-at-the-first-bad-record',
    title: 'reads on behind a gap in the LSNs as long as they rise',
  },
  {
    id: 'loses-the-last',
    property: 'stops-at-the-first-bad-record',
    title: 'loses the last good record when the file ends with it',
  },
  {
    id: 'needs-no-line-end',
    property: 'stops-at-the-first-bad-record',
    title: 'takes a last record for whole that lacks its line feed',
  },
  {
    id: 'counts-a-missing-line-end',
    property: 'stops-at-the-first-bad-record',
    title: 'counts a line feed that the last record lacks',
  },
  {
    id: 'expects-lsn-one',
    property: 'stops-at-the-first-bad-record',
    title: 'takes the first record for bad unless it has the LSN 1, though checkpoints take off the front',
  },
  {
    id: 'expects-the-checkpoint',
    property: 'stops-at-the-first-bad-record',
    title: 'takes the first record for bad unless it is the one after the checkpoint',
  },
  {
    id: 'replays-the-uncommitted',
    property: 'replays-committed-transactions',
    title: 'gives back records whose transaction was never committed',
  },
  {
    id: 'replays-commit-records',
    property: 'replays-committed-transactions',
    title: 'gives back the empty payloads of commit records too',
  },
  {
    id: 'replays-newest-first',
    property: 'replays-committed-transactions',
    title: 'gives back the newest record first',
  },
  {
    id: 'drops-empty-payloads',
    property: 'replays-committed-transactions',
    title: 'leaves out records with an empty payload',
  },
  {
    id: 'ignores-the-checkpoint',
    property: 'replays-after-the-checkpoint',
    title: 'gives back what the data files hold already',
  },
  {
    id: 'splits-at-the-checkpoint',
    property: 'replays-after-the-checkpoint',
    title: 'goes by the LSN of each record instead of by that of its commit, and splits a transaction',
  },
  {
    id: 'checkpoint-inclusive',
    property: 'replays-after-the-checkpoint',
    title: 'gives back the transaction at the checkpoint itself again',
  },
  {
    id: 'never-cuts',
    property: 'cuts-what-it-does-not-keep',
    title: 'does not cut the file, so that new records stand behind bad ones, where no recovery finds them',
  },
  {
    id: 'keeps-the-uncommitted',
    property: 'cuts-what-it-does-not-keep',
    title:
      'cuts off bad records alone, so that the next commit brings an unfinished transaction back to life',
  },
  {
    id: 'always-cuts',
    property: 'cuts-what-it-does-not-keep',
    title: 'calls truncate though there is nothing to cut',
  },
  {
    id: 'keeps-what-ends-too-soon',
    property: 'cuts-what-it-does-not-keep',
    title: 'keeps records of a log that ends before the checkpoint, so that a gap follows them',
  },
  {
    id: 'cuts-at-the-checkpoint',
    property: 'cuts-what-it-does-not-keep',
    title: 'empties the file also when the log ends just at the checkpoint',
  },
  {
    id: 'goes-on-when-the-cut-fails',
    property: 'cuts-what-it-does-not-keep',
    title: 'goes on though truncate has failed',
  },
  {
    id: 'lsns-start-again',
    property: 'goes-on-where-it-ended',
    title: 'counts LSNs from 1 again after recovery',
  },
  {
    id: 'lsns-ignore-the-checkpoint',
    property: 'goes-on-where-it-ended',
    title: 'goes on after the last record of the file though the checkpoint is higher, and uses LSNs again',
  },
  {
    id: 'lsns-follow-the-short-log',
    property: 'goes-on-where-it-ended',
    title: 'goes on after the last commit record that it has read though the checkpoint is higher',
  },
  {
    id: 'lsns-count-what-was-cut',
    property: 'goes-on-where-it-ended',
    title: 'counts records that it has cut off, so that the log has a gap',
  },
  {
    id: 'durable-counts-what-was-cut',
    property: 'goes-on-where-it-ended',
    title: 'calls records durable that it has cut off',
  },
  {
    id: 'waiting-records-survive',
    property: 'goes-on-where-it-ended',
    title: 'keeps waiting records from before the recovery and writes them afterwards',
  },
  {
    id: 'failed-records-survive',
    property: 'goes-on-where-it-ended',
    title: 'keeps records over a recovery that waited or could not be flushed, and writes them afterwards',
  },
  {
    id: 'stays-failed',
    property: 'goes-on-where-it-ended',
    title: 'stays failed after a recovery',
  },
  {
    id: 'durable-stays',
    property: 'goes-on-where-it-ended',
    title: 'does not set durable when it recovers',
  },
  {
    id: 'durable-never-falls',
    property: 'goes-on-where-it-ended',
    title: 'leaves durable at what it was before when recovery finds less',
  },
  {
    id: 'gap-unseen',
    property: 'refuses-a-gap',
    title: 'does not notice that records between the checkpoint and the log are missing',
  },
  {
    id: 'gap-if-not-next',
    property: 'refuses-a-gap',
    title: 'refuses a log that starts before the checkpoint',
  },
  {
    id: 'open-after-a-gap',
    property: 'refuses-a-gap',
    title: 'goes on taking records after a recovery that did not succeed',
  },
  {
    id: 'cuts-before-it-refuses',
    property: 'refuses-a-gap',
    title: 'cuts the file before it looks whether records are missing',
  },
  {
    id: 'gap-one-too-soon',
    property: 'refuses-a-gap',
    title: 'refuses a log whose first record is just the one after the checkpoint',
  },
  {
    id: 'gap-unseen-at-first',
    property: 'refuses-a-gap',
    title: 'does not look for missing records when the checkpoint is 0, because that counts as none',
  },
  {
    id: 'opens-before-the-cut',
    property: 'refuses-a-gap',
    title: 'is ready for new records before truncate has succeeded, and stays so when it fails',
  },
] as const satisfies readonly Misconception[]
