import type { Metric } from './metrics.ts'
import { NO_PROBES, REQUESTS } from './panels.ts'

/** What is promised of the requests, and for how long. */
export interface Objective {
  /** Share of the requests that are answered without a failure of ours, from 0 to 1. */
  readonly availability: number
  /** Share of the requests that take no longer than `latencySeconds`. */
  readonly fast: number
  readonly latencySeconds: number
}

export interface Rule {
  readonly record?: string
  readonly alert?: string
  readonly expr: string
  readonly for?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

export interface Runbook {
  readonly alert: string
  readonly means: string
  readonly look: string
  readonly act: string
}

/**
 * How fast a budget of 30 days is used up, and over which windows that is seen: Google, The Site Reliability Workbook,
 * chapter 5, "Multiwindow, Multi-Burn-Rate Alerts".
 */
const BURNS = [
  { speed: 14.4, long: '1h', short: '5m', severity: 'page' },
  { speed: 6, long: '6h', short: '30m', severity: 'page' },
  { speed: 1, long: '3d', short: '6h', severity: 'ticket' },
] as const

const WINDOWS = ['5m', '30m', '1h', '6h', '3d']

/** Work that waits inside, where nobody sees it but those who wait for its outcome. */
const WAITING: Readonly<Record<string, { readonly what: string; readonly look: string }>> = {
  outbox_pending: {
    what: 'Events are committed and not published',
    look: 'the broker, and the log of the outbox',
  },
  sagas_unfinished: {
    what: 'Orders are on their way and come to no end',
    look: 'which dependency gives no answer',
  },
  dead_letters: {
    what: 'Messages were set aside',
    look: 'their errors; send them again when the cause is gone',
  },
}

export const WAITING_NAMES: readonly string[] = Object.keys(WAITING)

export interface Alerting {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[]
  readonly runbooks: readonly Runbook[]
}

/** Rules for what callers notice, as far as the project measures it. */
export function alertingOf(name: string, metrics: readonly Metric[], objective: Objective): Alerting {
  const has = (metric: string) => metrics.some((one) => one.name === metric)
  const requests = has(REQUESTS) ? burning(name, objective) : []
  const waiting = WAITING_NAMES.filter(has).map((metric) => stuck(name, metric))
  const all = [...requests, ...waiting, gone(name)]
  return {
    groups: [
      ...(has(REQUESTS) ? [{ name: `${name}-indicators`, rules: indicators(name, objective) }] : []),
      { name: `${name}-alerts`, rules: all.flatMap(({ rules }) => rules) },
    ],
    runbooks: all.map(({ runbook }) => runbook),
  }
}

interface Watched {
  readonly rules: readonly Rule[]
  readonly runbook: Runbook
}

/** Failed and slow requests as shares, over every window that an alert looks at. */
function indicators(name: string, { latencySeconds }: Objective): Rule[] {
  const selector = `job="${name}",${NO_PROBES}`
  return WINDOWS.flatMap((window) => {
    const all = `sum(rate(${REQUESTS}_count{${selector}}[${window}]))`
    const failed = `sum(rate(${REQUESTS}_count{${selector},status=~"5.."}[${window}])) or vector(0)`
    const fast = `sum(rate(${REQUESTS}_bucket{${selector},le="${latencySeconds}"}[${window}]))`
    const labels = { job: name }
    return [
      { record: `job:requests_failed:ratio_rate${window}`, expr: `(${failed}) / ${all}`, labels },
      { record: `job:requests_slow:ratio_rate${window}`, expr: `1 - ${fast} / ${all}`, labels },
    ]
  })
}

function burning(name: string, { availability, fast, latencySeconds }: Objective): Watched[] {
  return [
    burn(name, 'RequestsFail', 'requests_failed', 1 - availability, {
      means: `More requests fail than an objective of ${percent(availability)} in 30 days can bear.`,
      look: 'Share that fails, by route; then calls to others, by outcome.',
      act: 'A release just before: roll it back. A dependency: see that its breaker is open, and what callers are told meanwhile.',
    }),
    burn(name, 'RequestsSlow', 'requests_slow', 1 - fast, {
      means: `Fewer than ${percent(fast)} of the requests are answered within ${latencySeconds} s.`,
      look: 'Duration by route, then duration of calls, the event loop and the processor.',
      act: 'A dependency that is slow: lower its time limit. Load: add pods, and look whether the limit of the rate is right.',
    }),
  ]
}

function burn(
  name: string,
  alert: string,
  indicator: string,
  budget: number,
  runbook: Omit<Runbook, 'alert'>,
): Watched {
  const rules = BURNS.map(({ speed, long, short, severity }) => {
    const over = (window: string) =>
      `job:${indicator}:ratio_rate${window}{job="${name}"} > ${bound(speed * budget)}`
    return {
      alert,
      expr: `${over(long)} and ${over(short)}`,
      labels: { severity, job: name, window: long },
      annotations: {
        summary: `${name}: the budget of 30 days is used up ${speed} times as fast as it may be`,
        description: runbook.means,
        runbook: runbookOf(alert),
      },
    }
  })
  return { rules, runbook: { alert, ...runbook } }
}

/** Never empty for a quarter of an hour, and not on its way down. */
function stuck(name: string, metric: string): Watched {
  const { what = '', look = '' } = WAITING[metric] ?? {}
  const alert = `${metric.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Stuck`
  const selector = `${metric}{job="${name}"}`
  return {
    rules: [
      {
        alert,
        expr: `min(min_over_time(${selector}[15m])) > 0 and max(deriv(${selector}[15m])) >= 0`,
        for: '15m',
        labels: { severity: 'ticket', job: name },
        annotations: {
          summary: `${name}: ${what.toLowerCase()}`,
          description: `${what}.`,
          runbook: runbookOf(alert),
        },
      },
    ],
    runbook: {
      alert,
      means: `${what}: for half an hour there was always something in \`${metric}\`, and it did not become less.`,
      look: `Panel "${metric}"; then ${look}.`,
      act: 'Nothing is lost, it waits: mend what it waits for, and watch the number fall.',
    },
  }
}

function gone(name: string): Watched {
  const alert = 'NobodyAnswers'
  return {
    rules: [
      {
        alert,
        expr: `absent(up{job="${name}"} == 1)`,
        for: '5m',
        labels: { severity: 'page', job: name },
        annotations: {
          summary: `${name}: no instance answers`,
          description: 'No instance could be scraped for five minutes.',
          runbook: runbookOf(alert),
        },
      },
    ],
    runbook: {
      alert,
      means: 'No instance could be scraped for five minutes: none runs, or nobody reaches them.',
      look: 'The pods and their events, then the last lines of the log: a value that makes no sense stops the start and is named.',
      act: 'Roll the last change back, of the program or of its configuration.',
    },
  }
}

function runbookOf(alert: string): string {
  return `monitoring/RUNBOOK.md#${alert.toLowerCase()}`
}

/** A float with what counting in binary adds to it taken off. */
function bound(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`
}
