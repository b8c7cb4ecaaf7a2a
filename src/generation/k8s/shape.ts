import type { ProjectFacts } from '../project-facts.ts'
import { settingOf } from '../project-facts.ts'

/** Until its endpoints are gone everywhere, a pod that ends is still sent requests. */
const NOTICE_S = 5
/** Between what the program gives itself and the end that Kubernetes makes of it. */
const SLACK_S = 3

/**
 * Where the state of a pod is: `none`, in servers elsewhere, so that pods can be added; `file`, in a database of its own, so
 * that there is one; `node`, each pod is a node of a cluster with a name and data of its own.
 */
export type State = 'none' | 'file' | 'node'

/** What the manifests of one project turn on. */
export interface Shape {
  readonly state: State
  readonly facts: ProjectFacts
  /** Pods of a cluster of nodes. */
  readonly nodes: number
  /** Seconds that the hook before the stop waits; 0 where the program waits itself. */
  readonly waitS: number
  readonly graceS: number
  /** Into the config map. */
  readonly config: readonly { readonly name: string; readonly value: string; readonly meaning: string }[]
  /** From a Secret, by name. */
  readonly secrets: readonly string[]
}

/** What the pod says itself: the image, and the name that it has. */
const NOT_CONFIGURED = new Set(['HOST', 'PORT', 'NODE_NAME', 'NODES'])

export function shapeOf(facts: ProjectFacts): Shape {
  const waits = Number(settingOf(facts, 'DRAIN_DELAY_MS') ?? 0) > 0
  const stopS = Math.ceil(Number(settingOf(facts, 'SHUTDOWN_TIMEOUT_MS') ?? 10_000) / 1000)
  const waitS = waits ? 0 : NOTICE_S
  const state = stateOf(facts)
  const secrets = facts.variables.map(({ name }) => name).filter((name) => isSecret(facts, name))
  return {
    ...{ state, facts, waitS, secrets },
    nodes: Math.max(3, Number(settingOf(facts, 'REPLICAS') ?? 3)),
    graceS: waitS + stopS + SLACK_S,
    config: configOf(facts, new Set(secrets)),
  }
}

function stateOf(facts: ProjectFacts): State {
  const has = (name: string) => facts.variables.some((one) => one.name === name)
  if (facts.project?.type === 'kv-store' || (has('NODES') && has('NODE_NAME'))) return 'node'
  if (!has('DATABASE_URL')) return 'none'
  return isServer(facts, 'database', 'sqlite') ? 'none' : 'file'
}

/** Whether a choice was made for a server: its address holds a password. */
function isServer({ project }: ProjectFacts, kind: string, embedded: string): boolean {
  const chosen = project?.options[kind]
  return chosen !== undefined && chosen !== embedded
}

function isSecret(facts: ProjectFacts, name: string): boolean {
  if (name === 'DATABASE_URL') return isServer(facts, 'database', 'sqlite')
  if (name === 'BROKER_URL') return isServer(facts, 'broker', 'memory')
  return /(^|_)(PASSWORD|SECRET|SECRETS|TOKEN|CREDENTIALS|PRIVATE_KEY|API_KEY)$/.test(name)
}

function configOf(facts: ProjectFacts, secrets: ReadonlySet<string>): Shape['config'] {
  return facts.variables.flatMap(({ name, meaning }) => {
    const value = settingOf(facts, name)
    if (value === undefined || secrets.has(name) || NOT_CONFIGURED.has(name)) return []
    return [{ name, meaning, value: inCluster(name, value) }]
  })
}

/** What is called on one's own machine at a port is called in the cluster by the name of its Service. */
function inCluster(name: string, value: string): string {
  if (!name.endsWith('_URL') || !/^https?:\/\/(127\.0\.0\.1|localhost)\b/.test(value)) return value
  return `http://${name.slice(0, -'_URL'.length).toLowerCase().replaceAll('_', '-')}`
}
