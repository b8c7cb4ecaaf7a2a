import type { Unit } from '../lib/quantity.ts'
import { formatQuantity } from '../lib/quantity.ts'
import type { RunResult, Scenario, Series } from '../simulation/kernel/scenario.ts'
import { beside, drawChart } from './chart.ts'
import { type ChartPanels, chartPanels, panelTitle } from './charts/chart-panels.ts'

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
/** A chart in columns needs this much to show a shape. */
const NARROWEST = 24

/** One block of lines for each series: the variants of it next to each other, on one scale. */
export function simulationCharts(
  scenario: Pick<Scenario, 'variants'>,
  result: Pick<RunResult, 'series' | 'spans'>,
  options: ChartsOptions,
): string[][] {
  return chartPanels(scenario, result).map((one) => chartsOf(one, result, options))
}

function chartsOf(one: ChartPanels, { spans }: Pick<RunResult, 'spans'>, options: ChartsOptions): string[] {
  const { panels, max } = one
  const perRow = columns(panels.length, options.width)
  const width = perRow === 1 ? options.width : Math.floor((options.width - GAP * (perRow - 1)) / perRow)
  const blocks = panels.map(({ variant, series }) => [
    panelTitle(one, variant),
    ...draw(series, { ...options, width, max, span: spans[0] }),
  ])
  const rows = inRows(blocks, perRow).map((row) =>
    row.reduce((left, right, nth) => beside(left, right, (width + GAP) * nth)),
  )
  return [...(panels.length > 2 ? [`${one.title}:`] : []), ...rows.flat()]
}

/** As many charts next to each other as can be read, and rows of about the same length. */
function columns(charts: number, width: number): number {
  if (width < SIDE_BY_SIDE) return 1
  const most = charts <= 2 ? 2 : Math.floor((width + GAP) / (NARROWEST + GAP))
  return Math.ceil(charts / Math.ceil(charts / most))
}

function inRows<T>(items: readonly T[], perRow: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / perRow) }, (_, row) =>
    items.slice(row * perRow, (row + 1) * perRow),
  )
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
