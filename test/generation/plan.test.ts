import { describe, expect, test } from 'vitest'
import { mergeJson } from '../../src/generation/merge-json.ts'
import { planProject } from '../../src/generation/plan.ts'
import { fillSlots, fillVariables, slotIds } from '../../src/generation/render.ts'
import type { Overlay, Template } from '../../src/generation/template.ts'

/** What GitHub fills in, and we must not. */
const WORKFLOW = `on: push # ${'$'}{{ matrix.node }}\n`
const VARIABLES = { name: 'shop', patterns: 'a,b', command: 'compendium generate project shop' }

const TEMPLATE: Template = {
  type: 'service',
  language: 'typescript',
  title: 'A service',
  commands: { install: 'i', lint: 'l', test: 't', start: 's' },
  defaultPatterns: [],
  slots: ['imports', 'wiring'],
  files: [
    {
      path: 'main.ts',
      text: '// compendium:slot imports sorted\n\nfunction main() {\n  // compendium:slot wiring\n  serve()\n}\n',
    },
    { path: 'package.json', text: '{\n  "name": "{{name}}",\n  "dependencies": {\n    "m": "1"\n  }\n}\n' },
    { path: 'dot-github/ci.yml', text: WORKFLOW },
  ],
}

function overlay(slug: string, more: Partial<Omit<Overlay, 'pattern'>> = {}): Overlay {
  const pattern = { slug, title: slug, order: 0, requires: [], conflicts: [] }
  return { pattern, files: [], slots: new Map(), merges: new Map(), ...more }
}

const textOf = (overlays: Overlay[], path: string) =>
  planProject(TEMPLATE, overlays, VARIABLES).find((file) => file.path === path)?.text

describe('a plan', () => {
  test('without patterns is the template with its marks gone and its variables filled', () => {
    expect(planProject(TEMPLATE, [], VARIABLES)).toEqual([
      { path: '.github/ci.yml', text: WORKFLOW },
      { path: 'main.ts', text: '\nfunction main() {\n  serve()\n}\n' },
      { path: 'package.json', text: '{\n  "name": "shop",\n  "dependencies": {\n    "m": "1"\n  }\n}\n' },
    ])
  })

  test('of two patterns has the lines of both: sorted slots by name, others in nesting order', () => {
    const shared = "import { z } from 'z'\n"
    const first = overlay('retry', {
      slots: new Map([
        ['imports', `import { retry } from './retry'\n${shared}`],
        ['wiring', 'wrap(retry)\n'],
      ]),
    })
    const second = overlay('breaker', {
      slots: new Map([
        ['imports', `import { breaker } from './breaker'\n${shared}`],
        ['wiring', 'wrap(breaker, {\n\n  open: 1,\n})\n'],
      ]),
    })
    expect(textOf([first, second], 'main.ts')).toBe(
      [
        "import { breaker } from './breaker'",
        "import { retry } from './retry'",
        "import { z } from 'z'",
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
    const one = overlay('one', { merges: new Map([['package.json', { dependencies: { z: '2' } }]]) })
    const two = overlay('two', { merges: new Map([['package.json', { dependencies: { b: '3', z: '2' } }]]) })
    expect(JSON.parse(textOf([one, two], 'package.json') ?? '')).toEqual({
      name: 'shop',
      dependencies: { b: '3', m: '1', z: '2' },
    })
    expect(textOf([one, two], 'package.json')).toMatch(/"b".*\n.*"m".*\n.*"z"/)
  })

  test('refuses two patterns that want different versions of a package', () => {
    const one = overlay('one', { merges: new Map([['package.json', { dependencies: { z: '2' } }]]) })
    const two = overlay('two', { merges: new Map([['package.json', { dependencies: { z: '3' } }]]) })
    expect(() => textOf([one, two], '')).toThrow(
      'package.json of two.dependencies.z is "2" already; it cannot be "3" too',
    )
  })

  test('refuses a pattern that brings a file which is there', () => {
    const clash = overlay('one', { files: [{ path: 'main.ts', text: '' }] })
    expect(() => textOf([clash], '')).toThrow('one brings main.ts, which is there already')
  })

  test('refuses a pattern that fills a slot which no template declares', () => {
    const stray = overlay('one', { slots: new Map([['elsewhere', 'x']]) })
    expect(() => textOf([stray], '')).toThrow('fills the slot elsewhere')
  })

  test('refuses a pattern that adds to a file which is not there', () => {
    const stray = overlay('one', { merges: new Map([['tsconfig.json', {}]]) })
    expect(() => textOf([stray], '')).toThrow('adds to tsconfig.json, which is not there')
  })
})

describe('a template', () => {
  test.each([
    ['// compendium:slot a-slot', 'a-slot'],
    ['\t# compendium:slot a-slot sorted', 'a-slot'],
    ['<!-- compendium:slot a-slot -->', 'a-slot'],
    ['    %% compendium:slot a-slot', 'a-slot'],
  ])('marks a slot with %j', (line, id) => {
    expect(slotIds(`x\n${line}\ny`)).toEqual([id])
  })

  test('that mentions a slot in the middle of a line marks none', () => {
    expect(slotIds('see // compendium:slot a-slot')).toEqual([])
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
