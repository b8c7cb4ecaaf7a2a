import { Resolver } from 'node:dns/promises'
import { dnsRegistry } from './dns-registry.ts'
import { folderRegistry } from './folder-registry.ts'
import { staticRegistry } from './static-registry.ts'

/** Says where the instances of a service are: origins such as `http://10.0.0.7:3000`. None is known: empty. */
export type Registry = (service: string) => Promise<readonly string[]>

/** The registry that `REGISTRY` names; `none` knows nobody. Throws an Error for one that makes no sense. */
export function openRegistry(setting: string, ttlMs: number): Registry {
  const [, kind, rest = ''] = /^(\w+):(.*)$/.exec(setting) ?? []
  if (kind === 'static') return staticRegistry(rest)
  if (kind === 'folder') return folderRegistry(rest, ttlMs)
  if (kind === 'dns') return dnsRegistry(rest, new Resolver({ timeout: 1000, tries: 2 }))
  return async () => []
}
