import { Following, scriptOf } from './models/scripts.ts'
import { isFunction, type Json, type Observation, type Sequence } from './sequence.ts'
import { effectsOf } from './value.ts'

/** When each operation starts: time passes in `advance`, in the given `sleep`, and in what was run. */
export function startTimes({ ops, given }: Sequence, observations: readonly Observation[]): number[] {
  const scripts = new Map(Object.entries(given ?? {}).map(([name, one]) => [name, new Following(one)]))
  let nowMs = 0
  return ops.map((op, index) => {
    const atMs = nowMs
    const seen = observations[index]
    if (op.op === 'advance') nowMs += op.ms
    if (op.op === 'invoke') nowMs += sleptMs(seen) + ranMs(op.args, seen, scripts)
    if (op.op === 'call' && seen !== 'rejected') nowMs += op.durationMs
    return atMs
  })
}

/** How long the functions took that a method ran: those given, and those among its arguments. */
function ranMs(
  args: readonly Json[],
  seen: Observation | undefined,
  given: ReadonlyMap<string, Following>,
): number {
  if (typeof seen !== 'string') return 0
  const own = args.filter(isFunction).map((arg) => [arg.$function, new Following(scriptOf(arg))] as const)
  const scripts = new Map([...given, ...own])
  return effectsOf(seen).reduce((sum, line) => {
    const [, name = ''] = /^(\w+)\(/.exec(line) ?? []
    return sum + (scripts.get(name)?.next(firstArgument(line)).takesMs ?? 0)
  }, 0)
}

/** How long a method let the given `sleep` last. */
function sleptMs(observation: Observation | undefined): number {
  if (typeof observation !== 'string') return 0
  const lengths = [...observation.matchAll(/^sleep\((\d+(?:\.\d+)?)\)$/gm)]
  return lengths.reduce((sum, [, ms]) => sum + Number(ms), 0)
}

/** The text that a run was handed first; undefined when it was none. */
function firstArgument(line: string): Json | undefined {
  const [, text] = /\(("(?:[^"\\]|\\.)*")/.exec(line) ?? []
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  } catch {
    return undefined
  }
}
