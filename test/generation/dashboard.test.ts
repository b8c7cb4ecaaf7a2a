import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LRParser } from '@lezer/lr'
// @ts-expect-error: it has types, and its exports do not name them.
import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listLanguages, listTypes } from '../../src/generation/catalog.ts'
import { generateDashboard } from '../../src/generation/dashboard/generate-dashboard.ts'
import { metricsIn, metricsOf } from '../../src/generation/dashboard/metrics.ts'
import { DRAWN_BY_NAME } from '../../src/generation/dashboard/panels.ts'
import { type Rule, WAITING_NAMES } from '../../src/generation/dashboard/rules.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { readTree } from '../../src/platform/tree.ts'
import { emptyFolder, generateShop, TEMPLATES } from './helpers.ts'

const PATTERNS = 'saga,circuit-breaker,bulkhead,retry-backoff-jitter,rate-limiting'
const objective = { availability: 0.999, fast: 0.99, latencySeconds: 0.5 }

interface Chart {
  readonly type: string
  readonly title: string
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number }
  readonly targets?: readonly { readonly expr: string }[]
}

async function shop(patterns = PATTERNS) {
  const cwd = await emptyFolder()
  const { dir } = await generateShop(cwd, { language: 'typescript', minimal: false, patterns })
  const go = (how: Partial<Parameters<typeof generateDashboard>[0]> = {}) =>
    generateDashboard({ dir, cwd, dryRun: false, force: false, objective, ...how })
  return { dir, go }
}

async function written(dir: string) {
  const { panels } = JSON.parse(await readFile(path.join(dir, 'monitoring/dashboard.json'), 'utf8'))
  const { groups } = parse(await readFile(path.join(dir, 'monitoring/rules.yaml'), 'utf8'))
  return {
    charts: (panels as Chart[]).filter(({ type }) => type !== 'row'),
    panels: panels as Chart[],
    rules: (groups as { rules: Rule[] }[]).flatMap(({ rules }) => rules),
  }
}

/** What stands for a variable of Grafana when it asks. */
function asked(expr: string): string {
  return expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'shop')
}

