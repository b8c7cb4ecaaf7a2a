import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { Namespace } from 'kubernetes-models/v1/Namespace'
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import { Service } from 'kubernetes-models/v1/Service'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { listLanguages, listTypes } from '../../src/generation/catalog.ts'
import type { ProjectRequest } from '../../src/generation/generate-project.ts'
import { generateManifests, planManifests } from '../../src/generation/k8s/generate-k8s.ts'
import { type ProjectFacts, readProjectFacts } from '../../src/generation/project-facts.ts'
import { emptyFolder, filesIn, generateShop, TEMPLATES, writeFiles } from './helpers.ts'

/** The API's own schemas, by version and kind. */
const KINDS = {
  'apps/v1 Deployment': Deployment,
  'apps/v1 StatefulSet': StatefulSet,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'v1 Namespace': Namespace,
  'v1 PersistentVolumeClaim': PersistentVolumeClaim,
  'v1 Service': Service,
}

interface Manifest {
  readonly apiVersion: string
  readonly kind: keyof typeof KINDS
  readonly metadata: { readonly name: string }
  readonly spec?: Record<string, unknown>
}

interface Kustomization {
  readonly kind: 'Kustomization'
  readonly resources: readonly string[]
}

/** The facts of a project in TypeScript as it is generated. */
async function factsOf(options: Partial<ProjectRequest> = {}): Promise<ProjectFacts> {
  const cwd = await emptyFolder()
  const { dir } = await generateShop(cwd, { language: 'typescript', minimal: false, ...options })
  return readProjectFacts(dir)
}

const server = { options: { database: 'postgres' } }

/** A store of nodes, which may be in any language: only its README and its record are looked at. */
async function storeOfNodes(): Promise<ProjectFacts> {
  const facts = await factsOf()
  const node = (name: string, value: string) => ({ name, default: value, meaning: name })
  const more = [node('NODES', 'node-1=http://127.0.0.1:3000'), node('NODE_NAME', 'x'), node('REPLICAS', '3')]
  return { ...facts, variables: [...facts.variables, ...more] }
}

function manifestsOf(facts: ProjectFacts): Manifest[] {
  return planManifests(facts)
    .filter(({ path: file }) => file.endsWith('.yaml') && !file.endsWith('/kustomization.yaml'))
    .flatMap(({ text }) => parseAllDocuments(text).map((one) => one.toJS() as Manifest))
}

const of = (facts: ProjectFacts, kind: string) =>
  manifestsOf(facts).filter((one) => one.kind === kind) as unknown as readonly { spec: never }[]

/** What is below the pods' template, as plain data. */
// biome-ignore lint/suspicious/noExplicitAny: manifests are read by path; a wrong one fails the test that reads it.
function podOf(facts: ProjectFacts, kind = 'Deployment'): any {
  const [first] = of(facts, kind) as unknown as readonly [{ spec: { template: { spec: unknown } } }]
  return first.spec.template.spec
}

