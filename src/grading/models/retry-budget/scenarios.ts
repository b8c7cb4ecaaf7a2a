import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const request: Operation = call('record_request')
const retry: Operation = call('try_retry')
const balance: Operation = call('balance')

const half = { retry_percent: 50, min_retries_per_second: 1, window_seconds: 2 }
const fifth = { retry_percent: 20, min_retries_per_second: 1, window_seconds: 3 }
const whole = { retry_percent: 100, min_retries_per_second: 1, window_seconds: 3 }

const MONEY: readonly Scenario[] = [
  shows('floor-from-the-start', half, [balance, retry, retry, retry]),
  shows('floor-from-the-start', { ...half, min_retries_per_second: 2 }, [...times(5, retry), balance]),
  shows('floor-from-the-start', fifth, [wait(1000), balance, ...times(4, retry)]),
  shows('requests-add-their-share', fifth, [...times(3, retry), ...times(5, request), retry, retry]),
  shows('requests-add-their-share', half, [
    ...times(2, retry),
    request,
    wait(1000),
    retry,
    request,
    retry,
    retry,
  ]),
  shows('requests-add-their-share', { ...fifth, retry_percent: 10 }, [
    ...times(3, retry),
    ...times(9, request),
    retry,
    request,
    balance,
    retry,
    retry,
  ]),
  shows('requests-add-their-share', { ...fifth, retry_percent: 10 }, [
    ...times(10, request),
    balance,
    ...times(5, retry),
  ]),
  shows('requests-add-their-share', { ...fifth, retry_percent: 29 }, [...times(100, request), balance]),
  shows('requests-add-their-share', { ...half, retry_percent: 150 }, [request, request, balance]),
  shows('share-comes-on-top', half, [...times(4, request), balance, ...times(5, retry)]),
  shows('share-comes-on-top', fifth, [...times(5, request), balance, retry, balance]),
  shows('a-retry-costs-one', half, [retry, balance, retry, retry]),
  shows('a-retry-costs-one', half, [retry, retry, request, retry, request, retry, retry]),
  shows('refused-takes-nothing', half, [...times(4, retry), request, request, retry, retry]),
  shows('retries-add-nothing', whole, [retry, retry, balance, retry, retry]),
]

const TIME: readonly Scenario[] = [
  shows('requests-expire', half, [...times(4, request), wait(1000), balance, wait(1000), balance, retry]),
  shows('requests-expire', whole, [request, wait(1000), request, wait(2000), balance, wait(1000), balance]),
  shows('retries-expire', half, [retry, retry, retry, wait(1000), retry, wait(1000), retry, retry, retry]),
  shows('retries-expire', whole, [retry, wait(1000), retry, retry, wait(2000), balance, wait(1000), balance]),
  shows('overdraft-is-kept', { ...whole, window_seconds: 2 }, [
    ...times(3, request),
    wait(1000),
    ...times(5, retry),
    wait(1000),
    balance,
    request,
    retry,
    request,
    request,
    request,
    balance,
    retry,
  ]),
  shows('counts-in-whole-seconds', half, [wait(900), retry, retry, wait(1100), balance, wait(999), balance]),
  shows('counts-in-whole-seconds', half, [retry, retry, wait(1999), balance, wait(1), balance]),
  shows(
    'counts-in-whole-seconds',
    half,
    [retry, retry, wait(600), balance, wait(999), balance, wait(1), balance],
    { startMs: 5400 },
  ),
  shows('counts-in-whole-seconds', whole, [
    retry,
    wait(1000),
    retry,
    wait(2000),
    balance,
    wait(1000),
    balance,
  ]),
  shows('counts-in-whole-seconds', whole, [request, wait(1000), request, wait(7000), balance]),
  shows('counts-in-whole-seconds', whole, [request, wait(1), request, wait(10), request, balance]),
]

const TELLING: readonly Scenario[] = [
  shows('balance-tells-whole-retries', half, [balance, request, balance, request, balance, retry, balance]),
  shows('balance-tells-whole-retries', half, [request, request, wait(2000), balance, balance]),
  shows('balance-tells-whole-retries', half, [request, request, wait(2000), request, request, balance]),
  shows('balance-tells-whole-retries', { ...whole, window_seconds: 2 }, [
    ...times(3, request),
    wait(1000),
    ...times(5, retry),
    wait(1000),
    balance,
  ]),
  shows('uses-the-given-clock', half, [retry, retry, retry, wait(2000), retry], { systemClock: 'frozen' }),
  shows('instances-share-nothing', half, [retry, retry, callOn(1, 'try_retry')], { subjects: 2 }),
  shows('has-the-stated-defaults', {}, [balance, ...times(5, request), balance]),
  shows('has-the-stated-defaults', { retry_percent: 20, window_seconds: 10 }, [balance]),
  shows('has-the-stated-defaults', { min_retries_per_second: 1 }, [
    request,
    ...times(5, retry),
    wait(9000),
    balance,
    wait(1000),
    balance,
  ]),
]

export const SCENARIOS: readonly Scenario[] = [...MONEY, ...TIME, ...TELLING]
