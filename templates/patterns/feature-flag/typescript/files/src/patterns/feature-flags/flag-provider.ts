import type { InMemoryProvider } from '@openfeature/server-sdk'
import type { FlagFile } from './flag-file.ts'
import { placeOf } from './rollout.ts'

type Configuration = Parameters<InMemoryProvider['putConfiguration']>[0]

/** What the flags of a file mean, as the SDK asks for it. `off` are off whatever the file says. */
export function providerConfiguration(flags: FlagFile, off: readonly string[]): Configuration {
  const entries = Object.entries(flags).map(([name, { enabled, rollout }]) => {
    const isPossible = enabled && !off.includes(name)
    const flag = {
      variants: { on: true, off: false },
      defaultVariant: 'off',
      disabled: false,
      contextEvaluator: ({ targetingKey = '' }: { targetingKey?: string }) =>
        isPossible && placeOf(name, targetingKey) < rollout ? 'on' : 'off',
    }
    return [name, flag] as const
  })
  return Object.fromEntries(entries)
}
