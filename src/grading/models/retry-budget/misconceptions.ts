import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Budget`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'starts-empty',
    property: 'floor-from-the-start',
    title: 'has no floor at first: it comes in second by second',
  },
  {
    id: 'floor-of-one-second',
    property: 'floor-from-the-start',
    title: 'keeps the floor of a single second, not that of the whole window',
  },
  {
    id: 'floor-each-second',
    property: 'floor-from-the-start',
    title: 'lets the floor of a second lapse when it is not used in that second',
  },
  {
    id: 'percent-is-whole',
    property: 'requests-add-their-share',
    title: 'takes percent for whole retries: a request adds a hundred times too much',
  },
  {
    id: 'rounds-each-deposit',
    property: 'requests-add-their-share',
    title: 'rounds the share of each request down to whole retries',
  },
  {
    id: 'rounds-each-second',
    property: 'requests-add-their-share',
    title: 'rounds what the requests of a second add down to whole retries',
  },
  {
    id: 'adds-floats',
    property: 'requests-add-their-share',
    title:
      'adds up shares in floating point, where ten times 0.1 is less than 1, and so refuses a retry that is paid for',
  },
  {
    id: 'adds-floats-singly',
    property: 'requests-add-their-share',
    title:
      'adds shares in floating point and takes them off again one by one, so that errors stay behind and a retry that is paid for is refused',
  },
  {
    id: 'multiplies-floats',
    property: 'requests-add-their-share',
    title: 'multiplies by the share in floating point, where 100 times 0.29 is less than 29',
  },
  {
    id: 'floor-or-share',
    property: 'share-comes-on-top',
    title: 'allows the larger of floor and share, not their sum',
  },
  {
    id: 'capped-at-the-floor',
    property: 'share-comes-on-top',
    title: 'lets requests fill the budget up to its floor only, as a bucket that starts full',
  },
  {
    id: 'token-bucket',
    property: 'share-comes-on-top',
    title:
      'is a plain token bucket: it holds its floor at most, gains it evenly, and forgets neither requests nor retries',
  },
  {
    id: 'needs-more',
    property: 'a-retry-costs-one',
    title: 'refuses when there is exactly one retry left (> where >= is meant)',
  },
  {
    id: 'any-fraction',
    property: 'a-retry-costs-one',
    title: 'allows a retry for any fraction that is left',
  },
  {
    id: 'takes-nothing',
    property: 'a-retry-costs-one',
    title: 'looks whether there is enough, but takes nothing',
  },
  {
    id: 'costs-a-share',
    property: 'a-retry-costs-one',
    title: 'takes no more for a retry than a request adds',
  },
  { id: 'refused-takes', property: 'refused-takes-nothing', title: 'takes also for a retry that it refuses' },
  {
    id: 'retries-deposit',
    property: 'retries-add-nothing',
    title: 'counts a retry as a request, which adds a share of its own',
  },
  { id: 'deposits-stay', property: 'requests-expire', title: 'never forgets what requests have added' },
  {
    id: 'retries-stay',
    property: 'retries-expire',
    title: 'never forgets retries: once the floor is spent, it does not come back',
  },
  {
    id: 'retries-go-each-second',
    property: 'retries-expire',
    title: 'forgets retries when the next second begins',
  },
  {
    id: 'debt-is-forgiven',
    property: 'overdraft-is-kept',
    title:
      'sets what is below zero to zero when requests expire before the retries that they paid for, and so allows too many later',
  },
  {
    id: 'exact-milliseconds',
    property: 'counts-in-whole-seconds',
    title: 'keeps each event for exactly the window, not by whole seconds of the clock',
  },
  {
    id: 'seconds-from-the-start',
    property: 'counts-in-whole-seconds',
    title: 'counts seconds from when it was made, not those of the clock',
  },
  {
    id: 'window-one-more',
    property: 'counts-in-whole-seconds',
    title: 'keeps a second longer than the window',
  },
  {
    id: 'window-one-less',
    property: 'counts-in-whole-seconds',
    title: 'forgets a second before the end of the window',
  },
  {
    id: 'fixed-window',
    property: 'counts-in-whole-seconds',
    title: 'starts a new window from nothing every `window_seconds`, instead of sliding',
  },
  {
    id: 'idle-keeps-old',
    property: 'counts-in-whole-seconds',
    title: 'clears only the second in which it is asked, so that those which nobody saw pass still count',
  },
  {
    id: 'milliseconds-for-seconds',
    property: 'counts-in-whole-seconds',
    title: 'takes milliseconds for seconds, and forgets at once',
  },
  {
    id: 'balance-negative',
    property: 'balance-tells-whole-retries',
    title: 'tells a balance below zero',
  },
  {
    id: 'balance-rounds-up',
    property: 'balance-tells-whole-retries',
    title: 'rounds the balance up: it tells a retry that is not paid for',
  },
  {
    id: 'balance-fraction',
    property: 'balance-tells-whole-retries',
    title: 'tells fractions of retries',
  },
  {
    id: 'balance-in-hundredths',
    property: 'balance-tells-whole-retries',
    title: 'tells the balance in hundredths of a retry',
  },
  {
    id: 'balance-stale',
    property: 'balance-tells-whole-retries',
    title: 'tells the balance of the last event, with all that has expired since',
  },
  {
    id: 'slides-at-retries',
    property: 'balance-tells-whole-retries',
    title: 'forgets only when a retry is asked for, so that the balance tells what has expired since',
  },
  {
    id: 'balance-without-floor',
    property: 'balance-tells-whole-retries',
    title: 'leaves the floor out of the balance',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-budget',
    property: 'instances-share-nothing',
    title: 'keeps what it counts where all budgets share it',
  },
  {
    id: 'default-percent',
    property: 'has-the-stated-defaults',
    title: 'has another default for `retry_percent`',
  },
  {
    id: 'default-floor',
    property: 'has-the-stated-defaults',
    title: 'has another default for `min_retries_per_second`',
  },
  {
    id: 'default-window',
    property: 'has-the-stated-defaults',
    title: 'has another default for `window_seconds`',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
