import { describe, expect, it } from 'vitest'

interface Loaded {
  readonly [name: string]: unknown
}

interface LearnersProgram {
  load(): Promise<Loaded>
  lineOf(stack: unknown): number | undefined
}

const driver = '../../src/grading/drivers/javascript/program.mjs'
const { Program } = (await import(driver)) as {
  Program: new (file: string, code: string, map: string) => LearnersProgram
}

const load = async (code: string): Promise<[Loaded, Loaded]> => {
  const program = new Program('/learner.mjs', code, '{}')
  return [await program.load(), await program.load()]
}

describe('the program of a JavaScript learner', () => {
  it('is evaluated anew for every sequence, whatever the last one left behind', async () => {
    const code =
      'var calls = 0;\nvar Counter = class {\n  count() { return ++calls }\n};\nexport {\n  Counter\n};\n'
    const program = new Program('/learner.mjs', code, '{}')
    const made = [await program.load(), await program.load(), await program.load()]
    const counts = made.map(({ Counter }) => new (Counter as new () => { count(): number })().count())
    expect(counts).toEqual([1, 1, 1])
    expect(new Set(made.map(({ Counter }) => Counter)).size).toBe(3)
  })

  it('exports the same names each time', async () => {
    const [first, again] = await load(
      'class A {}\nvar b = 1;\nexport {\n  A,\n  A as default,\n  b as other\n};\n',
    )
    expect(Object.keys(again).sort()).toEqual(Object.keys(first).sort())
    expect(again).toMatchObject({ other: 1 })
  })

  it('may wait at its top level', async () => {
    const [, again] = await load('var a = await (async () => 7)();\nexport {\n  a\n};\n')
    expect(again).toMatchObject({ a: 7 })
  })

  it('may import what Node offers', async () => {
    const [, again] = await load('import { sep } from "node:path";\nexport {\n  sep\n};\n')
    expect(again).toMatchObject({ sep: '/' })
  })

  it('may be a CommonJS module', async () => {
    const [, again] = await load('var module_ = { x: 1 };\nexport default module_;\n')
    expect(again).toMatchObject({ default: { x: 1 }, x: 1 })
  })

  it('has no `this` at its top level, like a module', async () => {
    const [first, again] = await load('var top = typeof this;\nexport {\n  top\n};\n')
    expect([first['top'], again['top']]).toEqual(['undefined', 'undefined'])
  })

  it('stays as strict as a module', async () => {
    const code = 'function f() { undeclared = 1 }\nexport {\n  f\n};\n'
    const [, { f }] = await load(code)
    expect(f).toThrow(ReferenceError)
  })

  it('keeps its lines', async () => {
    const [, { f }] = await load('\nfunction f() {\n  throw new Error("x");\n}\nexport {\n  f\n};\n')
    expect(stackOf(f as () => void)).toContain('learner-program:3:')
  })
})

function stackOf(fails: () => void): string {
  try {
    fails()
  } catch (error) {
    return (error as Error).stack ?? ''
  }
  return ''
}
