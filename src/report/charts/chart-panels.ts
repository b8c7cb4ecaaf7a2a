import type { RunResult, Scenario, Series } from '../../simulation/kernel/scenario.ts'
import { ceiling } from '../chart.ts'

/** One series of a run as it is in each variant that has it, all on one scale. */
export interface ChartPanels {
  readonly title: string
  readonly unit: Series['unit']
  /** Value at the top of each. */
  readonly max: number
  readonly panels: readonly { readonly variant: string; readonly prefix: string; readonly series: Series }[]
}

export function chartPanels(
  { variants }: Pick<Scenario, 'variants'>,
  { series }: Pick<RunResult, 'series'>,
): ChartPanels[] {
  const bases = series.filter(({ id }) => variants[0]?.prefix === '' && !id.includes('.'))
  return bases.map(({ id, title, unit }) => {
    const panels = variants.flatMap(({ prefix, title: variant }) => {
      const found = series.find((one) => one.id === prefix + id)
      return found === undefined ? [] : [{ variant, prefix, series: found }]
    })
    const max = unit === 'ratio' ? 1 : ceiling(panels.flatMap((panel) => panel.series.values))
    return { title, unit, max, panels }
  })
}

/** What stands above a panel: the variant alone, where there are so many that the title has a line of its own. */
export function panelTitle({ title, panels }: ChartPanels, variant: string): string {
  if (panels.length === 1) return title
  return panels.length === 2 ? `${title}, ${variant}` : variant
}
