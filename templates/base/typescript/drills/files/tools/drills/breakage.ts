import { type ServiceName, startFakeDependencies } from '../fake-dependencies/fake-dependencies.ts'
import type { Stage } from './stage.ts'

const BREAKAGES = ['kill', 'hang', 'fail'] as const
type Breakage = (typeof BREAKAGES)[number]

/** What stands on the command line: `kill` stops the server, `hang` makes it never answer, `fail` answer 500. */
export function breakageAsked(): Breakage {
  const breakage = BREAKAGES.find((name) => name === (process.argv[2] ?? 'kill'))
  if (breakage !== undefined) return breakage
  console.error(`npm run drill -- ${BREAKAGES.join(' | ')}`)
  process.exit(2)
}

/** Takes a dependency away. With `kill` all of them go, as they are one server here. */
export async function breakService(
  { fakes }: Stage,
  service: ServiceName,
  breakage: Breakage,
): Promise<void> {
  if (breakage === 'kill') await fakes.close()
  else fakes.modes[service] = breakage
}

/** Gives it back, at the same address. */
export async function mendService(
  drill: Stage,
  service: ServiceName,
  breakage: Breakage,
): Promise<void> {
  if (breakage === 'kill') drill.fakes = await startFakeDependencies(drill.fakes.port)
  else drill.fakes.modes[service] = 'ok'
}
