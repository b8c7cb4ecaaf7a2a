import type { Log } from './observability/log.ts'

export interface Lifecycle {
  /** What was started last is stopped first: the server before the broker, that before the database. */
  onStop(name: string, stop: () => Promise<void> | void): void
  /** Stops everything once, however often it is asked. One part that fails does not keep the others up. */
  stop(): Promise<void>
}

export function createLifecycle(log: Log): Lifecycle {
  const parts: { name: string; stop: () => Promise<void> | void }[] = []
  let stopped: Promise<void> | undefined

  const stopAll = async (): Promise<void> => {
    for (const { name, stop } of parts.reverse()) {
      try {
        await stop()
      } catch (error) {
        log.error({ err: error, part: name }, 'did not stop in good order')
      }
    }
  }

  return {
    onStop: (name, stop) => void parts.push({ name, stop }),
    stop() {
      stopped ??= stopAll()
      return stopped
    },
  }
}
