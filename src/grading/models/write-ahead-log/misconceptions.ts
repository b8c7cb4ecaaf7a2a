import type { Misconception } from '../../model.ts'

export const MISCONCEPTIONS = [
  { id: 'lsns-from-zero', property: 'numbers-records-in-order', title: 'gives the first record the LSN 0' },
  {
    id: 'commit-has-no-lsn',
    property: 'numbers-records-in-order',
    title: 'gives a commit record the LSN of the record before it',
  },
  {
    id: 'lsns-per-transaction',
    property: 'numbers-records-in-order',
    title: 'starts counting again at every transaction',
  },
  {
    id: 'checksum-of-payload',
    property: 'writes-the-stated-form',
    title: 'covers the payload alone by its checksum, so that a damaged LSN, kind or length goes unnoticed',
  },
  {
    id: 'checksum-without-lsn',
    property: 'writes-the-stated-form',
    title: 'leaves the LSN out of the checksum',
  },
  {
    id: 'checksum-with-colon',
    property: 'writes-the-stated-form',
    title: 'takes the colon before the checksum into it',
  },
  {
    id: 'write-per-record',
    property: 'commits-in-groups',
    title: 'calls write for every record instead of once for all',
  },
  {
    id: 'sync-per-commit',
    property: 'commits-in-groups',
    title: 'writes and syncs every waiting transaction by itself',
  },
  { id: 'commit-flushes', property: 'commits-in-groups', title: 'writes and syncs at every commit' },
  { id: 'append-writes', property: 'commits-in-groups', title: 'writes each record as soon as it is added' },
  { id: 'syncs-nothing', property: 'commits-in-groups', title: 'syncs when nothing waits' },
  { id: 'writes-nothing', property: 'commits-in-groups', title: 'writes an empty text when nothing waits' },
  {
    id: 'holds-the-uncommitted',
    property: 'commits-in-groups',
    title: 'holds back records that are not committed when it flushes',
  },
  {
    id: 'never-syncs',
    property: 'durable-only-when-synced',
    title: 'takes what is written for durable and never syncs',
  },
  { id: 'syncs-first', property: 'durable-only-when-synced', title: 'syncs before it writes' },
  {
    id: 'durable-when-added',
    property: 'durable-only-when-synced',
    title: 'calls a record durable as soon as it is added',
  },
  {
    id: 'durable-when-written',
    property: 'durable-only-when-synced',
    title: 'moves durable after the write, before the sync has come back',
  },
  {
    id: 'durable-at-commits',
    property: 'durable-only-when-synced',
    title: 'moves durable to the last commit record instead of to the last record',
  },
  {
    id: 'retries-sync',
    property: 'a-failure-is-final',
    title: 'calls sync again when it has failed, and believes it',
  },
  {
    id: 'believes-the-next-sync',
    property: 'a-failure-is-final',
    title:
      'syncs again in the next flush after a failed sync, and takes everything for durable when that succeeds',
  },
  {
    id: 'writes-on-after-a-failure',
    property: 'a-failure-is-final',
    title: 'goes on after a failed sync, and the next write and sync make it call the lost records durable',
  },
  {
    id: 'keeps-for-another-try',
    property: 'a-failure-is-final',
    title: 'keeps what could not be flushed and writes all of it again in the next flush',
  },
  {
    id: 'write-failure-is-passing',
    property: 'a-failure-is-final',
    title: 'takes a failed write for passing and writes again, behind whatever part is in the file already',
  },
  {
    id: 'forgets-what-failed',
    property: 'a-failure-is-final',
    title: 'drops what could not be flushed and goes on with later records, so that the log has a gap',
  },
  {
    id: 'swallows-the-failure',
    property: 'a-failure-is-final',
    title: 'swallows the error of write or sync and only leaves durable where it was',
  },
  {
    id: 'syncs-after-a-failed-write',
    property: 'a-failure-is-final',
    title: 'calls sync although the write has failed',
  },
  {
    id: 'adds-after-a-failure',
    property: 'a-failure-is-final',
    title: 'goes on taking records when the log has failed, and refuses flushes alone',
  },
  {
    id: 'checkpoint-after-a-failure',
    property: 'a-failure-is-final',
    title: 'takes a checkpoint though the log has failed',
  },
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
    id: 'checkpoint-unchecked',
    property: 'data-never-ahead-of-the-log',
    title: 'takes a checkpoint that is ahead of the durable log',
  },
  {
    id: 'refuses-the-durable',
    property: 'data-never-ahead-of-the-log',
    title: 'refuses a checkpoint at the very end of the durable log',
  },
  {
    id: 'splits-a-transaction',
    property: 'discards-what-the-data-files-hold',
    title: 'discards up to the LSN itself, also in the middle of a transaction whose commit is behind it',
  },
  {
    id: 'discards-too-little',
    property: 'discards-what-the-data-files-hold',
    title: 'keeps the transaction whose commit record has just the LSN of the checkpoint',
  },
  {
    id: 'discards-everything',
    property: 'discards-what-the-data-files-hold',
    title: 'discards the whole file at a checkpoint',
  },
  {
    id: 'discards-nothing-at-all',
    property: 'discards-what-the-data-files-hold',
    title: 'calls discard with 0 when there is nothing to discard',
  },
  {
    id: 'counts-from-the-old-front',
    property: 'discards-what-the-data-files-hold',
    title: 'counts the characters from where the file began before earlier checkpoints',
  },
  {
    id: 'forgets-the-recovered',
    property: 'discards-what-the-data-files-hold',
    title: 'does not know the records in the file that it has recovered, and never discards them',
  },
  {
    id: 'failed-discard-counts',
    property: 'discards-what-the-data-files-hold',
    title: 'takes records for discarded though discard has failed',
  },
  {
    id: 'failed-discard-is-final',
    property: 'discards-what-the-data-files-hold',
    title: 'takes the log for failed when discard has failed, though nothing is lost',
  },
  {
    id: 'swallows-a-failed-discard',
    property: 'discards-what-the-data-files-hold',
    title: 'swallows the error of discard',
  },
  {
    id: 'shared-log',
    property: 'instances-share-nothing',
    title: 'keeps its records where all logs share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
export type Has = (id: Wrong) => boolean
