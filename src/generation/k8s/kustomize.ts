import type { Shape } from './shape.ts'

const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'

/** `base/kustomization.yaml` over the manifests of these names. */
export function baseKustomization({ facts: { name } }: Shape, manifests: readonly string[]): string {
  return `${HEAD}resources:
${manifests.map((file) => `  - ${file}\n`).join('')}configMapGenerator:
  # The name gets a hash of the contents, so that a changed value starts new pods.
  - name: ${name}-config
    envs: [config.env]
`
}

/** The config map, a variable a line, each with what it means. */
export function configEnvironment({ config }: Shape): string {
  return config.map(({ name, value, meaning }) => `# ${meaning}\n${name}=${value}\n`).join('\n')
}

/** What is other where people try things out. */
export function devOverlay(shape: Shape): Map<string, string> {
  const { facts, state } = shape
  const quiet = shape.config.some(({ name }) => name === 'LOG_LEVEL')
  const merged = `configMapGenerator:
  - name: ${facts.name}-config
    behavior: merge
    literals:
      - LOG_LEVEL=debug
`
  const single = `patches:
  # One pod is enough here, and easier to watch.
  - patch: |
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: ${facts.name}
      $patch: delete
`
  const text = `${overlayHead(shape, '-dev', 'dev')}${quiet ? merged : ''}${state === 'none' ? single : ''}`
  return overlay('dev', text, `${facts.name}-dev`)
}

/** What is other where customers are. */
export function prodOverlay(shape: Shape): Map<string, string> {
  const { facts, state } = shape
  const more = `patches:
  # One more than elsewhere: while one is replaced and another fails, one still answers.
  - target:
      kind: HorizontalPodAutoscaler
      name: ${facts.name}
    patch: |
      - op: replace
        path: /spec/minReplicas
        value: 3
`
  const text = `${overlayHead(shape, '', facts.version)}${state === 'none' ? more : ''}`
  return overlay('prod', text, facts.name)
}

function overlayHead({ facts: { name } }: Shape, suffix: string, tag: string): string {
  return `${HEAD}namespace: ${name}${suffix}
resources:
  - ../../base
  - namespace.yaml
images:
  # kustomize edit set image ${name}=REGISTRY/${name}:TAG
  - name: ${name}
    newTag: ${JSON.stringify(tag)}
`
}

function overlay(stage: string, kustomization: string, namespace: string): Map<string, string> {
  return new Map([
    [`overlays/${stage}/kustomization.yaml`, kustomization],
    [
      `overlays/${stage}/namespace.yaml`,
      `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    # The pods keep to the strictest of the pod security standards, and here nothing else may run.
    pod-security.kubernetes.io/enforce: restricted
`,
    ],
  ])
}
