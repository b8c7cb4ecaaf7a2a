import type { Shape } from './shape.ts'

/** The Deployment, or of nodes the StatefulSet. */
export function workload(shape: Shape): string {
  const { facts, state } = shape
  const kind = state === 'node' ? 'StatefulSet' : 'Deployment'
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${facts.name}
spec:
${howMany(shape)}  selector:
    matchLabels:
      app.kubernetes.io/name: ${facts.name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${facts.name}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "${facts.port}"
    spec:
${podSpec(shape)}${claims(shape)}`
}

function howMany({ state, nodes, facts }: Shape): string {
  if (state === 'node') {
    return `  # The number stands in NODES too: change both, and read README.md first.
  replicas: ${nodes}
  serviceName: ${facts.name}-nodes
  # No node waits for another to be ready: a quorum may need both.
  podManagementPolicy: Parallel
`
  }
  if (state === 'file') {
    return `  # One, since its database is a file of its own. With a database server there can be more.
  replicas: 1
  strategy:
    # Two pods at a time would share the file.
    type: Recreate
`
  }
  return `  # How many there are is the business of the autoscaler; a number here would undo it with every change.
  strategy:
    type: RollingUpdate
    rollingUpdate:
      # A new pod is ready before an old one goes.
      maxUnavailable: 0
      maxSurge: 1
`
}

function podSpec(shape: Shape): string {
  const { facts, graceS } = shape
  return `      automountServiceAccountToken: false
      # Else each Service of the namespace sets variables of its own, such as PAYMENTS_PORT.
      enableServiceLinks: false
      # ${graceReason(shape)}
      terminationGracePeriodSeconds: ${graceS}
      securityContext:
        runAsNonRoot: true
        runAsUser: ${facts.user}
        runAsGroup: ${facts.user}
        fsGroup: ${facts.user}
        seccompProfile:
          type: RuntimeDefault
${spread(shape)}      containers:
        - name: ${facts.name}
          image: ${facts.name}
          ports:
            - name: http
              containerPort: ${facts.port}
${environment(shape)}${probes(shape)}${lifecycle(shape)}          resources:
            # A place to begin: measure, and set requests to what it uses under load. Without a limit on the processor it may
            # use what is left over, instead of being slowed down; memory has a limit, since it cannot be taken back.
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 512Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: tmp
              mountPath: /tmp
${dataMount(shape)}      volumes:
        - name: tmp
          emptyDir: {}
${dataVolume(shape)}`
}

function graceReason({ waitS, graceS }: Shape): string {
  const wait = waitS === 0 ? '' : `the ${waitS} s of preStop and `
  return `More than ${wait}SHUTDOWN_TIMEOUT_MS: who is not done after ${graceS} s is killed.`
}

function spread({ state, facts: { name } }: Shape): string {
  if (state === 'file') return ''
  const over = (topologyKey: string) => `        - maxSkew: 1
          topologyKey: ${topologyKey}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: ${name}
`
  return `      # One machine or one zone that fails takes no more than its share.
      topologySpreadConstraints:
${over('kubernetes.io/hostname')}${over('topology.kubernetes.io/zone')}`
}

function environment(shape: Shape): string {
  const { facts, secrets, state } = shape
  const named = secrets.map(
    (name) => `            - name: ${name}
              valueFrom:
                secretKeyRef:
                  name: ${facts.name}-secrets
                  key: ${name}
`,
  )
  const node = state === 'node' ? nodeEnvironment(shape) : ''
  const list = `${node}${named.join('')}`
  return `          envFrom:
            - configMapRef:
                name: ${facts.name}-config
${list === '' ? '' : `          env:\n${list}`}`
}

/** Each pod is the node of its own name, at an address that stays when it is put elsewhere. */
function nodeEnvironment({ facts: { name, port }, nodes }: Shape): string {
  const all = Array.from(
    { length: nodes },
    (_, at) => `${name}-${at}=http://${name}-${at}.${name}-nodes:${port}`,
  )
  return `            - name: NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: NODES
              value: ${all.join(',')}
`
}

function probes({ facts: { live, ready }, waitS }: Shape): string {
  const probe = (kind: string, path: string, why: string, more: string) => `          # ${why}
          ${kind}Probe:
            httpGet: { path: ${path}, port: http }
${more}`
  return [
    probe(
      'startup',
      live,
      'Until it has answered once, nobody asks whether it lives: migrations may take their time.',
      `            periodSeconds: 2
            failureThreshold: 60
`,
    ),
    probe(
      'liveness',
      live,
      'Restarted when it cannot answer at all. It never fails because a dependency is down.',
      `            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 3
`,
    ),
    probe(
      'readiness',
      ready,
      waitS === 0
        ? 'Asked so often that it is out of the Service before DRAIN_DELAY_MS is over.'
        : 'Taken out of the Service while it wants no traffic.',
      `            periodSeconds: ${waitS === 0 ? 1 : 5}
            timeoutSeconds: ${waitS === 0 ? 1 : 3}
            failureThreshold: 2
`,
    ),
  ].join('')
}

function lifecycle({ waitS }: Shape): string {
  if (waitS === 0) return ''
  return `          lifecycle:
            preStop:
              exec:
                # The signal comes after this: by then nobody sends new requests here.
                command: [sleep, "${waitS}"]
`
}

function dataMount({ state, facts }: Shape): string {
  if (state === 'none' || facts.dataFolder === undefined) return ''
  return `            - name: data
              mountPath: ${facts.dataFolder}
`
}

function dataVolume({ state, facts }: Shape): string {
  if (state !== 'file' || facts.dataFolder === undefined) return ''
  return `        - name: data
          persistentVolumeClaim:
            claimName: ${facts.name}-data
`
}

function claims({ state, facts }: Shape): string {
  if (state !== 'node' || facts.dataFolder === undefined) return ''
  return `  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`
}
