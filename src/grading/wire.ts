import type { ExerciseContract, FunctionShape } from '../corpus/exercise-schema.ts'
import { errorName } from './idiom.ts'
import { type Language, type NameStyle, spell } from './languages.ts'
import { isSideBySide } from './meetings.ts'
import type { WireContract, WireFunction, WireSequence } from './protocol.ts'
import type { Options, Sequence } from './sequence.ts'

/** The contract in the language's own names, as far as a driver needs it. */
export function wireContract(contract: ExerciseContract, language: Language): WireContract {
  const style = (name: string): string => spell(name, language.names)
  return {
    type: contract.type,
    options: Object.fromEntries(contract.options.map((one) => [style(one.name), sampleOf(one)])),
    given: contract.given.map(({ name, kind, function: shape }) => ({
      id: name,
      name: style(name),
      kind,
      ...(kind === 'function' ? { function: wireFunction(shape) } : {}),
    })),
    methods: contract.methods.map(({ name, parameters, returns, async, overlaps, raises }) => ({
      id: name,
      name: style(name),
      parameters: parameters.map(({ type }) => type),
      functions: parameters.map((one) => (one.type === 'function' ? wireFunction(one.function) : null)),
      returns,
      async,
      overlaps,
      fails: raises.length > 0,
    })),
    attributes: contract.attributes.map(({ name, values }) => ({ name: style(name), values })),
    shared: contract.shared,
    errors: contract.errors.map(({ name }) => ({ id: name, name: errorName(name, language) })),
  }
}

function wireFunction(shape: FunctionShape | undefined): WireFunction {
  const { takes = [], gives = 'any', fails = true, async = true } = shape ?? {}
  return { parameters: takes.map(({ type }) => type), returns: gives, fails, async }
}

const SAMPLES = { int: 1, float: 1, bool: false, string: 'a' } as const

/** A value that the constructor must take. */
function sampleOf(option: ExerciseContract['options'][number]): number | boolean | string {
  return option.default ?? option.minimum ?? SAMPLES[option.type]
}

type EventsOf = (sequence: Sequence) => readonly number[]

interface Written {
  readonly events: EventsOf | undefined
  /** Left out the first time: most sequences are sent once. */
  readonly text?: string
}

const written = new WeakMap<Sequence, Map<NameStyle, Written>>()

/** A sequence as JSON, remembered where it is sent again and again, as those of the first seed are to mutants. */
export function wireText(sequence: Sequence, language: Language, events: EventsOf | undefined): string {
  const known = written.get(sequence) ?? new Map<NameStyle, Written>()
  const before = known.get(language.names)
  if (before?.text !== undefined && before.events === events) return before.text
  // Of calls side by side nobody can say how many events they are: that depends on their order.
  const due = isSideBySide(sequence) ? undefined : events?.(sequence)
  const text = JSON.stringify(wireSequence(sequence, language, due))
  known.set(language.names, before === undefined ? { events } : { events, text })
  written.set(sequence, known)
  return text
}

/** `events`: how many events each operation is expected to show, where calls may be in flight side by side. */
function wireSequence(sequence: Sequence, { names }: Language, events?: readonly number[]): WireSequence {
  const spelled = (options: Options): Options =>
    Object.fromEntries(Object.entries(options).map(([name, value]) => [spell(name, names), value]))
  const { each, ...rest } = sequence
  const ops =
    events === undefined ? rest.ops : rest.ops.map((op, index) => ({ ...op, events: events[index] ?? 0 }))
  const all = { ...rest, ops, options: spelled(sequence.options) }
  return each === undefined ? all : { ...all, each: each.map(spelled) }
}
