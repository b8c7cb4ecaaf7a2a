import path from 'node:path'
import { stringify } from 'yaml'
import { UserError } from '../../lib/user-error.ts'
import { projectWords } from '../../messages/projects/index.ts'
import { type Beside, writeBeside } from '../beside.ts'
import { inLines } from '../merge-json.ts'
import type { PlannedFile } from '../plan.ts'
import { readProjectFacts } from '../project-facts.ts'
import { grafanaDashboard } from './grafana.ts'
import { DEFAULT_BUCKETS, type Metric, metricsOf } from './metrics.ts'
import { REQUESTS, rowsOf } from './panels.ts'
import { alertingOf, type Objective } from './rules.ts'
import { runbookText } from './runbook.ts'

/** Below the project: what was written of the dashboard. */
const RECORD = '.compendium/dashboard.json'
const FOLDER = 'monitoring'

export interface GeneratedDashboard extends Beside {
  readonly name: string
  /** Absolute. */
  readonly dir: string
  /** Names of the metrics that were found in the code, in order. */
  readonly metrics: readonly string[]
  readonly panels: number
  readonly alerts: readonly string[]
  readonly objective: Objective
  readonly commands: { readonly check: string }
}

/**
 * Writes a Grafana dashboard and Prometheus rules for the metrics that the code of the project in `dir` exports.
 * @throws UserError `no-project`, `no-metrics`, `bad-objective` or `no-bucket` (exit 2).
 */
export async function generateDashboard(request: {
  readonly dir: string
  readonly cwd: string
  readonly dryRun: boolean
  readonly force: boolean
  readonly objective: Objective
}): Promise<GeneratedDashboard> {
  const { objective } = request
  checkShares(objective)
  const dir = path.resolve(request.cwd, request.dir)
  const { name } = await readProjectFacts(dir)
  const { metrics, process } = await metricsOf(dir)
  if (metrics.length === 0) throw noMetrics(dir)
  checkBucket(objective, metrics)
  const planned = planDashboard(name, metrics, { process, objective })
  const written = await writeBeside(dir, planned, { ...request, record: RECORD })
  const { runbooks } = alertingOf(name, metrics, objective)
  return {
    ...{ name, dir, objective },
    metrics: metrics.map((one) => one.name),
    panels: rowsOf(metrics, process).reduce((sum, { panels }) => sum + panels.length, 0),
    alerts: runbooks.map(({ alert }) => alert),
    commands: { check: `promtool check rules ${FOLDER}/rules.yaml` },
    ...written,
  }
}

/** The files. Pure: the same metrics and objective give the same. */
export function planDashboard(
  name: string,
  metrics: readonly Metric[],
  { process, objective }: { readonly process: boolean; readonly objective: Objective },
): PlannedFile[] {
  const [first] = metrics
  const jobsOf = metrics.some((one) => one.name === REQUESTS) ? `${REQUESTS}_count` : (first?.name ?? 'up')
  const dashboard = grafanaDashboard(name, rowsOf(metrics, process), jobsOf)
  const { groups, runbooks } = alertingOf(name, metrics, objective)
  return [
    { path: `${FOLDER}/dashboard.json`, text: `${inLines(JSON.stringify(dashboard, null, 2))}\n` },
    {
      path: `${FOLDER}/rules.yaml`,
      text: stringify({ groups }, { lineWidth: 0, aliasDuplicateObjects: false }),
    },
    { path: `${FOLDER}/RUNBOOK.md`, text: runbookText(name, runbooks) },
  ]
}

function checkShares({ availability, fast, latencySeconds }: Objective): void {
  const isShare = (share: number) => share > 0.5 && share < 1
  if (isShare(availability) && isShare(fast) && latencySeconds > 0) return
  const { beside: say } = projectWords()
  throw new UserError(say.badObjective, { code: 'bad-objective', next: [say.objective] })
}

/** A histogram knows how many took no longer than its bounds, and nothing between them. */
function checkBucket({ latencySeconds }: Objective, metrics: readonly Metric[]): void {
  const requests = metrics.find((one) => one.name === REQUESTS)
  if (requests === undefined) return
  const bounds = requests.buckets.length > 0 ? requests.buckets : DEFAULT_BUCKETS
  if (bounds.includes(latencySeconds)) return
  const { beside: say } = projectWords()
  throw new UserError(say.noBucket({ metric: REQUESTS, seconds: latencySeconds }), {
    code: 'no-bucket',
    next: [say.bounds({ list: bounds.join(', ') }), say.addBucket({ file: requests.file })],
  })
}

function noMetrics(dir: string): UserError {
  const { beside: say } = projectWords()
  return new UserError(say.noMetrics({ folder: dir }), { code: 'no-metrics', next: [say.metrics] })
}
