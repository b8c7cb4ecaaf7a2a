import type { Misconception } from '../../model.ts'

/** Each entry is a switch of the tree or of its levels. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'memtable-not-read',
    property: 'reads-the-last-write',
    title: 'does not look into the memtable when it reads a key',
  },
  {
    id: 'runs-not-read',
    property: 'reads-the-last-write',
    title: 'reads only the memtable and the newest run',
  },
  {
    id: 'empty-is-nothing',
    property: 'reads-the-last-write',
    title: 'takes the empty text for no value',
  },
  {
    id: 'empty-looks-on',
    property: 'reads-the-last-write',
    title: 'takes the empty text in the memtable for nothing, and finds an older value',
  },
  {
    id: 'flush-behind',
    property: 'newest-wins',
    title: 'puts a new run behind the older ones of level 0',
  },
  {
    id: 'merged-behind',
    property: 'newest-wins',
    title: 'puts a merged run behind the older ones of its level',
  },
  {
    id: 'get-oldest-first',
    property: 'newest-wins',
    title: 'looks for a key in the oldest run first',
  },
  {
    id: 'scan-oldest-wins',
    property: 'newest-wins',
    title: 'lets older runs overwrite newer ones when it scans',
  },
  {
    id: 'get-skips-tombstones',
    property: 'deleted-stays-deleted',
    title: 'takes a tombstone for "not in this run", looks on in older runs, and finds what was deleted',
  },
  {
    id: 'scan-skips-tombstones',
    property: 'deleted-stays-deleted',
    title: 'passes over tombstones before it merges for a scan, so that older values show',
  },
  {
    id: 'delete-in-memtable-only',
    property: 'deleted-stays-deleted',
    title:
      'takes a deleted key out of the memtable and leaves no tombstone, so that an older value shows again',
  },
  {
    id: 'drops-before-merging',
    property: 'deleted-stays-deleted',
    title: 'drops tombstones before it merges into the oldest run, so that the values they hide come back',
  },
  {
    id: 'delete-of-absent-ignored',
    property: 'a-delete-is-a-write',
    title: 'looks first whether there is something to delete, and writes no tombstone if not',
  },
  {
    id: 'delete-looks-into-runs',
    property: 'a-delete-is-a-write',
    title: 'writes a tombstone only when a run holds the key',
  },
  {
    id: 'flush-late',
    property: 'flushes-when-full',
    title: 'flushes when the memtable holds more than memtable_limit keys',
  },
  {
    id: 'counts-writes',
    property: 'flushes-when-full',
    title: 'counts writes instead of keys',
  },
  {
    id: 'tombstones-not-counted',
    property: 'flushes-when-full',
    title: 'does not count tombstones in the memtable',
  },
  {
    id: 'scan-flushes',
    property: 'flushes-when-full',
    title: 'flushes the memtable to scan it',
  },
  {
    id: 'flush-keeps-memtable',
    property: 'flushes-when-full',
    title: 'does not empty the memtable when it flushes',
  },
  {
    id: 'flush-of-nothing',
    property: 'flushes-on-demand',
    title: 'makes an empty run when it is told to flush an empty memtable',
  },
  {
    id: 'flush-only-when-full',
    property: 'flushes-on-demand',
    title: 'flushes only a full memtable, also when it is told to',
  },
  {
    id: 'flush-does-not-merge',
    property: 'flushes-on-demand',
    title: 'does not merge a level that a flush on demand has filled',
  },
  { id: 'runs-unsorted', property: 'runs-are-sorted', title: 'writes runs in the order of the writes' },
  { id: 'runs-oldest-first', property: 'runs-are-sorted', title: 'lists the oldest run first' },
  {
    id: 'put-changes-runs',
    property: 'runs-never-change',
    title: 'overwrites a key in the newest run if it is there',
  },
  {
    id: 'delete-changes-runs',
    property: 'runs-never-change',
    title: 'deletes a key from the runs themselves',
  },
  { id: 'never-merges', property: 'merges-full-levels', title: 'never merges runs' },
  {
    id: 'merges-late',
    property: 'merges-full-levels',
    title: 'merges a level when it has more than fanout runs',
  },
  {
    id: 'no-cascade',
    property: 'merges-full-levels',
    title: 'does not look whether the next level is full after a merge',
  },
  {
    id: 'merged-stays',
    property: 'merges-full-levels',
    title: 'leaves the merged run on its level, so that all is merged again and again',
  },
  {
    id: 'merges-everything',
    property: 'merges-full-levels',
    title: 'merges all levels when one is full',
  },
  {
    id: 'merge-oldest-wins',
    property: 'merging-keeps-the-newest',
    title: 'keeps the oldest of several values when it merges',
  },
  {
    id: 'merge-keeps-both',
    property: 'merging-keeps-the-newest',
    title: 'keeps every entry of a key when it merges, not just the newest',
  },
  {
    id: 'flush-drops-tombstones',
    property: 'tombstones-stay-until-the-oldest-run',
    title: 'leaves tombstones out when it flushes',
  },
  {
    id: 'merge-always-drops',
    property: 'tombstones-stay-until-the-oldest-run',
    title: 'drops tombstones in every merge, though older runs may hold what they hide',
  },
  {
    id: 'looks-one-level-down',
    property: 'tombstones-stay-until-the-oldest-run',
    title:
      'looks for older runs on the next level alone, and drops tombstones though there are some behind it',
  },
  {
    id: 'drops-where-unneeded',
    property: 'tombstones-stay-until-the-oldest-run',
    title:
      'drops a tombstone in a merge when no older run holds the key (it hides nothing, but to know that takes a look into every older run)',
  },
  {
    id: 'merge-never-drops',
    property: 'tombstones-go-at-the-oldest-run',
    title: 'never drops tombstones',
  },
  {
    id: 'oldest-by-depth',
    property: 'tombstones-go-at-the-oldest-run',
    title: 'keeps tombstones because there is a further level, though no run is on it',
  },
  {
    id: 'empty-run-kept',
    property: 'tombstones-go-at-the-oldest-run',
    title: 'keeps an empty run when a merge leaves nothing',
  },
  { id: 'scan-includes-end', property: 'scans-a-range', title: 'includes the end of the range' },
  { id: 'scan-excludes-start', property: 'scans-a-range', title: 'excludes the start of the range' },
  {
    id: 'scan-ignores-memtable',
    property: 'scans-a-range',
    title: 'scans the runs and not the memtable',
  },
  {
    id: 'scan-drops-empty',
    property: 'scans-a-range',
    title: 'leaves out keys with an empty value when it scans',
  },
  { id: 'scan-unsorted', property: 'scans-a-range', title: 'gives what it scans in another order' },
  {
    id: 'scan-empty-end',
    property: 'scans-a-range',
    title: 'takes the empty text as the end of a range for none, because it counts as false',
  },
  {
    id: 'shared-tree',
    property: 'instances-share-nothing',
    title: 'keeps its data where all trees share them',
  },
  {
    id: 'default-limit',
    property: 'has-the-stated-defaults',
    title: 'has another default for memtable_limit',
  },
  {
    id: 'default-fanout',
    property: 'has-the-stated-defaults',
    title: 'has another default fanout',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
export type Has = (id: Wrong) => boolean