describe('manifests', () => {
  test.each([
    ['a service with a file', () => factsOf()],
    ['a service with a database server', () => factsOf(server)],
    ['a service in Python', () => factsOf({ language: 'python' })],
    ['a store of nodes', storeOfNodes],
  ])('of %s are as the API of Kubernetes has them', async (_, facts) => {
    const manifests = manifestsOf(await facts())
    expect(manifests.length).toBeGreaterThan(4)
    for (const manifest of manifests) {
      const Kind = KINDS[`${manifest.apiVersion} ${manifest.kind}` as keyof typeof KINDS]
      expect(Kind, manifest.kind).toBeDefined()
      new Kind(manifest as never).validate()
    }
  })

  test.each([
    ['a file', () => factsOf()],
    ['a server', () => factsOf(server)],
    ['nodes', storeOfNodes],
  ])('of %s are all named by the base, and overlays name what is there', async (_, facts) => {
    const files = planManifests(await facts())
    const paths = new Set(files.map((file) => file.path))
    for (const { path: file, text } of files.filter((one) => one.path.endsWith('/kustomization.yaml'))) {
      const { resources } = parse(text) as Kustomization
      for (const name of resources) {
        const target = path.posix.join(path.posix.dirname(file), name)
        expect(paths.has(target) || paths.has(`${target}/kustomization.yaml`), target).toBe(true)
      }
      if (!file.includes('/base/')) continue
      const beside = [...paths].filter((one) => one.startsWith('k8s/base/') && one !== file)
      expect(beside.map((one) => path.posix.basename(one)).sort()).toEqual(
        [...resources, 'config.env'].sort(),
      )
    }
  })

  test('give a service with a file one pod that is replaced before the next, and no autoscaler', async () => {
    const facts = await factsOf()
    expect(of(facts, 'Deployment')[0]).toMatchObject({
      spec: { replicas: 1, strategy: { type: 'Recreate' } },
    })
    expect(podOf(facts).containers[0].volumeMounts).toContainEqual({ name: 'data', mountPath: '/app/data' })
    expect(of(facts, 'HorizontalPodAutoscaler')).toEqual([])
    expect(of(facts, 'PodDisruptionBudget')).toEqual([])
  })

  test('leave the number of pods of a service with a server to the autoscaler, and name its secret', async () => {
    const facts = await factsOf(server)
    expect(of(facts, 'Deployment')[0]?.spec).not.toHaveProperty('replicas')
    expect(of(facts, 'HorizontalPodAutoscaler')).toHaveLength(1)
    expect(podOf(facts).containers[0].env).toEqual([
      {
        name: 'DATABASE_URL',
        valueFrom: { secretKeyRef: { name: 'shop-secrets', key: 'DATABASE_URL' } },
      },
    ])
    const config = planManifests(facts).find((file) => file.path === 'k8s/base/config.env')?.text
    expect(config).toMatch(/^PAYMENTS_URL=http:\/\/payments$/m)
    expect(config).not.toContain('DATABASE_URL')
  })

  test('give each node of a store its name, the same list of all, and a volume', async () => {
    const facts = await storeOfNodes()
    const { env } = podOf(facts, 'StatefulSet').containers[0]
    expect(env[0]).toEqual({ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } })
    expect(env[1].value.split(',')).toEqual(
      [0, 1, 2].map((at) => `shop-${at}=http://shop-${at}.shop-nodes:3000`),
    )
    expect(of(facts, 'StatefulSet')[0]).toMatchObject({
      spec: {
        replicas: 3,
        serviceName: 'shop-nodes',
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
    })
  })

  test('let a pod stop: longer than the hook and the program’s own time together', async () => {
    const facts = await factsOf()
    const pod = podOf(facts)
    const waitS = Number(pod.containers[0].lifecycle.preStop.exec.command[1])
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(waitS + 10)
    const image = { ...facts.image, SHUTDOWN_TIMEOUT_MS: '30000' }
    expect(podOf({ ...facts, image }).terminationGracePeriodSeconds).toBeGreaterThan(waitS + 30)
    const draining = podOf({ ...facts, image: { ...image, DRAIN_DELAY_MS: '5000' } })
    expect(draining.containers[0]).not.toHaveProperty('lifecycle')
    expect(draining.terminationGracePeriodSeconds).toBeGreaterThan(30)
  })

  test('have a program that drains out of the Service before it has drained', async () => {
    const facts = await factsOf()
    const draining = podOf({ ...facts, image: { ...facts.image, DRAIN_DELAY_MS: '5000' } })
    const { periodSeconds, failureThreshold } = draining.containers[0].readinessProbe
    expect(periodSeconds * failureThreshold).toBeLessThan(5)
  })

  test('keep to the strictest of the pod security standards', async () => {
    for (const facts of [await factsOf(), await factsOf({ language: 'python' })]) {
      const { securityContext, containers, volumes } = podOf(facts)
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      })
      expect(securityContext.runAsUser).toBeGreaterThan(0)
      expect(containers[0].securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      })
      for (const volume of volumes) expect(volume).not.toHaveProperty('hostPath')
    }
  })
})

describe('every type of project, in every language', () => {
  test('gets manifests that the API takes and that keep its secrets out, or is nothing to deploy', async () => {
    for (const type of await listTypes(TEMPLATES)) {
      for (const language of await listLanguages(TEMPLATES, type)) {
        const facts = await factsOf({ type, language })
        if (type === 'cli') continue
        expect(facts.variables.length, type).toBeGreaterThan(2)
        for (const manifest of manifestsOf(facts)) {
          new KINDS[`${manifest.apiVersion} ${manifest.kind}` as keyof typeof KINDS](
            manifest as never,
          ).validate()
        }
        expect(of(facts, type === 'kv-store' ? 'StatefulSet' : 'Deployment'), type).toHaveLength(1)
      }
    }
  })
})

describe('generate k8s', () => {
  test('again writes nothing, and what was edited is shown and kept', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd, { language: 'typescript', minimal: false })
    const go = (force = false) => generateManifests({ dir, cwd, dryRun: false, force })
    expect((await go()).status).toBe('written')
    expect((await go()).status).toBe('unchanged')
    const file = path.join(dir, 'k8s/base/service.yaml')
    const mine = (await readFile(file, 'utf8')).replace('port: 80', 'port: 8080')
    await writeFile(file, mine)
    const refused = await go().catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'would-overwrite', exitCode: 2 })
    expect((refused as { next: string[] }).next.join('\n')).toContain('-      port: 8080'.slice(1))
    expect(await readFile(file, 'utf8')).toBe(mine)
    const { backups } = await go(true)
    expect(await readFile(path.join(dir, backups[0] ?? ''), 'utf8')).toBe(mine)
    // The project itself is neither changed by it nor takes it for something of its own.
    expect((await generateShop(cwd, { language: 'typescript', minimal: false })).status).toBe('unchanged')
    expect(await filesIn(dir)).toContain('k8s/base/service.yaml')
  })

  test('writes nothing in a dry run, and says where there is no project', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd, { language: 'typescript', minimal: false })
    const before = await filesIn(dir)
    const { status, changes } = await generateManifests({ dir, cwd, dryRun: true, force: false })
    expect({ status, all: changes.every(({ change }) => change === 'create') }).toEqual({
      status: 'planned',
      all: true,
    })
    expect(await filesIn(dir)).toEqual(before)
    const empty = await emptyFolder()
    await writeFiles(empty, { 'README.md': '# nothing' })
    const request = { dir: empty, cwd, dryRun: false, force: false }
    await expect(generateManifests(request)).rejects.toMatchObject({ code: 'no-project', exitCode: 2 })
  })
})