/** The names of metrics in an expression of PromQL. Throws where it is none. */
function namesIn(expr: string): string[] {
  const names: string[] = []
  const tree = (parser as LRParser).parse(expr)
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expr}`)
      // A name of a metric and one of a label differ by what they stand in.
      if (type.name === 'Identifier') names.push(expr.slice(from, to))
    },
  })
  return names
}

async function metricsOfTemplates(): Promise<Set<string>> {
  const files = (await readTree(TEMPLATES)).filter(({ path: file }) => /\/files\/.*\.(ts|py)$/.test(file))
  return new Set(files.flatMap(({ path: file, text }) => metricsIn(file, text).map(({ name }) => name)))
}

describe('a dashboard', () => {
  test('is drawn of metrics that the templates export: one that is renamed is missed here', async () => {
    const exported = await metricsOfTemplates()
    expect(exported.size).toBeGreaterThan(8)
    const named = [...DRAWN_BY_NAME, ...WAITING_NAMES]
    // Metrics of patterns that are drawn by name as soon as they are there.
    const later = new Set(['dead_letters', 'http_requests_in_flight'])
    expect(named.filter((name) => !exported.has(name) && !later.has(name))).toEqual([])
  })

  test('shows every metric of the project, in PromQL that asks for nothing else', async () => {
    const { dir, go } = await shop()
    const { metrics } = await go()
    const { charts, rules } = await written(dir)
    const exprs = [
      ...charts.flatMap(({ targets = [] }) => targets.map(({ expr }) => asked(expr))),
      ...rules.map(({ expr }) => expr),
    ]
    const recorded = rules.flatMap(({ record }) => record ?? [])
    const process = /^(process|nodejs)_[a-z0-9_]+$/
    const used = new Set(exprs.flatMap(namesIn))
    for (const name of used) {
      const base = name.replace(/_(bucket|count|sum)$/, '')
      const known = metrics.includes(base) || recorded.includes(name) || name === 'up' || process.test(name)
      expect(known, name).toBe(true)
    }
    for (const name of metrics) {
      expect(
        [...used].some((one) => one.replace(/_(bucket|count|sum)$/, '') === name),
        name,
      ).toBe(true)
    }
  })

  test('lays its charts beside and below each other, none over another', async () => {
    const { dir, go } = await shop()
    await go()
    const taken = new Set<string>()
    for (const { title, gridPos } of (await written(dir)).panels) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
          expect(taken.has(`${x},${y}`), title).toBe(false)
          taken.add(`${x},${y}`)
        }
      }
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    }
  })

  test('is formatted as the project formats its files', async () => {
    const { dir, go } = await shop()
    await go()
    const text = await readFile(path.join(dir, 'monitoring/dashboard.json'), 'utf8')
    const biome = path.join(packageRoot(), 'node_modules/.bin/biome')
    const args = ['check', '--write', '--stdin-file-path=monitoring/dashboard.json']
    const formatted = spawnSync(biome, args, { cwd: dir, input: text, encoding: 'utf8' })
    expect(formatted.stdout).toBe(text)
  })
})

test('every type of project, in every language, has metrics to show in PromQL', async () => {
  for (const type of await listTypes(TEMPLATES)) {
    for (const language of await listLanguages(TEMPLATES, type)) {
      if (type === 'cli') continue
      const cwd = await emptyFolder()
      const { dir } = await generateShop(cwd, { type, language, minimal: false })
      const { panels } = await generateDashboard({ dir, cwd, dryRun: false, force: false, objective })
      expect(panels, `${type} in ${language}`).toBeGreaterThan(3)
      const { charts, rules } = await written(dir)
      for (const { expr } of charts.flatMap(({ targets = [] }) => targets)) namesIn(asked(expr))
      for (const { expr } of rules) namesIn(expr)
    }
  }
})

describe('rules', () => {
  test('tell of each alert what it means and what to do', async () => {
    const { dir, go } = await shop()
    const { alerts } = await go()
    expect(alerts).toEqual([
      'RequestsFail',
      'RequestsSlow',
      'OutboxPendingStuck',
      'SagasUnfinishedStuck',
      'NobodyAnswers',
    ])
    const runbook = await readFile(path.join(dir, 'monitoring/RUNBOOK.md'), 'utf8')
    for (const { alert, annotations } of (await written(dir)).rules) {
      if (alert === undefined) continue
      expect(annotations?.['runbook']).toBe(`monitoring/RUNBOOK.md#${alert.toLowerCase()}`)
      expect(runbook).toContain(`## ${alert}\n`)
    }
  })

  test('fire when the budget of the objective is used up too fast, over a long and a short window', async () => {
    const { dir, go } = await shop()
    await go({ objective: { availability: 0.995, fast: 0.95, latencySeconds: 0.25 } })
    const { rules } = await written(dir)
    const fails = rules.filter(({ alert }) => alert === 'RequestsFail').map(({ expr }) => expr)
    expect(fails[0]).toBe(
      'job:requests_failed:ratio_rate1h{job="shop"} > 0.072 and job:requests_failed:ratio_rate5m{job="shop"} > 0.072',
    )
    expect(fails[2]).toContain('> 0.005 and')
    expect(rules.find(({ record }) => record === 'job:requests_slow:ratio_rate1h')?.expr).toContain(
      'le="0.25"',
    )
  })

  test.each([
    [{ ...objective, latencySeconds: 0.3 }, 'no-bucket'],
    [{ ...objective, availability: 1 }, 'bad-objective'],
    [{ ...objective, fast: Number.NaN }, 'bad-objective'],
  ])('refuse %j with %s, and nothing is written', async (wrong, code) => {
    const { dir, go } = await shop('none')
    await expect(go({ objective: wrong })).rejects.toMatchObject({ code, exitCode: 2 })
    await expect(readFile(path.join(dir, 'monitoring/rules.yaml'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('are written once, and an edited one is kept', async () => {
    const { dir, go } = await shop('none')
    await go()
    expect((await go()).status).toBe('unchanged')
    const file = path.join(dir, 'monitoring/rules.yaml')
    await writeFile(file, 'groups: []\n')
    await expect(go()).rejects.toMatchObject({ code: 'would-overwrite' })
    expect(await readFile(file, 'utf8')).toBe('groups: []\n')
  })
})

describe('metrics', () => {
  test('are found in the code with their kind, labels and buckets, in either language', async () => {
    const { dir } = await shop()
    const { metrics, process } = await metricsOf(dir)
    expect(process).toBe(true)
    expect(metrics.find(({ name }) => name === 'http_request_duration_seconds')).toMatchObject({
      kind: 'histogram',
      labels: ['method', 'route', 'status'],
      buckets: expect.arrayContaining([0.5]),
      file: 'src/http/measure-requests.ts',
    })
    const python =
      'REFUSED = Counter("refused_requests", "Refused.", ["route", "why"])\nX = Gauge("waiting", "Who waits.")\n'
    expect(metricsIn('service/metrics.py', python)).toMatchObject([
      { name: 'refused_requests_total', kind: 'counter', help: 'Refused', labels: ['route', 'why'] },
      { name: 'waiting', kind: 'gauge', labels: [] },
    ])
  })
})
