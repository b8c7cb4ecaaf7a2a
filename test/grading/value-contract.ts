import type { ExerciseContract, FunctionShape, LanguageId } from '../../src/corpus/exercise-schema.ts'
import { handing } from '../../src/grading/models/steps.ts'
import type { Json, Observation, Operation, Sequence } from '../../src/grading/sequence.ts'

type Method = ExerciseContract['methods'][number]

const meaning = 'x'

/** What a function takes and gives. */
export function shape(types: readonly string[], gives: string, fails = true): FunctionShape {
  return { takes: types.map((type, index) => ({ name: `q${index}`, type })), gives, fails, async: true }
}

/** A method of the contract below; its parameters are p0, p1 and so on. */
export function method(
  name: string,
  types: readonly (string | FunctionShape)[],
  returns: string,
  raises: string[] = [],
): Method {
  const parameters = types.map((type, index) =>
    typeof type === 'string'
      ? { name: `p${index}`, type }
      : { name: `p${index}`, type: 'function', function: type },
  )
  return { name, parameters, returns, async: false, overlaps: false, raises, meaning }
}

const BOTH = ['TooMuchError', 'NotFoundError']

/** Methods that are handed functions, and those that use what the constructor was given. */
const FUNCTION_METHODS: readonly Method[] = [
  method('run', [shape([], 'int')], 'int', BOTH),
  method('run_any', [shape([], 'any')], 'any', BOTH),
  /** Runs it so often, and raises the last of its errors. */
  method('last_of', [shape(['string', 'int'], 'string[]'), 'int'], 'string[]', BOTH),
  method('maybe_of', [shape(['int?'], 'string?')], 'string?', BOTH),
  method('big_of', [shape(['int64'], 'int64')], 'int64', BOTH),
  method('tell', [shape(['any', 'int{}'], 'nothing'), 'any'], 'nothing', BOTH),
  method('sure', [shape([], 'float', false), shape(['bool'], 'nothing', false)], 'float'),
  /** Gives "not found" where it fails with `NotFoundError`. */
  method('told_apart', [shape([], 'int')], 'string', BOTH),
  /** Raises an error of its own because of the function's. */
  method('run_wrapped', [shape([], 'int')], 'int', BOTH),
  /** Raises `TooMuchError` because of the function's. */
  method('run_limited', [shape([], 'int')], 'int', BOTH),
  method('loaded', ['string'], 'int', BOTH),
  method('stored', ['string', 'int'], 'nothing', BOTH),
  method('picked', [], 'float'),
]

const GIVEN_FUNCTIONS: ExerciseContract['given'] = [
  { name: 'load', kind: 'function', function: shape(['string'], 'int'), meaning },
  { name: 'store_all', kind: 'function', function: shape(['string', 'int'], 'nothing'), meaning },
  { name: 'pick', kind: 'function', function: shape([], 'float', false), meaning },
]

/** A contract with one method that is handed a function of this shape, and a constructor that is given one. */
export function callerContract(
  language: LanguageId,
  fileName: string,
  argument: FunctionShape,
  given: FunctionShape,
): ExerciseContract {
  return {
    ...valueContract(language, fileName, []),
    type: 'Caller',
    options: [],
    given: [{ name: 'load', kind: 'function', function: given, meaning }],
    methods: [method('run', [argument], 'int')],
    errors: [],
  }
}

interface FunctionCase {
  readonly ops: readonly Operation[]
  readonly more?: Partial<Sequence>
  readonly seen: readonly Observation[]
}

