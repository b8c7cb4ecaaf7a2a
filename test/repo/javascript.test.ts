import path from 'node:path'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { formatted } from '../../scripts/build/javascript/format.ts'
import { oneEdit } from '../../scripts/build/javascript/one-edit.ts'
import { toJavaScript } from '../../scripts/build/javascript/strip.ts'
import type { LanguageId } from '../../src/corpus/exercise-schema.ts'
import { allClusters } from '../../src/grading/any-exercise.ts'
import {
  clusterPlace,
  readClusterMutants,
  readClusterProgram,
} from '../../src/grading/cluster/exercise/files.ts'
import { allExercises } from '../../src/grading/exercise.ts'
import { mutated, type Part, readProgram } from '../../src/grading/exercise-files.ts'
import { readMutants } from '../../src/grading/read-mutants.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** What TypeScript has, and what it does to the layout. */
const TYPESCRIPT = `
// {{contract}}

import type { Clock } from './clock.ts'
import { createHash } from 'node:crypto'
import { type A, type B, sep, type C } from 'node:path'

/** How it stands. */
export type State = 'open' | 'closed'
type Forgotten = number
interface Entry<V> {
  readonly key: string
  /** Where it lies: undefined as long as it lies nowhere. */
  place?: readonly number[]
  give(times: number): ReadonlyMap<string, V>
}

export interface Options {
  limit?: number
  load: (keys: readonly string[]) => Promise<(string | null)[]>
}

export class LimitError extends Error {
  override readonly name = 'LimitError'
}

/** Holds things. */
export class Holder<V = unknown> extends Map<string, V> implements Iterable<V> {
  private static count: number | undefined
  readonly #load: Options['load']
  #state: State = 'open'
  /** By key. */
  readonly #entries = new Map<string, Entry<V>>()
  #sizes = new Map<string, Forgotten>()
  late!: string

  constructor({ load }: Options) {
    super()
    this.#load = load
  }

  get state(): State {
    return this.#state
  }

  /** Finds one. */
  async find<T extends V>(key: string, other?: T): Promise<T | undefined> {
    const found = this.#entries.get(key) as unknown as T
    return (found as { x?: T }).x ?? this.#only<T>(key, other!)
  }

  async close(): Promise<void> {}

  #only<T>(key: string, other: T): T {
    const [first] = [other, key] satisfies unknown[] as [T, string]
    return first
  }
}

function size(entries: readonly Entry<unknown>[] = []): entries is Entry<string>[] {
  return entries.length > Number(createHash('md5')) 
}
export { sep, size }
`

const JAVASCRIPT = `// {{contract}}

import { createHash } from 'node:crypto'
import { sep } from 'node:path'

/**
 * How it stands.
 * @typedef {'open' | 'closed'} State
 */

/**
 * @template V
 * @typedef {object} Entry
 * @property {string} key
 * @property {number[]} [place] Where it lies: undefined as long as it lies nowhere.
 * @property {(times: number) => Map<string, V>} give
 */

/**
 * @typedef {object} Options
 * @property {number} [limit]
 * @property {(keys: string[]) => Promise<(string | null)[]>} load
 */

export class LimitError extends Error {
  name = 'LimitError'
}

/**
 * Holds things.
 * @template [V=unknown]
 */
export class Holder extends Map {
  static count
  /** @type {Options['load']} */
  #load
  /** @type {State} */
  #state = 'open'
  /**
   * By key.
   * @type {Map<string, Entry<V>>}
   */
  #entries = new Map()
  #sizes = new Map()
  late

  /** @param {Options} options */
  constructor({ load }) {
    super()
    this.#load = load
  }

  /** @returns {State} */
  get state() {
    return this.#state
  }

  /**
   * Finds one.
   * @template {V} T
   * @param {string} key
   * @param {T} [other]
   * @returns {Promise<T | undefined>}
   */
  async find(key, other) {
    const found = this.#entries.get(key)
    return found.x ?? this.#only(key, other)
  }

  async close() {}

  #only(key, other) {
    const [first] = [other, key]
    return first
  }
}

function size(entries = []) {
  return entries.length > Number(createHash('md5'))
}
export { sep, size }
`

