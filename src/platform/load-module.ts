import { createRequire } from 'node:module'

/** What a CommonJS file exports. Errors it throws then name the lines of the source it was made from. */
export function loadModule(file: string): unknown {
  process.setSourceMapsEnabled(true)
  return createRequire(file)(file)
}

/**
 * From now on nothing in this thread can ask for the time or for chance: a run that did would not be
 * the same twice. Only for threads that run nothing but models.
 */
export function forbidChance(refuse: (what: string) => never): void {
  Math.random = () => refuse('Math.random')
  const now = () => refuse('Date')
  globalThis.Date = new Proxy(Date, {
    apply: now,
    construct: (target, given) => (given.length === 0 ? now() : Reflect.construct(target, given)),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  performance.now = () => refuse('performance.now')
  process.hrtime = Object.assign(() => refuse('process.hrtime'), { bigint: () => refuse('process.hrtime') })
  crypto.randomUUID = () => refuse('crypto.randomUUID')
  crypto.getRandomValues = () => refuse('crypto.getRandomValues')
  for (const timer of ['setTimeout', 'setInterval', 'setImmediate'] as const) {
    Object.assign(globalThis, { [timer]: () => refuse(timer) })
  }
}
