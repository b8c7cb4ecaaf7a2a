import { describe, expect, test } from 'vitest'
import { mergeJson } from '../../src/generation/merge-json.ts'
import { orderImports } from '../../src/generation/order-imports.ts'
import { planProject } from '../../src/generation/plan.ts'
import { fillSlots, fillVariables, slotsOf } from '../../src/generation/render.ts'
import type { Layer } from '../../src/generation/template.ts'

/** What GitHub fills in, and we must not. */
const WORKFLOW = `on: push # ${'$'}{{ matrix.node }}\n`
const VARIABLES = { name: 'shop', patterns: 'a,b', command: 'compendium generate project shop' }

function layer(id: string, more: Partial<Omit<Layer, 'id'>> = {}): Layer {
  return { id, files: [], slots: new Map(), merges: new Map(), removes: [], alone: false, ...more }
}

const BASE = layer('base', {
  files: [
    {
      path: 'main.ts',
      text: '// compendium:slot imports sorted\n\nfunction main() {\n  // compendium:slot wiring\n  serve()\n}\n',
    },
    { path: 'package.json', text: '{\n  "name": "{{name}}",\n  "dependencies": {\n    "m": "1"\n  }\n}\n' },
    { path: 'dot-github/ci.yml', text: WORKFLOW },
    { path: 'store.txt', text: '# compendium:slot store default\nmemory\n# compendium:end\nend\n' },
  ],
})

const textOf = (layers: Layer[], path: string) =>
  planProject([BASE, ...layers], VARIABLES).find((file) => file.path === path)?.text

describe('a plan', () => {
  test('without patterns is the template with its marks gone and its variables filled', () => {
    expect(planProject([BASE], VARIABLES)).toEqual([
      { path: '.github/ci.yml', text: WORKFLOW },
      { path: 'main.ts', text: '\nfunction main() {\n  serve()\n}\n' },
      { path: 'package.json', text: '{\n  "name": "shop",\n  "dependencies": {\n    "m": "1"\n  }\n}\n' },
      { path: 'store.txt', text: 'memory\nend\n' },
    ])
  })

  test('of two patterns has the lines of both: imports once, others in nesting order', () => {
    const shared = "import { z } from 'z'\n"
    const first = layer('retry', {
      slots: new Map([
        ['imports', `import { retry } from './retry'\n${shared}`],
        ['wiring', 'wrap(retry)\n'],
      ]),
    })
    const second = layer('breaker', {
      slots: new Map([
        ['imports', `import { breaker } from './breaker'\n${shared}`],
        ['wiring', 'wrap(breaker, {\n\n  open: 1,\n})\n'],
      ]),
    })
    expect(textOf([first, second], 'main.ts')).toBe(
      [
        "import { z } from 'z'",
        "import { breaker } from './breaker'",
        "import { retry } from './retry'",
        '',
        'function main() {',
        '  wrap(retry)',
        '  wrap(breaker, {',
        '',
        '    open: 1,',
        '  })',
        '  serve()',
        '}',
        '',
      ].join('\n'),
    )
  })

  test('merges what patterns add to package.json, with the dependencies sorted', () => {
    const one = layer('one', { merges: new Map([['package.json', { dependencies: { z: '2' } }]]) })
    const two = layer('two', { merges: new Map([['package.json', { dependencies: { b: '3', z: '2' } }]]) })
    expect(JSON.parse(textOf([one, two], 'package.json') ?? '')).toEqual({
      name: 'shop',
      dependencies: { b: '3', m: '1', z: '2' },
    })
    expect(textOf([one, two], 'package.json')).toMatch(/"b".*\n.*"m".*\n.*"z"/)
  })

  test('refuses two patterns that want different versions of a package', () => {
    const one = layer('one', { merges: new Map([['package.json', { dependencies: { z: '2' } }]]) })
    const two = layer('two', { merges: new Map([['package.json', { dependencies: { z: '3' } }]]) })
    expect(() => textOf([one, two], '')).toThrow(
      'package.json of two.dependencies.z is "2" already; it cannot be "3" too',
    )
  })

  test('refuses a pattern that brings a file which is there', () => {
    const clash = layer('one', { files: [{ path: 'main.ts', text: '' }] })
    expect(() => textOf([clash], '')).toThrow('one brings main.ts, which is there already')
  })

  test('refuses a pattern that fills a slot which no template declares', () => {
    const stray = layer('one', { slots: new Map([['elsewhere', 'x']]) })
    expect(() => textOf([stray], '')).toThrow('fills the slot elsewhere')
  })

  test('refuses a pattern that adds to a file which is not there', () => {
    const stray = layer('one', { merges: new Map([['tsconfig.json', {}]]) })
    expect(() => textOf([stray], '')).toThrow('adds to tsconfig.json, which is not there')
  })

  test('lets one layer take the place of what a slot has by default, and only one', () => {
    const table = layer('table', { slots: new Map([['store', 'table\n']]) })
    const log = layer('log', { slots: new Map([['store', 'log\n']]) })
    expect(textOf([table], 'store.txt')).toBe('table\nend\n')
    expect(() => textOf([table, log], '')).toThrow('the slot store has a default')
  })

  test('lets a layer take a file of an earlier one away, with its slots', () => {
    const without = layer('one', { removes: ['store.txt'] })
    expect(textOf([without], 'store.txt')).toBeUndefined()
    const stray = layer('two', { slots: new Map([['store', 'x']]) })
    expect(() => textOf([without, stray], '')).toThrow('two fills the slot store')
    expect(() => textOf([layer('one', { removes: ['x'] })], '')).toThrow('one removes x, which is not there')
  })

  test('fills the slots that a layer offers in what it puts into a slot', () => {
    const outer = layer('outer', { slots: new Map([['wiring', 'open()\n// compendium:slot inner\n']]) })
    const inner = layer('inner', { slots: new Map([['inner', 'add()\n']]) })
    expect(textOf([outer, inner], 'main.ts')).toContain('  open()\n  add()\n  serve()')
  })
})

