import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Client, InMemoryProvider, OpenFeature } from '@openfeature/server-sdk'
import { Counter } from 'prom-client'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { overdueFlags, parseFlags } from './flag-file.ts'
import { providerConfiguration } from './flag-provider.ts'
import { FLAGS, type Flag } from './flags.ts'

export interface FlagOptions {
  readonly file: string
  /** Off whatever the file says. */
  readonly off: readonly string[]
  /** How often the file is looked at. */
  readonly reloadMs: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface FeatureFlags {
  /** `key` is who or what it is asked for: the same key gets the same answer while the roll-out stays. */
  isOn(flag: Flag, key: string): Promise<boolean>
  stop(): void
}

/**
 * Flags from a file that is read again when it changes. A file that makes no sense stops the start, and
 * later leaves the flags as they are. See docs/adr/feature-flag.md.
 */
export async function featureFlags(options: FlagOptions): Promise<FeatureFlags> {
  const { file, off, reloadMs, log, metrics } = options
  // The SDK is shared by the whole process; a domain keeps two services in it apart.
  const domain = randomUUID()
  const provider = new InMemoryProvider()
  const read = async (text: string): Promise<void> => {
    const flags = parseFlags(text)
    provider.putConfiguration(providerConfiguration(flags, off))
    const overdue = overdueFlags(flags, new Date())
    log.info({ flags: Object.keys(flags), off }, 'feature flags')
    if (overdue.length > 0) log.warn({ overdue }, 'feature flags that should be gone')
  }
  const first = await readFile(file, 'utf8')
    .then(async (text) => {
      await read(text)
      return text
    })
    .catch((cause: Error) => {
      throw new Error(`FLAGS_FILE: ${file}: ${cause.message}`, { cause })
    })
  await OpenFeature.setProviderAndWait(domain, provider)
  const timer = watch({ file, reloadMs, first, read, log, metrics })
  const client = OpenFeature.getClient(domain)
  noteExposures(client, log, metrics)

  return {
    isOn: (flag, key) => client.getBooleanValue(flag, FLAGS[flag], { targetingKey: key }),
    stop: () => clearInterval(timer),
  }
}

interface Watched {
  readonly file: string
  readonly reloadMs: number
  readonly first: string
  readonly read: (text: string) => Promise<void>
  readonly log: Log
  readonly metrics: Metrics
}

/** Looks at the text itself: what a container mounts is changed in ways that file events do not tell of. */
function watch({ file, reloadMs, first, read, log, metrics }: Watched): NodeJS.Timeout {
  const failures = new Counter({
    name: 'feature_flag_reload_failures_total',
    help: 'Changes of the flags that could not be read.',
    registers: [metrics],
  })
  let seen = first
  return setInterval(async () => {
    try {
      const text = await readFile(file, 'utf8')
      if (text === seen) return
      seen = text
      await read(text)
    } catch (error) {
      failures.inc()
      log.error({ err: error, file }, 'feature flags stay as they are')
    }
  }, reloadMs)
}

/** Who was shown what: without that nobody can tell whether a change made a difference. */
function noteExposures(client: Client, log: Log, metrics: Metrics): void {
  const evaluations = new Counter({
    name: 'feature_flag_evaluations_total',
    help: 'How often a flag was asked for, and what it was.',
    labelNames: ['flag', 'variant'],
    registers: [metrics],
  })
  client.addHooks({
    after({ flagKey, context }, { variant = 'default' }) {
      evaluations.inc({ flag: flagKey, variant })
      log.debug({ flag: flagKey, variant, key: context.targetingKey }, 'feature flag')
    },
  })
}
