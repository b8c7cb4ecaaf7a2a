import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Batcher` or `Answers`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'never-sends-when-full',
    property: 'sends-when-full',
    title: 'sends only when the delay is over, however many keys wait',
  },
  {
    id: 'limit-one-too-high',
    property: 'sends-when-full',
    title: 'lets one key more than `max_batch` into a batch (> where >= is meant)',
  },
  {
    id: 'limit-one-too-low',
    property: 'sends-when-full',
    title: 'sends with one key fewer than `max_batch`',
  },
  {
    id: 'full-sent-by-the-next',
    property: 'sends-when-full',
    title: 'sends a full batch only when the next key comes, instead of when the last has come',
  },
  {
    id: 'sends-by-time-in-chunks',
    property: 'sends-when-full',
    title: 'gathers all that comes until the delay is over, and only then cuts it into batches',
  },
  {
    id: 'never-sends-by-time',
    property: 'sends-after-the-delay',
    title: 'never sends a batch that does not fill up',
  },
  {
    id: 'delay-restarts',
    property: 'sends-after-the-delay',
    title: 'starts the delay again with each call: while calls keep coming nothing is sent',
  },
  {
    id: 'delay-in-seconds',
    property: 'sends-after-the-delay',
    title: 'waits a thousand times too short: it takes milliseconds for seconds',
  },
  {
    id: 'ticks-from-the-start',
    property: 'sends-after-the-delay',
    title: 'sends every `max_delay_ms` by the clock, instead of so long after the first key of the batch',
  },
  {
    id: 'next-batch-has-no-timer',
    property: 'sends-after-the-delay',
    title:
      'still takes the delay for running after it has sent a batch early: no batch after that is sent by time',
  },
  {
    id: 'stale-timer',
    property: 'a-sent-batch-is-over',
    title: 'lets the delay of a batch that was sent early go on, which then sends the next before its time',
  },
  {
    id: 'stale-timer-sends-empty',
    property: 'a-sent-batch-is-over',
    title:
      'lets the delay of a batch that was sent early go on, which then sends whatever waits, be it nothing',
  },
  {
    id: 'sent-again-by-its-timer',
    property: 'a-sent-batch-is-over',
    title: 'sends a batch once more when its delay is over, though it was sent early',
  },
  {
    id: 'joins-a-full-batch',
    property: 'a-sent-batch-is-over',
    title:
      'sends a full batch a turn later than it fills up, so that calls of the same turn still get into it',
  },
  {
    id: 'sends-duplicates',
    property: 'sends-each-key-once',
    title: 'sends a key as often as it was asked for',
  },
  {
    id: 'duplicates-fill-the-batch',
    property: 'sends-each-key-once',
    title: 'counts callers instead of keys, so that a key that several wait for fills the batch too soon',
  },
  {
    id: 'last-of-duplicates-told',
    property: 'sends-each-key-once',
    title: 'keeps one caller for each key: of several who wait for it, only the last is answered',
  },
  {
    id: 'first-of-duplicates-told',
    property: 'sends-each-key-once',
    title: 'answers only the first of several who wait for the same key',
  },
  {
    id: 'entries-by-caller',
    property: 'sends-each-key-once',
    title: 'takes out duplicate keys, and then reads the answer by the number of the caller',
  },
  { id: 'keys-sorted', property: 'sends-keys-as-they-came', title: 'sorts the keys before it sends them' },
  {
    id: 'keys-sorted-entries-not',
    property: 'sends-keys-as-they-came',
    title: 'sorts the keys before it sends them, and hands out the entries as if it had not',
  },
  { id: 'newest-first', property: 'sends-keys-as-they-came', title: 'sends the newest key first' },
  {
    id: 'number-keys-first',
    property: 'sends-keys-as-they-came',
    title:
      'keeps keys in an object whose order is not that of arrival: those that look like numbers come first',
  },
  {
    id: 'keys-in-any-order',
    property: 'sends-keys-as-they-came',
    title: 'sends keys in the order in which its map or set happens to hold them',
  },
  {
    id: 'empty-key-refused',
    property: 'sends-keys-as-they-came',
    title: 'takes an empty key for none, and raises NotFoundError without sending it',
  },
  {
    id: 'gives-the-whole-answer',
    property: 'each-gets-its-own',
    title: 'gives every caller the whole answer instead of its entry',
  },
  {
    id: 'falsy-is-missing',
    property: 'each-gets-its-own',
    title: 'takes an entry that is 0, false or empty for a key that is missing',
  },
  {
    id: 'missing-gives-nothing',
    property: 'a-missing-key-fails-alone',
    title: 'gives nothing where it should raise NotFoundError',
  },
  {
    id: 'missing-fails-all',
    property: 'a-missing-key-fails-alone',
    title: 'fails the whole batch when one of its keys is missing',
  },
  {
    id: 'failure-tells-nobody',
    property: 'a-failed-batch-fails-its-callers',
    title: 'never tells the callers of a batch that failed: they wait for ever',
  },
  {
    id: 'failure-tells-one',
    property: 'a-failed-batch-fails-its-callers',
    title: 'tells only the first caller that the batch failed; the others wait for ever',
  },
  {
    id: 'failure-gives-nothing',
    property: 'a-failed-batch-fails-its-callers',
    title: 'gives the callers of a failed batch nothing instead of the error',
  },
  {
    id: 'failure-loads-one-by-one',
    property: 'a-failed-batch-fails-its-callers',
    title: 'asks for each key by itself when the batch has failed',
  },
  {
    id: 'failure-fails-everybody',
    property: 'a-failed-batch-fails-its-callers',
    title: 'fails everybody when one batch fails, also those who wait and those of other batches',
  },
  {
    id: 'count-unchecked',
    property: 'notices-a-wrong-count',
    title: 'never looks whether the answer has as many entries as there are keys',
  },
  {
    id: 'short-answer-unnoticed',
    property: 'notices-a-wrong-count',
    title: 'takes the keys without an entry for missing when the answer is too short',
  },
  {
    id: 'short-answer-hangs',
    property: 'notices-a-wrong-count',
    title: 'never answers the callers for whom an answer that is too short has no entry',
  },
  {
    id: 'long-answer-unnoticed',
    property: 'notices-a-wrong-count',
    title: 'overlooks that an answer has more entries than there are keys',
  },
  {
    id: 'wrong-count-tells-nobody',
    property: 'notices-a-wrong-count',
    title: 'notices an answer of the wrong length and tells nobody: all its callers wait for ever',
  },
  {
    id: 'one-batch-at-a-time',
    property: 'batches-go-side-by-side',
    title: 'sends a batch only when the one before it has been answered',
  },
  {
    id: 'lock-held-while-loading',
    property: 'batches-go-side-by-side',
    title: 'holds its lock while a batch is in flight, so that everybody else waits for the answer',
  },
  {
    id: 'answers-go-to-the-newest-batch',
    property: 'batches-go-side-by-side',
    title: 'remembers one batch in flight: the answer of an older one goes to the callers of the newest',
  },
  {
    id: 'keeps-values',
    property: 'keeps-nothing',
    title: 'keeps the values, and gives them to later callers',
  },
  {
    id: 'keeps-calls',
    property: 'keeps-nothing',
    title:
      'keeps every call by its key, so that a later one gets what that came to, be it a value or an error',
  },
  {
    id: 'joins-the-batch-in-flight',
    property: 'keeps-nothing',
    title: 'lets a call join a batch that is in flight if that has its key',
  },
  { id: 'flush-does-nothing', property: 'flushes-when-told-to', title: 'sends nothing when it is flushed' },
  {
    id: 'flush-waits',
    property: 'flushes-when-told-to',
    title: 'comes back from `flush` only when the batch has been answered',
  },
  {
    id: 'flush-sends-empty-batches',
    property: 'flushes-when-told-to',
    title: 'sends a batch without keys when nothing waits',
  },
  {
    id: 'close-drops-who-waits',
    property: 'closes-with-what-waits',
    title: 'drops the batch that waits when it is closed: its callers wait for ever',
  },
  {
    id: 'close-refuses-who-waits',
    property: 'closes-with-what-waits',
    title: 'raises ClosedError for those who wait when it is closed, instead of sending their batch',
  },
  {
    id: 'close-leaves-it-to-the-delay',
    property: 'closes-with-what-waits',
    title: 'sends the last batch only when its delay is over, though nobody can come any more',
  },
  {
    id: 'close-fails-what-is-in-flight',
    property: 'closes-with-what-waits',
    title: 'raises ClosedError for the callers of batches that are in flight',
  },
  { id: 'closed-still-takes', property: 'closes-with-what-waits', title: 'takes keys after it was closed' },
  {
    id: 'waiting-counts-callers',
    property: 'tells-how-many-wait',
    title: 'counts callers as waiting instead of keys',
  },
  {
    id: 'waiting-counts-what-is-in-flight',
    property: 'tells-how-many-wait',
    title: 'counts keys as waiting that have been sent already',
  },
  {
    id: 'system-timers',
    property: 'waits-by-the-given-scheduler',
    title: "waits by the system's timers instead of the scheduler that it was given",
  },
  {
    id: 'shared-batch',
    property: 'instances-share-nothing',
    title: 'keeps the batch that waits where all batchers share it',
  },
  { id: 'default-batch', property: 'has-the-stated-defaults', title: 'has another default for max_batch' },
  { id: 'default-delay', property: 'has-the-stated-defaults', title: 'has another default for max_delay_ms' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
