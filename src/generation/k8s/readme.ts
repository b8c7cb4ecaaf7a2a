import type { Shape } from './shape.ts'

/** What somebody needs to know who applies the manifests. */
export function manifestsReadme(shape: Shape): string {
  const { facts } = shape
  return `# ${facts.name} in Kubernetes

\`\`\`sh
docker build -t ${facts.name}:dev .
kubectl apply -k k8s/overlays/dev
kubectl -n ${facts.name}-dev rollout status ${shape.state === 'node' ? 'statefulset' : 'deployment'}/${facts.name}
\`\`\`

Look at the difference before it is made: \`kubectl diff -k k8s/overlays/prod\`. What is the same everywhere stands in \`base/\`, what is
other in a stage in its overlay.

${[secrets(shape), addresses(shape), pods(shape), stop(shape)].filter((part) => part !== '').join('\n')}
## Written again

\`compendium generate k8s\` writes these files again when the project has changed. What you changed in them is shown and not overwritten;
what is yours alone belongs in an overlay, which nobody but you touches if you give it a name of its own.
`
}

function secrets({ secrets: names, facts: { name } }: Shape): string {
  if (names.length === 0) return ''
  const values = names.map((one) => ` \\\n  --from-literal=${one}=...`).join('')
  return `## Secrets

They are named here and kept elsewhere: no file in the repository holds one. Without it the pod does not start.

\`\`\`sh
kubectl -n ${name}-dev create secret generic ${name}-secrets${values}
\`\`\`
`
}

function addresses({ config }: Shape): string {
  const called = config.filter(({ name, value }) => name.endsWith('_URL') && value.startsWith('http://'))
  if (called.length === 0) return ''
  return `## What it calls

${called.map(({ name, value }) => `- \`${name}\` is \`${value}\`: a Service of that name in the same namespace.`).join('\n')}

Where it is another, say so in the overlay (\`configMapGenerator\`, \`behavior: merge\`), and let the network policy allow it.
`
}

function pods(shape: Shape): string {
  return `## How many pods

${HOW_MANY[shape.state](shape)}
`
}

const HOW_MANY: Readonly<Record<Shape['state'], (shape: Shape) => string>> = {
  none: () =>
    'The autoscaler decides, from two upwards by what the processors do. What they share, such as the connections of the database,\nhas to bear the most of them.',
  file: () =>
    'One. Its database is a file on a volume, which two pods cannot share, so that it is away for a moment while it is replaced, and there\nis no autoscaler and no disruption budget. Generate the project with a database server, and these manifests again, and there can be more.',
  node: ({ nodes, facts: { name } }) =>
    `${nodes} nodes, each with a name (\`${name}-0\`, ...) and a volume that it keeps. Adding one is a change of the cluster, not of a number alone:\nit takes \`NODES\` and the variables beside it in README.md of the project. Never let an autoscaler do it.`,
}

function stop({ waitS, graceS }: Shape): string {
  const wait =
    waitS === 0
      ? 'After the signal it says that it wants no traffic and goes on serving for `DRAIN_DELAY_MS`'
      : `For ${waitS} s before the signal it goes on serving (\`preStop\`)`
  return `## How a pod stops

${wait}, because requests still come until its endpoints are gone everywhere. Then what is under way gets \`SHUTDOWN_TIMEOUT_MS\`. The whole has
to fit into \`terminationGracePeriodSeconds\` (${graceS}), or it is killed.
`
}
