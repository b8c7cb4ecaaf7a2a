import { setTimeout as sleep } from 'node:timers/promises'
import { collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client'

export type Metrics = Registry

/** What a gauge may take to ask for its number. Below the time that Prometheus gives a scrape. */
const COLLECT_MS = 2000

/** A registry of its own, so that two services in one test do not share their counts. */
export function createMetrics(): Metrics {
  const metrics = new PatientRegistry()
  collectDefaultMetrics({ register: metrics })
  return metrics
}

/** Leaves out what cannot be asked: that a database is down is no reason to tell nothing at all, least of all then. */
class PatientRegistry extends Registry {
  override registerMetric<Label extends string>(metric: Metric<Label>): void {
    if (metric instanceof Gauge) leaveOutWhatFails(metric)
    super.registerMetric(metric)
  }
}

function leaveOutWhatFails(gauge: Gauge & { collect?: () => unknown }): void {
  const { collect } = gauge
  if (collect === undefined) return
  gauge.collect = async () => {
    const inTime = new AbortController()
    const tooLong = sleep(COLLECT_MS, undefined, { signal: inTime.signal }).then(() => {
      throw new Error('no answer in time')
    })
    // A number of before would look like one of now.
    const leaveOut = (): void => {
      gauge.reset()
      gauge.remove({})
    }
    await Promise.race([(async () => collect.call(gauge))(), tooLong]).catch(leaveOut)
    inTime.abort()
  }
}
