import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Executor`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'tries-again-itself',
    property: 'runs-a-new-key-once',
    title: 'runs an operation that failed once more by itself',
  },
  {
    id: 'never-remembers',
    property: 'replays-the-outcome',
    title: 'remembers nothing: it runs the operation again for a key that it knows',
  },
  {
    id: 'replays-nothing',
    property: 'replays-the-outcome',
    title: 'gives nothing instead of the stored value for a key that it knows',
  },
  {
    id: 'falsy-outcomes-run-again',
    property: 'replays-the-outcome',
    title: 'takes a stored 0, false, empty text or nothing for no outcome, and runs the operation again',
  },
  {
    id: 'ignores-the-request',
    property: 'another-request-is-a-conflict',
    title: "answers another request with the first one's outcome",
  },
  {
    id: 'runs-another-request',
    property: 'another-request-is-a-conflict',
    title: 'runs another request under a known key, and remembers that instead',
  },
  {
    id: 'keys-with-the-request',
    property: 'another-request-is-a-conflict',
    title: 'makes the request a part of the key, so that another request is simply new',
  },
  {
    id: 'conflict-drops-the-key',
    property: 'a-conflict-changes-nothing',
    title: 'forgets the key when another request comes with it',
  },
  {
    id: 'conflict-takes-over',
    property: 'a-conflict-changes-nothing',
    title:
      'notes the request of a conflict as that of the key: asked again, it answers it with a stored outcome',
  },
  {
    id: 'conflict-prolongs',
    property: 'a-conflict-changes-nothing',
    title: 'starts the age of the key again when another request comes with it',
  },
  {
    id: 'declined-runs-again',
    property: 'declined-is-an-outcome',
    title: 'does not remember that an operation was declined: it runs it again',
  },
  {
    id: 'declined-becomes-nothing',
    property: 'declined-is-an-outcome',
    title: 'gives nothing where the stored outcome is that the operation was declined',
  },
  {
    id: 'stores-every-failure',
    property: 'other-failures-free-the-key',
    title: 'remembers every failure: a timeout is the answer until the key expires',
  },
  {
    id: 'failure-locks-the-key',
    property: 'other-failures-free-the-key',
    title: 'leaves the key marked as in use when the operation fails, so that every retry is a conflict',
  },
  {
    id: 'failure-holds-the-lock',
    property: 'other-failures-free-the-key',
    title: 'does not release the key when the operation fails, so that the next call with it waits for ever',
  },
  {
    id: 'failure-keeps-the-request',
    property: 'other-failures-free-the-key',
    title: 'keeps the key bound to its request when the operation fails',
  },
  { id: 'never-expires', property: 'expires-at-its-age', title: 'never forgets a key' },
  {
    id: 'expires-late',
    property: 'expires-at-its-age',
    title: 'still knows a key whose age is exactly ttl_ms (> where >= is meant)',
  },
  { id: 'ttl-in-seconds', property: 'expires-at-its-age', title: 'takes ttl_ms for seconds' },
  {
    id: 'time-zero-never-expires',
    property: 'expires-at-its-age',
    title: 'never forgets what it stored at time 0, because 0 counts as false',
  },
  {
    id: 'expired-still-conflicts',
    property: 'expires-at-its-age',
    title: 'compares the request before it looks at the age, so that an expired key is still a conflict',
  },
  {
    id: 'age-from-the-start',
    property: 'age-counts-from-the-outcome',
    title: 'counts the age from when the operation began, not from when its outcome was stored',
  },
  {
    id: 'replay-prolongs',
    property: 'replays-do-not-prolong',
    title: 'starts the age of a key again whenever it answers from it',
  },
  {
    id: 'keyed-by-the-request',
    property: 'keys-are-apart',
    title: 'looks requests up by what they say, so that two equal wishes with keys of their own are one',
  },
  { id: 'folds-case', property: 'keys-are-apart', title: 'takes keys that differ in case for one' },
  {
    id: 'empty-key-is-none',
    property: 'keys-are-apart',
    title: 'takes the empty key for no key, and remembers nothing of it',
  },
  {
    id: 'inherited-names',
    property: 'keys-are-apart',
    title: 'keeps keys in a plain object, where "constructor" is there from the start',
  },
  {
    id: 'size-counts-expired',
    property: 'size-counts-what-is-known',
    title: 'counts keys that have expired',
  },
  {
    id: 'expired-until-asked',
    property: 'size-counts-what-is-known',
    title: 'forgets an expired key only when that key comes again, and counts it until then',
  },
  {
    id: 'never-removes',
    property: 'size-counts-what-is-known',
    title: 'leaves expired keys where they are, and counts them',
  },
  {
    id: 'size-counts-failures',
    property: 'size-counts-what-is-known',
    title: 'counts keys whose operation failed and left no outcome',
  },
  {
    id: 'size-leaves-out-declined',
    property: 'size-counts-what-is-known',
    title: 'does not count keys whose operation was declined',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-keys',
    property: 'instances-share-nothing',
    title: 'keeps its keys where all executors share them',
  },
  { id: 'default-ttl', property: 'has-the-stated-defaults', title: 'has another default for ttl_ms' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
