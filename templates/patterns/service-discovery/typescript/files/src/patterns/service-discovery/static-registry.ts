import type { Registry } from './registry.ts'

/** `orders=http://a:3000|http://b:3000,stock=http://c:3000`: instances that are written down. */
export function staticRegistry(list: string): Registry {
  const instances = new Map(list.split(',').map(readService))
  return async (service) => instances.get(service) ?? []
}

function readService(text: string): [string, string[]] {
  const [service = '', origins = ''] = text.split('=', 2)
  if (service === '' || origins === '') {
    throw new Error(`REGISTRY: ${text} is not of the form service=http://a|http://b`)
  }
  return [service, origins.split('|').map((origin) => new URL(origin).origin)]
}
