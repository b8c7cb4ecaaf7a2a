import type { Resolver } from 'node:dns/promises'
import type { Registry } from './registry.ts'

/**
 * Instances by SRV records (RFC 2782), as Kubernetes and Consul serve them: `_orders._tcp.<domain>`. Of
 * several priorities the lowest counts alone. Weights are left out: the picker looks at load itself.
 */
export function dnsRegistry(domain: string, resolver: Pick<Resolver, 'resolveSrv'>): Registry {
  return async (service) => {
    const records = await resolver.resolveSrv(`_${service}._tcp.${domain}`).catch(ifUnknown)
    const first = Math.min(...records.map(({ priority }) => priority))
    return records
      .filter(({ priority }) => priority === first)
      .map(({ name, port }) => `http://${name}:${port}`)
      .sort()
  }
}

/** No such name, or no such record: it has no instances. Any other failure says nothing about it. */
function ifUnknown(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return []
  throw error
}
