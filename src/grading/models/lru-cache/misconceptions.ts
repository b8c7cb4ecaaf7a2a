import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Cache`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'falsy-is-a-miss',
    property: 'returns-what-was-put',
    title: 'takes the value 0 for "not there", because 0 counts as false',
  },
  {
    id: 'keeps-the-first-value',
    property: 'returns-what-was-put',
    title: 'keeps the old value when a key is put again',
  },
  {
    id: 'holds-one-more',
    property: 'holds-up-to-capacity',
    title: 'holds one entry more than its capacity (> where >= is meant)',
  },
  {
    id: 'holds-one-less',
    property: 'holds-up-to-capacity',
    title: 'holds one entry less than its capacity: it evicts when it is full, not when it would overflow',
  },
  {
    id: 'clears-when-full',
    property: 'holds-up-to-capacity',
    title: 'throws everything away when it is full, instead of one entry',
  },
  {
    id: 'overwrite-evicts',
    property: 'holds-up-to-capacity',
    title: 'makes room before it looks whether the key is there already, so that overwriting evicts',
  },
  {
    id: 'evicts-the-newest',
    property: 'evicts-the-least-recently-used',
    title: 'evicts the entry that was used last, the wrong end of its order',
  },
  {
    id: 'refuses-when-full',
    property: 'evicts-the-least-recently-used',
    title: 'does not take a new key when it is full',
  },
  {
    id: 'get-does-not-refresh',
    property: 'get-refreshes',
    title: 'evicts in the order of writing: reading an entry does not save it',
  },
  {
    id: 'put-does-not-refresh',
    property: 'put-refreshes',
    title: 'leaves a key in its old place of the order when it is put again',
  },
  { id: 'peek-refreshes', property: 'looking-changes-nothing', title: 'counts peek as a use' },
  { id: 'contains-refreshes', property: 'looking-changes-nothing', title: 'counts contains as a use' },
  {
    id: 'expires-late',
    property: 'expires-at-its-age',
    title: 'still gives an entry whose age is exactly ttl_ms (> where >= is meant)',
  },
  {
    id: 'ttl-in-seconds',
    property: 'expires-at-its-age',
    title: 'takes ttl_ms for seconds, so that entries live a thousand times too long',
  },
  { id: 'ignores-the-ttl', property: 'expires-at-its-age', title: 'never lets an entry expire' },
  {
    id: 'zero-ttl-expires',
    property: 'expires-at-its-age',
    title: 'lets every entry expire at once when ttl_ms is 0, which means "never"',
  },
  {
    id: 'time-zero-never-expires',
    property: 'expires-at-its-age',
    title: 'never lets an entry expire that was put at time 0, because 0 counts as false',
  },
  {
    id: 'get-prolongs',
    property: 'age-counts-from-the-last-put',
    title: 'starts the age of an entry again when it is read: what is read often is never fetched anew',
  },
  {
    id: 'put-does-not-restart',
    property: 'age-counts-from-the-last-put',
    title: 'keeps the age of an entry that is put again, so that a new value expires with the old one',
  },
  {
    id: 'lazy-expiry',
    property: 'expired-entries-hold-no-place',
    title:
      'drops an expired entry only when somebody asks for that key: until then it counts, is listed, and keeps its place',
  },
  {
    id: 'expired-takes-a-place',
    property: 'expired-entries-hold-no-place',
    title: 'evicts a living entry while an expired one still has a place',
  },
  {
    id: 'size-counts-expired',
    property: 'size-and-keys-tell-what-is-there',
    title: 'counts expired entries in its size',
  },
  {
    id: 'keys-tell-expired',
    property: 'size-and-keys-tell-what-is-there',
    title: 'lists the keys of expired entries',
  },
  {
    id: 'keys-reversed',
    property: 'size-and-keys-tell-what-is-there',
    title: 'lists its keys the other way round, the one used last first',
  },
  {
    id: 'keys-by-insertion',
    property: 'size-and-keys-tell-what-is-there',
    title: 'lists its keys in the order in which they came, not in that of their last use',
  },
  {
    id: 'remove-tells-true',
    property: 'remove-takes-out',
    title: 'says that it removed a key which was not there',
  },
  {
    id: 'remove-tells-expired',
    property: 'remove-takes-out',
    title: 'says that it removed a key whose entry had expired',
  },
  {
    id: 'remove-keeps-the-count',
    property: 'remove-takes-out',
    title: 'goes on counting an entry that was removed, so that its place is lost',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-entries',
    property: 'instances-share-nothing',
    title: 'keeps its entries where all caches share them',
  },
  { id: 'default-capacity', property: 'has-the-stated-defaults', title: 'has another default capacity' },
  {
    id: 'default-ttl',
    property: 'has-the-stated-defaults',
    title: 'lets entries expire though no ttl_ms was given',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
