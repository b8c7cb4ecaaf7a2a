import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `BoundedQueue`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'last-in-first-out',
    property: 'first-in-first-out',
    title: 'gives the newest item first',
  },
  {
    id: 'empty-text-is-nothing',
    property: 'first-in-first-out',
    title: 'loses an item that is the empty text, because it counts as false',
  },
  {
    id: 'one-too-many',
    property: 'never-above-capacity',
    title: 'holds one item more than its capacity (> where >= is meant)',
  },
  {
    id: 'one-too-few',
    property: 'never-above-capacity',
    title: 'is full with one item less than its capacity',
  },
  {
    id: 'rejects-in-silence',
    property: 'rejects-with-an-error',
    title: 'loses the item when it is full and the policy is reject, without an error',
  },
  {
    id: 'rejects-by-return',
    property: 'rejects-with-an-error',
    title: 'returns an item that it rejects, as though it had dropped it, instead of raising QueueFullError',
  },
  {
    id: 'rejected-is-kept',
    property: 'rejects-with-an-error',
    title: 'keeps an item that it rejects, so that a producer which tries again has it twice',
  },
  {
    id: 'drop-oldest-clears',
    property: 'drops-the-oldest',
    title: 'drops all items to make room for one',
  },
  {
    id: 'drop-oldest-loses-both',
    property: 'drops-the-oldest',
    title: 'drops the oldest item, and does not take the new one in either',
  },
  {
    id: 'tells-the-wrong-drop',
    property: 'drops-the-oldest',
    title: 'tells the new item for the dropped one',
  },
  {
    id: 'drops-the-last-in-line',
    property: 'drops-the-newest',
    title: 'drops the last item in the queue and takes the offered one in, instead of dropping that',
  },
  {
    id: 'tells-nothing-of-drops',
    property: 'drops-the-newest',
    title: 'does not tell what it dropped',
  },
  {
    id: 'delivers-without-credit',
    property: 'delivers-only-on-request',
    title: 'delivers items that nobody requested',
  },
  {
    id: 'credits-not-spent',
    property: 'delivers-only-on-request',
    title: 'delivers any number of items once one was requested: an item does not cost a credit',
  },
  {
    id: 'drop-costs-credit',
    property: 'credits-add-up',
    title: 'spends a credit on an item that it drops',
  },
  {
    id: 'credits-replaced',
    property: 'credits-add-up',
    title: 'forgets the credits that are left when more are requested',
  },
  {
    id: 'credits-only-for-what-is-there',
    property: 'credits-add-up',
    title: 'keeps no credits for items that are still to come',
  },
  {
    id: 'credits-capped',
    property: 'credits-add-up',
    title: 'keeps no more credits than its capacity',
  },
  {
    id: 'empty-poll-spends',
    property: 'empty-poll-costs-nothing',
    title: 'spends a credit when there is nothing to deliver',
  },
  {
    id: 'zero-request-accepted',
    property: 'refuses-an-invalid-request',
    title: 'accepts a request for 0 items',
  },
  {
    id: 'any-request-accepted',
    property: 'refuses-an-invalid-request',
    title: 'does not check requests, so that a negative one takes credits away',
  },
  {
    id: 'invalid-request-clears',
    property: 'refuses-an-invalid-request',
    title: 'loses the credits that are left when it refuses a request',
  },
  {
    id: 'pauses-above-high',
    property: 'pauses-at-the-high-mark',
    title: 'pauses only above high_watermark (> where >= is meant)',
  },
  {
    id: 'pauses-when-full',
    property: 'pauses-at-the-high-mark',
    title: 'pauses only when it is full, which is too late for what is under way',
  },
  {
    id: 'pauses-above-low',
    property: 'pauses-at-the-high-mark',
    title: 'pauses as soon as it holds more than low_watermark',
  },
  {
    id: 'looks-only-when-asked',
    property: 'pauses-at-the-high-mark',
    title: 'looks at the marks only when somebody asks, and misses what happened between',
  },
  {
    id: 'poll-begins-pause',
    property: 'pauses-at-the-high-mark',
    title: 'begins a pause when an item is taken out while it holds more than low_watermark',
  },
  {
    id: 'offer-ends-pause',
    property: 'resumes-at-the-low-mark',
    title: 'ends a pause when an item comes in while it holds less than high_watermark',
  },
  {
    id: 'resumes-below-low',
    property: 'resumes-at-the-low-mark',
    title: 'resumes only below low_watermark (< where <= is meant)',
  },
  {
    id: 'resumes-below-high',
    property: 'resumes-at-the-low-mark',
    title: 'resumes as soon as it holds less than high_watermark, and so flips at every item',
  },
  {
    id: 'resumes-when-empty',
    property: 'resumes-at-the-low-mark',
    title: 'resumes only when it is empty, so that the consumer has nothing to do',
  },
  {
    id: 'never-resumes',
    property: 'resumes-at-the-low-mark',
    title: 'never lets a producer resume',
  },
  {
    id: 'pause-refuses',
    property: 'pause-is-advice',
    title: 'treats itself as full while it is paused',
  },
  {
    id: 'rejected-not-offered',
    property: 'counts-add-up',
    title: 'does not count a rejected item as offered',
  },
  {
    id: 'rejected-counts-as-dropped',
    property: 'counts-add-up',
    title: 'counts a rejected item as dropped',
  },
  {
    id: 'dropped-oldest-not-counted',
    property: 'counts-add-up',
    title: 'does not count the old items that it drops',
  },
  {
    id: 'empty-poll-counts',
    property: 'counts-add-up',
    title: 'counts a poll that found nothing as a delivery',
  },
  {
    id: 'zeros-left-out',
    property: 'counts-add-up',
    title: 'leaves counts out that are 0',
  },
  {
    id: 'shared-items',
    property: 'instances-share-nothing',
    title: 'keeps its items where all queues share them',
  },
  { id: 'default-capacity', property: 'has-the-stated-defaults', title: 'has another default capacity' },
  {
    id: 'default-high',
    property: 'has-the-stated-defaults',
    title: 'has another default for high_watermark',
  },
  {
    id: 'default-low',
    property: 'has-the-stated-defaults',
    title: 'has another default for low_watermark',
  },
  {
    id: 'default-policy',
    property: 'has-the-stated-defaults',
    title: 'has another default policy',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
