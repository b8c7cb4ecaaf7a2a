import { Gauge } from 'prom-client'
import { DependencyUnavailable, type HttpPolicy } from '../../http-client/http-client.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { createInstances, type InstanceOptions } from './instances.ts'
import type { Registry } from './registry.ts'

export interface DiscoverOptions extends InstanceOptions {
  readonly registry: Registry
  /** How long an answer of the registry is good. */
  readonly refreshMs: number
  readonly log: Log
  readonly metrics: Metrics
}

/**
 * Sends each call to one of the instances that the registry knows, near to the network: a retry may meet another
 * one. A service that the registry does not know is at its own URL. See docs/adr/service-discovery.md.
 */
export function discover(options: DiscoverOptions): HttpPolicy {
  const { log } = options
  const gauge = new Gauge({
    name: 'discovery_instances',
    help: 'Instances of a service that the registry knows, and those left alone because they fail.',
    labelNames: ['dependency', 'state'],
    registers: [options.metrics],
  })

  return ({ name, url }, next) => {
    const lookUp = remember(name, options)
    const instances = createInstances(options)
    return async (request) => {
      const origins = await lookUp()
      if (origins.length === 0) return next(request)
      const show = (): void => {
        gauge.set({ dependency: name, state: 'known' }, origins.length)
        gauge.set({ dependency: name, state: 'ejected' }, instances.ejected(origins))
      }
      const { origin, end } = instances.visit(origins)
      try {
        const answer = await next({ ...request, url: at(origin, url) })
        end('answered')
        return answer
      } catch (error) {
        // A caller who gave up says nothing about the instance.
        const isItsFault = error instanceof DependencyUnavailable && !error.refusedHere
        if (end(isItsFault ? 'failed' : 'unknown')) {
          log.warn({ dependency: name, origin }, 'instance is left alone for a while')
        }
        throw error
      } finally {
        show()
      }
    }
  }
}

/** The path of the dependency's own URL, on another host. */
function at(origin: string, url: string): string {
  return new URL(new URL(url).pathname, origin).href
}

/** Asks the registry again when its answer is too old; while it is down the last answer holds. */
function remember(service: string, { registry, refreshMs, log }: DiscoverOptions) {
  let known: readonly string[] = []
  let askedAtMs = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const ask = async (): Promise<void> => {
    try {
      known = await registry(service)
    } catch (error) {
      log.warn({ err: error, dependency: service }, 'the registry gives no answer')
    }
    askedAtMs = performance.now()
    asking = undefined
  }
  return async (): Promise<readonly string[]> => {
    if (performance.now() - askedAtMs > refreshMs) {
      asking ??= ask()
      await asking
    }
    return known
  }
}
