import type { ExerciseContract, LanguageId } from '../../src/corpus/exercise-schema.ts'
import type { Json, Operation } from '../../src/grading/sequence.ts'

type Method = ExerciseContract['methods'][number]

const meaning = 'x'

/** A method of the contract below; its parameters are p0, p1 and so on. */
export function method(
  name: string,
  types: readonly string[],
  returns: string,
  raises: string[] = [],
): Method {
  const parameters = types.map((type, index) => ({ name: `p${index}`, type }))
  return { name, parameters, returns, async: false, raises, meaning }
}

/** Every type of option, everything that can be given, and two errors: what a driver has to carry. */
export function valueContract(
  language: LanguageId,
  fileName: string,
  methods: readonly Method[],
): ExerciseContract {
  return {
    model: 'none',
    type: 'Everything',
    subject: 'thing',
    summary: meaning,
    options: [
      { name: 'count', type: 'int', default: 3, meaning },
      { name: 'share', type: 'float', default: 1, meaning },
      { name: 'loud', type: 'bool', default: false, meaning },
      { name: 'name', type: 'string', meaning },
    ],
    given: (['clock', 'random', 'hash', 'sleep'] as const).map((kind) => ({ name: kind, kind, meaning })),
    methods: [...methods],
    attributes: [],
    errors: [
      { name: 'TooMuchError', meaning },
      { name: 'NotFoundError', meaning },
    ],
    properties: [{ id: 'x', title: meaning, statement: meaning, source: meaning }],
    languages: { [language]: { file: fileName } },
    defaults: { seed: 1, sequences: 1, timeoutSeconds: 10 },
  }
}

export function invoke(name: string, args: readonly Json[] = [], on = 0, as?: number): Operation {
  return { op: 'invoke', on, method: name, args, ...(as === undefined ? {} : { as }) }
}
