import type { Panel, Row } from './panels.ts'

/** Of the format of dashboards: what Grafana 10 and later read. */
const SCHEMA = 39
const WIDTH = 12
const HEIGHT = 8
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's way to name a variable of the dashboard.
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' }

/** A dashboard as Grafana imports it, and as it is provisioned from a file. */
export function grafanaDashboard(name: string, rows: readonly Row[], jobsOf: string): object {
  return {
    uid: `${name}-overview`.slice(0, 40),
    title: name,
    tags: ['compendium'],
    schemaVersion: SCHEMA,
    editable: true,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: [datasourceVariable(), jobVariable(name, jobsOf)] },
    panels: placed(rows),
  }
}

function datasourceVariable(): object {
  return { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }
}

function jobVariable(name: string, metric: string): object {
  return {
    name: 'job',
    label: 'Job',
    type: 'query',
    datasource: DATASOURCE,
    query: `label_values(${metric}, job)`,
    refresh: 2,
    current: { text: name, value: name },
  }
}

/** Rows below each other, their panels in pairs. */
function placed(rows: readonly Row[]): object[] {
  const panels: object[] = []
  let y = 0
  for (const { title, panels: own } of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      gridPos: { h: 1, w: 2 * WIDTH, x: 0, y },
      panels: [],
    })
    y += 1
    for (const [at, panel] of own.entries()) {
      const gridPos = { h: HEIGHT, w: WIDTH, x: (at % 2) * WIDTH, y: y + Math.floor(at / 2) * HEIGHT }
      panels.push({ id: panels.length + 1, ...chart(panel), gridPos })
    }
    y += Math.ceil(own.length / 2) * HEIGHT
  }
  return panels
}

function chart({ title, description, unit, queries, states }: Panel): object {
  const mappings = states === undefined ? [] : [{ type: 'value', options: mapped(states) }]
  return {
    type: states === undefined ? 'timeseries' : 'state-timeline',
    title,
    ...(description === undefined ? {} : { description }),
    datasource: DATASOURCE,
    fieldConfig: { defaults: { unit, min: 0, mappings }, overrides: [] },
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + at),
      datasource: DATASOURCE,
      expr,
      legendFormat: legend,
    })),
  }
}

function mapped(states: Readonly<Record<string, string>>): object {
  const colors = ['green', 'yellow', 'red']
  return Object.fromEntries(
    Object.entries(states).map(([value, text], index) => [value, { text, index, color: colors[index] }]),
  )
}
