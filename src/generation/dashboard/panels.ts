import type { Metric } from './metrics.ts'

/** One chart. */
export interface Panel {
  readonly title: string
  readonly description?: string
  /** As Grafana names it: `s`, `reqps`, `percentunit`, `short`. */
  readonly unit: string
  readonly queries: readonly { readonly expr: string; readonly legend: string }[]
  /** Words for values, of a state. */
  readonly states?: Readonly<Record<string, string>>
}

export interface Row {
  readonly title: string
  readonly panels: readonly Panel[]
}

/** Chooses the job and the instances that the dashboard shows. */
const JOB = 'job=~"$job"'
const RATE = '$__rate_interval'

export const REQUESTS = 'http_request_duration_seconds'
const CALLS = 'dependency_request_duration_seconds'

/** What asks a service how it is, is no request of a customer. */
export const NO_PROBES = 'route!~"/health.*|/metrics"'

/** Metrics whose panels were drawn by hand; all others are drawn by their kind. */
const DRAWN: Readonly<Record<string, (metric: Metric) => readonly Panel[]>> = {
  [REQUESTS]: requests,
  [CALLS]: calls,
  circuit_breaker_state: breaker,
}

/** Gauges that each instance has of its own, so that those of all are added; others say the same everywhere. */
const ADDED = new Set(['bulkhead_calls', 'http_requests_in_flight'])

export const DRAWN_BY_NAME: readonly string[] = [...Object.keys(DRAWN), ...ADDED]

/** Rows by where in the project a metric is made, in the order in which one looks. */
const ROWS: readonly { readonly title: string; readonly has: (file: string) => boolean }[] = [
  { title: 'Requests: how many, how many fail, how long', has: (file) => /\bhttp\//.test(file) },
  { title: 'Calls to others', has: (file) => /http[-_]client\//.test(file) },
  { title: 'Patterns', has: (file) => /\bpatterns\//.test(file) },
  { title: 'Messages', has: (file) => /\bmessaging\//.test(file) },
  { title: 'The rest', has: () => true },
]

/** Every metric in a row, and the process itself in the last. */
export function rowsOf(metrics: readonly Metric[], hasProcess: boolean): Row[] {
  const rows = ROWS.map(({ title }, at) => ({
    title,
    panels: metrics.filter(({ file }) => ROWS.findIndex(({ has }) => has(file)) === at).flatMap(panelsOf),
  }))
  return [...rows, ...(hasProcess ? [PROCESS] : [])].filter(({ panels }) => panels.length > 0)
}

function panelsOf(metric: Metric): readonly Panel[] {
  return (DRAWN[metric.name] ?? byKind)(metric)
}

function requests({ name }: Metric): readonly Panel[] {
  const count = `${name}_count{${JOB},${NO_PROBES}}`
  const failed = `${name}_count{${JOB},${NO_PROBES},status=~"5.."}`
  const share = `sum by (route) (rate(${failed}[${RATE}])) / sum by (route) (rate(${count}[${RATE}]))`
  return [
    {
      title: 'Requests a second, by route',
      unit: 'reqps',
      queries: [{ expr: `sum by (route) (rate(${count}[${RATE}]))`, legend: '{{route}}' }],
    },
    {
      title: 'Share that fails, by route',
      description: 'Answers 5xx. What a client did wrong (4xx) is no failure of the service.',
      unit: 'percentunit',
      queries: [{ expr: share, legend: '{{route}}' }],
    },
    durations('Duration of requests', name, [JOB, NO_PROBES]),
    {
      title: 'Duration that 99 % do not exceed, by route',
      unit: 's',
      queries: [{ expr: quantile(0.99, name, [JOB, NO_PROBES], 'route'), legend: '{{route}}' }],
    },
  ]
}

function calls({ name }: Metric): readonly Panel[] {
  const sum = `sum by (dependency, outcome) (rate(${name}_count{${JOB}}[${RATE}]))`
  return [
    {
      title: 'Calls a second, by dependency and outcome',
      unit: 'reqps',
      queries: [{ expr: sum, legend: '{{dependency}} {{outcome}}' }],
    },
    {
      title: 'Duration that 99 % of the calls do not exceed',
      unit: 's',
      queries: [{ expr: quantile(0.99, name, [JOB], 'dependency'), legend: '{{dependency}}' }],
    },
  ]
}

function breaker({ name, help }: Metric): readonly Panel[] {
  return [
    {
      title: 'State of the circuit breakers',
      description: help,
      unit: 'short',
      states: { 0: 'closed', 1: 'half-open', 2: 'open' },
      queries: [{ expr: `max by (dependency) (${name}{${JOB}})`, legend: '{{dependency}}' }],
    },
  ]
}

function byKind({ name, kind, help, labels }: Metric): readonly Panel[] {
  const unit = unitOf(name)
  if (kind === 'histogram' || kind === 'summary') return [{ ...durations(help, name, [JOB]), unit }]
  const by = labels.length === 0 ? '' : ` by (${labels.join(', ')})`
  const legend = labels.length === 0 ? name : labels.map((label) => `{{${label}}}`).join(' ')
  if (kind === 'counter') {
    return [
      { title: help, unit: 'ops', queries: [{ expr: `sum${by} (rate(${name}{${JOB}}[${RATE}]))`, legend }] },
    ]
  }
  const over = ADDED.has(name) ? 'sum' : 'max'
  return [{ title: help, unit, queries: [{ expr: `${over}${by} (${name}{${JOB}})`, legend }] }]
}

function durations(title: string, name: string, selectors: readonly string[]): Panel {
  const queries = [0.5, 0.95, 0.99].map((share) => ({
    expr: quantile(share, name, selectors),
    legend: `${share * 100} %`,
  }))
  return { title, unit: 's', queries }
}

function quantile(share: number, name: string, selectors: readonly string[], by?: string): string {
  const labels = by === undefined ? 'le' : `le, ${by}`
  return `histogram_quantile(${share}, sum by (${labels}) (rate(${name}_bucket{${selectors.join(',')}}[${RATE}])))`
}

function unitOf(name: string): string {
  if (/_seconds$/.test(name)) return 's'
  return /_bytes$/.test(name) ? 'bytes' : 'short'
}

/** What the runtime says of itself, by the names that prom-client gives it. */
const PROCESS: Row = {
  title: 'The process',
  panels: [
    process('Processor time a second', 's', `rate(process_cpu_seconds_total{${JOB}}[${RATE}])`),
    process('Memory', 'bytes', `process_resident_memory_bytes{${JOB}}`),
    process('Delay of the event loop, 99 %', 's', `nodejs_eventloop_lag_p99_seconds{${JOB}}`),
    process('Heap in use', 'bytes', `nodejs_heap_size_used_bytes{${JOB}}`),
  ],
}

function process(title: string, unit: string, expr: string): Panel {
  return { title, unit, queries: [{ expr, legend: '{{instance}}' }] }
}