describe('TypeScript without its types', () => {
  it('reads as if it had been written in JavaScript', async () => {
    const files = await formatted(new Map([['a/b.js', toJavaScript(TYPESCRIPT)]]), root)
    expect(files.get('a/b.js')).toBe(JAVASCRIPT)
  })

  it.each([
    ['an enum', 'enum Level { low, high }'],
    ['a parameter property', 'class A {\n  constructor(readonly x: number) {}\n}'],
    ['the type of this', 'function f(this: Date) {}'],
    ['a namespace', 'namespace N {\n  export const x = 1\n}'],
  ])('is refused for %s, which is more than a type', (_, text) => {
    expect(() => toJavaScript(text)).toThrow('JavaScript has nothing for: ')
  })

  it('is refused for an interface that extends another, which no comment can tell', () => {
    const text = 'interface A extends B {\n  /** One. */\n  x: 1\n}'
    expect(() => toJavaScript(text)).toThrow('@typedef cannot say what A extends')
  })

  it('that is no JavaScript is named by the formatter', async () => {
    await expect(formatted(new Map([['bad.js', 'let = {']]), root)).rejects.toThrow('bad.js')
  })
})

describe('an edit', () => {
  it('is the lines that differ, and as many around them as name the place', () => {
    expect(oneEdit('a\nb\nc\n', 'a\nX\nc\n')).toEqual({ find: 'b\n', replace: 'X\n' })
    expect(oneEdit('a\nb\nb\n', 'a\nb\nX\n')).toEqual({ find: 'b\nb\n', replace: 'b\nX\n' })
    expect(oneEdit('a\nc\n', 'a\nX\nc\n')).toEqual({ find: 'a\n', replace: 'a\nX\n' })
  })

  it('of two texts that are the same there is none', () => {
    expect(() => oneEdit('a\n', 'a\n')).toThrow('nothing differs')
  })
})

describe('the exercises in JavaScript', { timeout: 30_000 }, () => {
  const exercises = allExercises()
  const clusters = allClusters()
  const programs = [
    ...exercises.map(({ slug, exercise }) => ({
      slug,
      read: (part: Part, language: LanguageId) => readProgram(slug, part, exercise, language),
    })),
    ...clusters.map(({ slug, exercise }) => ({
      slug,
      read: (part: Part, language: LanguageId) => readClusterProgram(exercise, part, language),
    })),
  ].flatMap((one) => (['starter', 'solution'] as const).map((part) => ({ ...one, part })))

  it.each(programs)('$slug, $part: do what the TypeScript ones do', async ({ part, read }) => {
    const [ts, js] = await Promise.all(
      (['typescript', 'javascript'] as const).map(async (language) =>
        bare(await read(part, language), language),
      ),
    )
    expect(js).toBe(ts)
    expect(js?.length).toBeGreaterThan(100)
  })

  it('have the mutants that TypeScript has', async () => {
    for (const { slug, exercise } of exercises) {
      const solution = await readProgram(slug, 'solution', exercise, 'javascript')
      for (const mutant of await readMutants(slug)) {
        expect(mutant.edits.javascript === undefined).toBe(mutant.edits.typescript === undefined)
        if (mutant.edits.javascript !== undefined) mutated(solution, mutant, 'javascript')
      }
    }
    for (const { slug, exercise } of clusters) {
      const solution = await readClusterProgram(exercise, 'solution', 'javascript')
      for (const mutant of await readClusterMutants(clusterPlace(slug))) {
        expect(mutant.edits.javascript === undefined).toBe(mutant.edits.typescript === undefined)
        if (mutant.edits.javascript !== undefined) mutated(solution, mutant, 'javascript')
      }
    }
  })
})

/** The program as esbuild understands it, without comments and layout. */
async function bare(text: string, language: 'typescript' | 'javascript'): Promise<string> {
  const { code } = await transform(text, {
    loader: language === 'typescript' ? 'ts' : 'js',
    target: 'esnext',
    minifyWhitespace: true,
    minifySyntax: true,
    tsconfigRaw: { compilerOptions: { target: 'esnext', verbatimModuleSyntax: true } },
  })
  return code
}
