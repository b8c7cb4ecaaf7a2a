import type { Server } from '../../http/server.ts'
import type { Log } from '../../observability/log.ts'
import { registerInFolder } from './folder-registry.ts'

export interface AnnounceOptions {
  /** As in `REGISTRY`. Only a folder is written to: DNS is the business of the platform. */
  readonly registry: string
  /** The name that others know us by; `undefined` keeps us out. */
  readonly name: string | undefined
  readonly ttlMs: number
  readonly log: Log
}

/** Registers this instance once it listens, again and again while it lives, and takes it out before it stops. */
export function announce(server: Server, { registry, name, ttlMs, log }: AnnounceOptions): void {
  const [, folder] = /^folder:(.*)$/.exec(registry) ?? []
  if (folder === undefined || name === undefined) return
  let leaveBeforeStop = async (): Promise<void> => {}
  server.addHook('onListen', async () => {
    const registration = registerInFolder(folder, name, server.listeningOrigin)
    await registration.beat()
    const beat = () =>
      registration.beat().catch((error: unknown) => log.error({ err: error }, 'not registered'))
    // Two beats may get lost before anybody takes us for gone.
    const timer = setInterval(beat, ttlMs / 3)
    timer.unref()
    leaveBeforeStop = async () => {
      clearInterval(timer)
      await registration.leave()
    }
  })
  server.addHook('preClose', () => leaveBeforeStop())
}