describe('imports', () => {
  test('stand in the order of the linter, those of one module together', () => {
    const text = [
      "import { b } from './order-a.ts'",
      "import { a } from './order.ts'",
      "import { z } from 'zod'",
      "import { c } from '../far.ts'",
      "import { type T, a2 } from './order.ts'",
      "import type { U } from './order.ts'",
      "import { readFile } from 'node:fs'",
      '',
      'code()',
    ].join('\n')
    expect(orderImports(text)).toBe(
      [
        "import { readFile } from 'node:fs'",
        "import { z } from 'zod'",
        "import { c } from '../far.ts'",
        "import type { U } from './order.ts'",
        "import { a, a2, type T } from './order.ts'",
        "import { b } from './order-a.ts'",
        '',
        'code()',
      ].join('\n'),
    )
  })

  test('that do not fit on a line have a line for each name', () => {
    const names = Array.from({ length: 9 }, (_, index) => `aRatherLongName${index}`)
    const text = `import { ${names.join(', ')} } from './x.ts'\nimport { b } from './b.ts'\n`
    const printed = names.map((name) => `  ${name},\n`).join('')
    expect(orderImports(text)).toBe(`import { b } from './b.ts'\nimport {\n${printed}} from './x.ts'\n`)
    expect(orderImports(orderImports(text))).toBe(orderImports(text))
  })
})

describe('a template', () => {
  test.each([
    ['// compendium:slot a-slot', 'a-slot'],
    ['\t# compendium:slot a-slot sorted', 'a-slot'],
    ['<!-- compendium:slot a-slot -->', 'a-slot'],
    ['    %% compendium:slot a-slot', 'a-slot'],
  ])('marks a slot with %j', (line, id) => {
    expect(slotsOf(`x\n${line}\ny`).map((slot) => slot.id)).toEqual([id])
  })

  test('that mentions a slot in the middle of a line marks none', () => {
    expect(slotsOf('see // compendium:slot a-slot')).toEqual([])
    expect(fillSlots('a = 1 // compendium:slot x', new Map())).toBe('a = 1 // compendium:slot x')
  })

  test('that asks for a word which is no variable is a fault of ours', () => {
    expect(() => fillVariables('{{toString}}', VARIABLES, 'README.md')).toThrow(
      'README.md asks for {{toString}}',
    )
  })

  test('is filled as it is: a value with $& stays what it is', () => {
    expect(fillVariables('{{name}}', { ...VARIABLES, name: '$&' }, 'x')).toBe('$&')
  })
})

test('an object whose keys stand in an order of their own keeps it', () => {
  expect(mergeJson('{"name":"x","a":1}', { b: 2 }, 'x')).toBe('{\n  "name": "x",\n  "a": 1,\n  "b": 2\n}\n')
})
