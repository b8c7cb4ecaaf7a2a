import path from 'node:path'
import { listFolder, pathKind, readText, readTree, type TreeFile } from '../../platform/tree.ts'

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary'

/** A metric that the code of a project exports. */
export interface Metric {
  /** As a scrape has it. */
  readonly name: string
  readonly kind: MetricKind
  /** What it says of itself, without a full stop. */
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds of a histogram that names its own. */
  readonly buckets: readonly number[]
  /** Below the project. */
  readonly file: string
}

/** What the libraries count when no buckets are named (prom-client and prometheus_client agree up to 10). */
export const DEFAULT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Folders that are no part of the running program. */
const ELSEWHERE = new Set([
  'node_modules',
  'dist',
  'test',
  'tests',
  'tools',
  'docs',
  'k8s',
  'monitoring',
  'data',
])
const CODE = /\.(ts|js|mjs|py)$/

/** All metrics in the code of the project, in the order of their names. `process`: those of the runtime too. */
export async function metricsOf(dir: string): Promise<{ metrics: readonly Metric[]; process: boolean }> {
  const files = await codeIn(dir)
  const metrics = files.flatMap(({ path: file, text }) => metricsIn(file, text))
  const process = files.some(({ text }) => /collectDefaultMetrics\(/.test(text))
  return { metrics: metrics.sort((a, b) => (a.name < b.name ? -1 : 1)), process }
}

async function codeIn(dir: string): Promise<TreeFile[]> {
  const names = (await listFolder(dir)).filter((name) => !name.startsWith('.') && !ELSEWHERE.has(name))
  const files: TreeFile[] = []
  for (const name of names) {
    const target = path.join(dir, name)
    const kind = await pathKind(target)
    if (kind === 'file' && CODE.test(name)) files.push({ path: name, text: await readText(target) })
    if (kind !== 'folder') continue
    for (const one of await readTree(target)) {
      if (CODE.test(one.path)) files.push({ ...one, path: `${name}/${one.path}` })
    }
  }
  return files
}

const PROM_CLIENT = /new (Counter|Gauge|Histogram|Summary)(?:<[^>]*>)?\(\{([\s\S]*?)\bregisters\b/g
const PROMETHEUS_CLIENT =
  /\b(Counter|Gauge|Histogram|Summary)\(\s*"([a-z_]+)",\s*"([^"]*)"(?:,\s*(?:labelnames=)?[[(]([^\])]*)[\])])?/g

/** The metrics that one file makes: those of prom-client, and those of prometheus_client. */
export function metricsIn(file: string, text: string): Metric[] {
  return file.endsWith('.py') ? inPython(file, text) : inJavaScript(file, text)
}

function inJavaScript(file: string, text: string): Metric[] {
  return [...text.matchAll(PROM_CLIENT)].flatMap(([, kind = '', body = '']) => {
    const name = /\bname: '([a-z_]+)'/.exec(body)?.[1]
    if (name === undefined) return []
    return {
      ...{ file, name, kind: kind.toLowerCase() as MetricKind },
      help: plain(/\bhelp:\s*'((?:[^'\\]|\\.)*)'/.exec(body)?.[1] ?? name),
      labels: words(/\blabelNames: \[([^\]]*)\]/.exec(body)?.[1]),
      buckets: words(/\bbuckets: \[([^\]]*)\]/.exec(body)?.[1]).map(Number),
    }
  })
}

function inPython(file: string, text: string): Metric[] {
  return [...text.matchAll(PROMETHEUS_CLIENT)].map(([, kind = '', name = '', help = '', labels]) => ({
    ...{
      file,
      kind: kind.toLowerCase() as MetricKind,
      help: plain(help),
      labels: words(labels),
      buckets: [],
    },
    // What it counts is exported under this ending, whatever it is called in the program.
    name: kind === 'Counter' && !name.endsWith('_total') ? `${name}_total` : name,
  }))
}

function words(list: string | undefined): string[] {
  return (list ?? '').split(',').flatMap((one) => one.trim().replace(/^['"]|['"]$/g, '') || [])
}

function plain(help: string): string {
  return help.replace(/\\'/g, "'").replace(/\.$/, '')
}
