import type { Unit } from '../lib/quantity.ts'
import { formatQuantity } from '../lib/quantity.ts'
import type { RunResult, Scenario, Series } from '../simulation/kernel/scenario.ts'
import { beside, ceiling, drawChart } from './chart.ts'

export interface ChartsOptions {
  readonly width: number
  /** Rows of each plot. Default 4. */
  readonly height?: number
  readonly unicode: boolean
  /** Draw only what has happened by then. Default: all. */
  readonly untilUs?: number
}

const GAP = 2
/** Narrower than this, the variants stand one above the other. */
const SIDE_BY_SIDE = 60

/** One block of lines for each series: the variants of it next to each other, on one scale. */
export function simulationCharts(
  scenario: Pick<Scenario, 'variants'>,
  result: Pick<RunResult, 'series' | 'spans'>,
  options: ChartsOptions,
): string[][] {
  const [first] = scenario.variants
  const bases = result.series.filter(({ id }) => first?.prefix === '' && !id.includes('.'))
  return bases.map((base) => chartsOf(base, scenario, result, options))
}

function chartsOf(
  base: Series,
  { variants }: Pick<Scenario, 'variants'>,
  { series, spans }: Pick<RunResult, 'series' | 'spans'>,
  options: ChartsOptions,
): string[] {
  const wide = options.width >= SIDE_BY_SIDE
  const width = wide ? Math.floor((options.width - GAP) / variants.length) : options.width
  const found = variants.flatMap(({ prefix, title }) => {
    const one = series.find(({ id }) => id === prefix + base.id)
    return one === undefined ? [] : [{ title, one }]
  })
  const max = base.unit === 'ratio' ? 1 : ceiling(found.flatMap(({ one }) => one.values))
  const blocks = found.map(({ title, one }) => [
    `${base.title}, ${title}`,
    ...draw(one, { ...options, width, max, span: spans[0] }),
  ])
  if (!wide) return blocks.flat()
  return blocks.reduce((left, right) => beside(left, right, width + GAP))
}

function draw(
  { values, unit, bucketUs }: Series,
  options: ChartsOptions & { width: number; max: number; span: RunResult['spans'][number] | undefined },
): string[] {
  const endUs = values.length * bucketUs
  const shown =
    options.untilUs === undefined ? values : values.slice(0, Math.floor(options.untilUs / bucketUs))
  const { span } = options
  return drawChart(shown, {
    width: options.width,
    height: options.height ?? 4,
    unicode: options.unicode,
    max: options.max,
    extent: values.length,
    format: axisLabel(unit),
    labelWidth: 6,
    ends: ['0 s', `${Math.round(endUs / 1e6)} s`],
    ...(span &&
      endUs > 0 && {
        mark: { from: span.fromUs / endUs, to: Math.min(1, span.toUs / endUs), text: span.text },
      }),
  })
}

function axisLabel(unit: Unit): (value: number) => string {
  return (value) => (value === 0 && unit !== 'ratio' ? '0' : formatQuantity(value, unit))
}
