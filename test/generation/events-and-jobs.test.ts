import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPattern, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { slotsOf } from '../../src/generation/render.ts'
import { TEMPLATES } from './helpers.ts'

const VARIABLES = { name: 'shop', patterns: '', command: 'compendium generate project shop' }
const KNOWN = await loadPatterns(TEMPLATES)

async function project(type: string, wanted: readonly string[]) {
  const target = { type, language: 'typescript' }
  const template = await loadTemplate(TEMPLATES, type, target.language)
  const all = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const more = { ...target, all, parts: template.parts }
  const patterns = await Promise.all(all.map((slug) => loadPattern(TEMPLATES, slug, more)))
  const layers = [...template.layers, ...patterns.flat()]
  return { layers, files: planProject(layers, VARIABLES) }
}

const textOf = ({ files }: Awaited<ReturnType<typeof project>>, name: string) =>
  files.find((file) => file.path === name)?.text

describe.each(['event-driven', 'worker'])('the %s project in TypeScript', (type) => {
  const fitting = fittingPatterns(KNOWN, { type, language: 'typescript' })

  test('composes with each pair of its patterns, and no mark is left in any file', async () => {
    const pairs = fitting.flatMap((one, at) => fitting.slice(at).map((other) => [one, other]))
    expect(pairs.length).toBeGreaterThan(5)
    for (const wanted of [[], ...pairs, fitting]) {
      for (const { path: file, text } of (await project(type, wanted)).files) {
        expect(text, file).not.toMatch(/compendium:(slot|end)|(?<!\$)\{\{/)
        expect(text, file).not.toMatch(/[ \t]\n|\n\n\n\n/)
        expect(text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('offers no slot that the README of the templates does not explain', async () => {
    const { layers } = await project(type, fitting)
    const texts = layers.flatMap(({ files, slots }) => [...files.map(({ text }) => text), ...slots.values()])
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })

  test('has every script that its workflow, its Makefile and its README name', async () => {
    const all = await project(type, fitting)
    const { scripts } = JSON.parse(textOf(all, 'package.json') ?? '{}') as { scripts: object }
    const texts = ['.github/workflows/ci.yml', 'Makefile', 'README.md'].map((file) => textOf(all, file))
    const named = [...texts.join('\n').matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(
      ([, name]) => name,
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !Object.keys(scripts).includes(name ?? ''))).toEqual([])
  })
})

test('what an event-driven service cannot read goes to the dead letter queue where there is one', async () => {
  const alone = await project('event-driven', [])
  const withQueue = await project('event-driven', ['dead-letter-queue'])
  expect(textOf(alone, 'src/service.ts')).toContain('parkUnreadable(')
  expect(textOf(withQueue, 'src/service.ts')).not.toContain('parkUnreadable')
  expect(textOf(withQueue, 'src/inbox/park-unreadable.ts')).toBeUndefined()
})
