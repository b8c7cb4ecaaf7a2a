import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { addedLayers } from '../../src/generation/project-layers.ts'
import { slotsOf } from '../../src/generation/render.ts'
import { TEMPLATES } from './helpers.ts'

const VARIABLES = { name: 'shop', patterns: '', command: 'compendium generate project shop' }
const KNOWN = await loadPatterns(TEMPLATES)

async function project(type: string, wanted: readonly string[], language = 'typescript') {
  const template = await loadTemplate(TEMPLATES, type, language)
  const patterns = choosePatterns(wanted, KNOWN, 'asked', { type, language }).map(({ slug }) => slug)
  const added = await addedLayers(TEMPLATES, template, { patterns, known: KNOWN, options: {} })
  const layers = [...template.layers, ...added]
  return { layers, files: planProject(layers, VARIABLES) }
}

const textOf = ({ files }: Awaited<ReturnType<typeof project>>, name: string) =>
  files.find((file) => file.path === name)?.text

const PROJECTS = [
  ['event-driven', 'typescript'],
  ['worker', 'typescript'],
  ['event-driven', 'python'],
  ['worker', 'python'],
] as const

describe.each(PROJECTS)('the %s project in %s', (type, language) => {
  const fitting = fittingPatterns(KNOWN, { type, language })

  test('composes with each pair of its patterns, and no mark is left in any file', async () => {
    const pairs = fitting.flatMap((one, at) => fitting.slice(at).map((other) => [one, other]))
    expect(pairs.length).toBeGreaterThan(5)
    for (const wanted of [[], ...pairs, fitting]) {
      for (const { path: file, text } of (await project(type, wanted, language)).files) {
        expect(text, file).not.toMatch(/compendium:(slot|end)|(?<!\$)\{\{/)
        expect(text, file).not.toMatch(/[ \t]\n|\n\n\n\n/)
        expect(text === '' || text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('stays a while for its load balancer in drills of graceful shutdown, and in no others', async () => {
    const environmentWith = async (wanted: string[]) => {
      const contract = textOf(await project(type, wanted, language), 'compendium.project.json')
      return JSON.parse(contract ?? '{}').environment
    }
    expect(await environmentWith([])).not.toHaveProperty('DRAIN_DELAY_MS')
    expect(Number((await environmentWith(['graceful-shutdown'])).DRAIN_DELAY_MS)).toBeGreaterThan(1000)
  })

  test('offers no slot that the README of the templates does not explain', async () => {
    const { layers } = await project(type, fitting, language)
    const texts = layers.flatMap(({ files, slots }) => [...files.map(({ text }) => text), ...slots.values()])
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })
})

test('what an event-driven service cannot read goes to the dead letter queue where there is one', async () => {
  const alone = await project('event-driven', [])
  const withQueue = await project('event-driven', ['dead-letter-queue'])
  expect(textOf(alone, 'src/service.ts')).toContain('parkUnreadable(')
  expect(textOf(withQueue, 'src/service.ts')).not.toContain('parkUnreadable')
  expect(textOf(withQueue, 'src/inbox/park-unreadable.ts')).toBeUndefined()
})

test.each(['event-driven', 'worker'])(
  'the %s project in TypeScript has every script that its workflow, its Makefile and its README name',
  async (type) => {
    const all = await project(type, fittingPatterns(KNOWN, { type, language: 'typescript' }))
    const { scripts } = JSON.parse(textOf(all, 'package.json') ?? '{}') as { scripts: object }
    const texts = ['.github/workflows/ci.yml', 'Makefile', 'README.md'].map((file) => textOf(all, file))
    const named = [...texts.join('\n').matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(
      ([, name]) => name,
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !Object.keys(scripts).includes(name ?? ''))).toEqual([])
  },
)

test.each(['event-driven', 'worker'])(
  'the %s project in Python has every module and target that its workflow, its Makefile and its README name',
  async (type) => {
    const all = await project(type, fittingPatterns(KNOWN, { type, language: 'python' }), 'python')
    const [makefile = '', ...others] = ['Makefile', '.github/workflows/ci.yml', 'README.md'].map((file) =>
      textOf(all, file),
    )
    const texts = [makefile, ...others].join('\n')
    const modules = namesIn(texts, /-m ((?:tools|service)[a-z_.]*)/g)
    const files = modules.map((name) => name.replaceAll('.', '/'))
    const isThere = (file: string) =>
      ['.py', '/__main__.py'].some((end) => textOf(all, `${file}${end}`) !== undefined)
    expect(modules.length).toBeGreaterThan(5)
    expect(files.filter((file) => !isThere(file))).toEqual([])
    const targets = namesIn(makefile, /^([a-z-]+):/gm)
    expect(namesIn(texts, /\bmake ([a-z]+-[a-z-]+)/g).filter((name) => !targets.includes(name))).toEqual([])
  },
)

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name)
