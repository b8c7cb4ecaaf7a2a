import type { Server } from '../../http/server.ts'
import { Problem } from '../../problem.ts'
import type { FeatureFlags } from './feature-flags.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
const RETRY_AFTER_MS = 30_000

/** Refuses what would change something while the flag is off; partly rolled out, for some of the clients. */
export function guardWrites(server: Server, flags: FeatureFlags): void {
  server.addHook('onRequest', async ({ method, ip }) => {
    if (READS.has(method) || (await flags.isOn('accept-writes', ip))) return
    const message = 'changes are not taken at the moment; reading works'
    throw new Problem(message, { status: 503, code: 'read-only', retryAfterMs: RETRY_AFTER_MS })
  })
}
