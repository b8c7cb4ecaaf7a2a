import path from 'node:path'
import { UserError } from '../../lib/user-error.ts'
import { projectWords } from '../../messages/projects/index.ts'
import { type Beside, writeBeside } from '../beside.ts'
import type { PlannedFile } from '../plan.ts'
import { type ProjectFacts, readProjectFacts } from '../project-facts.ts'
import { around } from './around.ts'
import { baseKustomization, configEnvironment, devOverlay, prodOverlay } from './kustomize.ts'
import { manifestsReadme } from './readme.ts'
import { type State, shapeOf } from './shape.ts'
import { workload } from './workload.ts'

/** Below the project: what was written of the manifests. */
const RECORD = '.compendium/k8s.json'
const FOLDER = 'k8s'

export interface GeneratedManifests extends Beside {
  readonly name: string
  /** Absolute. */
  readonly dir: string
  readonly kind: 'Deployment' | 'StatefulSet'
  readonly state: State
  readonly graceSeconds: number
  /** Variables that come from the Secret `<name>-secrets`. */
  readonly secrets: readonly string[]
  readonly commands: { readonly apply: string; readonly show: string }
}

/** Writes the manifests of the project in `dir`, or with `dryRun` says what it would write. Throws `UserError`. */
export async function generateManifests(request: {
  readonly dir: string
  readonly cwd: string
  readonly dryRun: boolean
  readonly force: boolean
}): Promise<GeneratedManifests> {
  const dir = path.resolve(request.cwd, request.dir)
  const facts = await readProjectFacts(dir)
  if (facts.project?.type === 'cli') throw nothingToDeploy(facts)
  const shape = shapeOf(facts)
  const written = await writeBeside(dir, planManifests(facts), { ...request, record: RECORD })
  return {
    name: facts.name,
    dir,
    kind: shape.state === 'node' ? 'StatefulSet' : 'Deployment',
    state: shape.state,
    graceSeconds: shape.graceS,
    secrets: shape.secrets,
    commands: {
      show: `kubectl kustomize ${FOLDER}/overlays/dev`,
      apply: `kubectl apply -k ${FOLDER}/overlays/dev`,
    },
    ...written,
  }
}

/** The files. Pure: the same project gives the same. */
export function planManifests(facts: ProjectFacts): PlannedFile[] {
  const shape = shapeOf(facts)
  const main = shape.state === 'node' ? 'stateful-set.yaml' : 'deployment.yaml'
  const base = new Map([[main, workload(shape)], ...around(shape)])
  const files = new Map([
    ['README.md', manifestsReadme(shape)],
    ['base/kustomization.yaml', baseKustomization(shape, [...base.keys()])],
    ['base/config.env', configEnvironment(shape)],
    ...[...base].map(([name, text]): [string, string] => [`base/${name}`, text]),
    ...devOverlay(shape),
    ...prodOverlay(shape),
  ])
  return [...files].map(([name, text]) => ({ path: `${FOLDER}/${name}`, text }))
}

function nothingToDeploy({ name }: ProjectFacts): UserError {
  const { beside: say } = projectWords()
  return new UserError(say.nothingToDeploy({ name }), {
    code: 'nothing-to-deploy',
    next: [say.deployable],
  })
}
