import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPattern, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { slotsOf } from '../../src/generation/render.ts'
import { TEMPLATES } from './helpers.ts'

const TYPE = 'kv-store'
const VARIABLES = { name: 'store', patterns: '', command: 'compendium generate project store' }
const KNOWN = await loadPatterns(TEMPLATES)
const fitting = (language: string) => fittingPatterns(KNOWN, { type: TYPE, language })

async function store(wanted: readonly string[], language = 'typescript') {
  const target = { type: TYPE, language }
  const template = await loadTemplate(TEMPLATES, TYPE, language)
  const all = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const more = { ...target, all, parts: template.parts }
  const patterns = await Promise.all(all.map((slug) => loadPattern(TEMPLATES, slug, more)))
  const layers = [...template.layers, ...patterns.flat()]
  return { layers, files: planProject(layers, VARIABLES) }
}

const textOf = ({ files }: Awaited<ReturnType<typeof store>>, name: string) =>
  files.find((file) => file.path === name)?.text ?? ''

describe.each(['typescript', 'python'])('the key-value store in %s', (language) => {
  test('composes with each pair of patterns, and no mark is left in any file', async () => {
    const slugs = fitting(language)
    const pairs = slugs.flatMap((one, at) => slugs.slice(at).map((other) => [one, other]))
    expect(pairs.length).toBeGreaterThan(0)
    for (const wanted of [[], ...pairs, slugs]) {
      for (const { path: file, text } of (await store(wanted, language)).files) {
        expect(text, file).not.toMatch(/compendium:(slot|end)|(?<!\$)\{\{/)
        expect(text === '' || text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('offers no slot that the README of the templates does not explain', async () => {
    const { layers } = await store(fitting(language), language)
    const texts = layers.flatMap(({ files, slots }) => [...files.map(({ text }) => text), ...slots.values()])
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    expect(offered.length).toBeGreaterThan(5)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })

  test('spreads keys by a ring where consistent hashing is chosen, and by a remainder where not', async () => {
    const root = language === 'python' ? 'service/app.py' : 'src/service.ts'
    const [modulo, ring] = [/modulo_?spread\(/i, /ring_?spread\(/i]
    expect(textOf(await store([], language), root)).toMatch(modulo)
    const withRing = textOf(await store(['consistent-hashing'], language), root)
    expect(withRing).toMatch(ring)
    expect(withRing).not.toMatch(modulo)
  })

  test('names its leader to the drills where one is elected, by a route that is there', async () => {
    const contractOf = async (patterns: string[]) =>
      JSON.parse(textOf(await store(patterns, language), 'compendium.project.json')).store
    expect((await contractOf([])).leader).toBeUndefined()
    const { record } = (await contractOf(['leader-election'])).leader
    expect(record).toBe('/duties/repair')
    const { files } = await store(['leader-election'], language)
    const routes = files.filter(({ text }) =>
      /app\.get\("\/duties\/\{name|server\.get\('\/duties\/:name/.test(text),
    )
    expect(routes).toHaveLength(1)
    const root = language === 'python' ? 'service/app.py' : 'src/service.ts'
    expect(files.find(({ path: file }) => file === root)?.text).toMatch(/duty_?routes\(\w+, control\)/i)
  })

  test('runs three nodes in its compose file, each with a volume and a name of its own', async () => {
    const compose = textOf(await store([], language), 'compose.yaml')
    expect(compose.match(/NODE_NAME: node-\d/g)).toEqual(['NODE_NAME: node-2', 'NODE_NAME: node-3'])
    expect(compose.match(/- data(-\d)?:\/app\/data/g)).toHaveLength(3)
    expect(compose.match(/NODES: node-1=.*node-3=/g)).toHaveLength(3)
  })
})

test('every drill that the Makefile of the key-value store in Python names is there', async () => {
  const all = await store(fitting('python'), 'python')
  const drills = [...textOf(all, 'Makefile').matchAll(/-m (tools\.drills\.\w+)/g)].map(
    ([, name = '']) => name,
  )
  expect(new Set(drills).size).toBeGreaterThan(5)
  for (const name of drills) expect(textOf(all, `${name.replaceAll('.', '/')}.py`)).toContain('__main__')
})
