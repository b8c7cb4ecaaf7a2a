import type { Shape } from './shape.ts'

/** The manifests around the pods, by file: how they are reached, how many there are, what they may reach. */
export function around(shape: Shape): Map<string, string> {
  const files = new Map([
    ['service.yaml', service(shape)],
    ['network-policy.yaml', networkPolicy(shape)],
  ])
  if (shape.state === 'none') files.set('autoscaler.yaml', autoscaler(shape))
  // Of a single pod a budget would only stand in the way of whoever empties a machine.
  if (shape.state !== 'file') files.set('disruption-budget.yaml', disruptionBudget(shape))
  if (shape.state === 'file' && shape.facts.dataFolder !== undefined) files.set('volume.yaml', volume(shape))
  return files
}

function service({ state, facts: { name, port } }: Shape): string {
  const one = (service: string, more: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${service}
spec:
${more}  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: PORT
      targetPort: http
`
  const outer = one(name, '').replace('PORT', '80')
  if (state !== 'node') return outer
  const headless = `  # Gives every node a name of its own; also before it is ready, since nodes meet while they start.
  clusterIP: None
  publishNotReadyAddresses: true
`
  return `${outer}---\n${one(`${name}-nodes`, headless).replace('PORT', String(port))}`
}

function autoscaler({ facts: { name } }: Shape): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  # Two, so that one may fail. Whatever more of them call has to bear the most of them: see the pools of its database.
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          # Of what is requested. A service that waits for others is not measured by this: take its concurrency then.
          type: Utilization
          averageUtilization: 70
`
}

function disruptionBudget({ facts: { name } }: Shape): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  # Machines are emptied one pod at a time.
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`
}

function networkPolicy({ facts: { name } }: Shape): string {
  return `# Whatever is not named here is refused, as far as the network of the cluster enforces policies.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  policyTypes: [Ingress, Egress]
  ingress:
    # The namespace itself, and who gathers metrics. Add that of your ingress controller.
    - from:
        - podSelector: {}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
      ports:
        - port: http
  egress:
    # What it calls, within the namespace. A database elsewhere needs an entry of its own.
    - to:
        - podSelector: {}
    # Names.
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - { port: 53, protocol: UDP }
        - { port: 53, protocol: TCP }
`
}

function volume({ facts: { name } }: Shape): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
`
}