/** What every driver shows of functions, by what it proves. */
export const FUNCTION_CASES: Readonly<Record<string, FunctionCase>> = {
  'follows its deeds, the last for ever': {
    ops: [
      invoke('last_of', [handing('fetch', [{ gives: ['a'] }, { fails: 'timeout' }, { gives: ['b'] }]), 1]),
      invoke('last_of', [handing('fetch', [{ gives: ['a'] }, { fails: 'timeout' }, { gives: ['b'] }]), 2]),
      invoke('last_of', [handing('fetch', [{ gives: ['a'] }, { fails: 'timeout' }, { gives: ['b'] }]), 4]),
    ],
    seen: [
      'fetch("é\\"",1)\n=["a"]',
      'fetch("é\\"",1)\nfetch("é\\"",2)\n!timeout',
      'fetch("é\\"",1)\nfetch("é\\"",2)\nfetch("é\\"",3)\nfetch("é\\"",4)\n=["b"]',
    ],
  },
  "fails with an error of its own, or with the contract's": {
    ops: [
      invoke('run', [handing('operation', [{ fails: 'timeout' }])]),
      invoke('run', [handing('operation', [{ fails: 'NotFoundError' }])]),
      invoke('run_any', [handing('operation', [{ fails: 'timeout' }])]),
      invoke('told_apart', [handing('operation', [{ fails: 'timeout' }])]),
      invoke('told_apart', [handing('operation', [{ fails: 'NotFoundError' }])]),
      invoke('run_limited', [handing('operation', [{ fails: 'NotFoundError' }])]),
      invoke('run_limited', [handing('operation', [{ fails: 'TooMuchError' }])]),
      invoke('run_limited', [handing('operation', [{ fails: 'timeout' }])]),
    ],
    seen: [
      'operation()\n!timeout',
      'operation()\n!NotFoundError',
      'operation()\n!timeout',
      'operation()\n!timeout',
      'operation()\n="not found"',
      ...['operation()\n!TooMuchError', 'operation()\n!TooMuchError', 'operation()\n!TooMuchError'],
    ],
  },
  'gives and takes values of every kind': {
    ops: [
      invoke('run', [handing('operation', [{ gives: 7 }])]),
      invoke('run_any', [handing('operation', [{ gives: { a: [1, 2.5, null] } }])]),
      invoke('run_any', [handing('operation', [])]),
      invoke('maybe_of', [handing('find', [{ gives: 'x' }])]),
      invoke('maybe_of', [handing('find', [{}])]),
      invoke('big_of', [handing('next', [{ gives: '9007199254740993' }])]),
      invoke('tell', [handing('tell_it', [{}]), { b: [true] }]),
      invoke('sure', [handing('share', [{ gives: 0.5 }]), handing('done', [])]),
    ],
    seen: [
      'operation()\n=7',
      'operation()\n={"a":[1,2.5,null]}',
      'operation()\n=null',
      'find(null)\nfind(3)\n="x"',
      'find(null)\nfind(3)\n=null',
      'next("9223372036854775807")\n="9007199254740993"',
      'tell_it({"b":[true]},{"k":1})\n=null',
      'share()\ndone(true)\n=0.5',
    ],
  },
  'is given to the constructor, and all instances share it': {
    ops: [
      invoke('loaded', ['a'], 0),
      invoke('loaded', ['b'], 0),
      invoke('loaded', ['a'], 1),
      invoke('loaded', ['c'], 1),
      invoke('loaded', ['a'], 0),
      invoke('stored', ['k', 2], 0),
      invoke('stored', ['k', 3], 1),
      invoke('picked'),
    ],
    more: {
      subjects: 2,
      given: {
        load: {
          does: [{ gives: 1 }, { gives: 2 }],
          by: { a: [{ fails: 'cold' }, { gives: 10, takesMs: 40 }] },
        },
        store_all: { does: [{}, { fails: 'TooMuchError' }] },
        pick: { does: [{ gives: 3 }] },
      },
    },
    seen: [
      'load("a")\n!cold',
      'load("b")\n=1',
      'load("a")\n=10',
      'load("c")\n=2',
      'load("a")\n=10',
      'store_all("k",2)\n=null',
      'store_all("k",3)\n!TooMuchError',
      'pick()\n=3',
    ],
  },
  'takes virtual time, also before it fails': {
    ops: [
      invoke('run', [handing('operation', [{ gives: 7, takesMs: 50 }])]),
      invoke('time'),
      invoke('run', [handing('operation', [{ fails: 'timeout', takesMs: 25 }])]),
      invoke('time'),
    ],
    seen: ['operation()\n=7', '=55', 'operation()\n!timeout', '=80'],
  },
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
    given: [
      ...(['clock', 'random', 'hash', 'sleep'] as const).map((kind) => ({ name: kind, kind, meaning })),
      ...GIVEN_FUNCTIONS,
    ],
    methods: [...methods, ...FUNCTION_METHODS.map((one) => ({ ...one, async: true }))],
    attributes: [],
    shared: false,
    may_share: false,
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
