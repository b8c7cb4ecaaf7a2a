import type { Misconception } from '../../model.ts'
import { RECOVERY_MISCONCEPTIONS } from './recovery-misconceptions.ts'

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
    id: 'empty-commit-ignored',
    property: 'numbers-records-in-order',
    title: 'adds no commit record for a transaction without data',
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
    id: 'retries-write',
    property: 'a-failure-is-final',
    title: 'writes again at once when the write has failed',
  },
  {
    id: 'wraps-the-failure',
    property: 'a-failure-is-final',
    title: 'raises LogFailedError instead of the error of write or sync',
  },
  {
    id: 'idle-flush-forgives',
    property: 'a-failure-is-final',
    title: 'lets a flush pass when the log has failed and nothing waits',
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
  ...RECOVERY_MISCONCEPTIONS,
  {
    id: 'checkpoint-unchecked',
    property: 'data-never-ahead-of-the-log',
    title: 'takes a checkpoint that is ahead of the durable log',
  },
  {
    id: 'checkpoint-of-the-added',
    property: 'data-never-ahead-of-the-log',
    title: 'compares the checkpoint with the last record that was added instead of with the last durable one',
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
