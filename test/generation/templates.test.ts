import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { listTypes, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { addedLayers } from '../../src/generation/project-layers.ts'
import { slotsOf } from '../../src/generation/render.ts'
import { readTree } from '../../src/platform/tree.ts'
import { TEMPLATES } from './helpers.ts'

const LANGUAGES = ['python', 'python-minimal', 'typescript']
const VARIABLES = {
  name: 'shop',
  patterns: 'circuit-breaker',
  command: 'compendium generate project shop',
}

const KNOWN = await loadPatterns(TEMPLATES)
const fitting = (language: string) => fittingPatterns(KNOWN, { type: 'microservice', language })

const loadVariant = (variant: string) => {
  const language = variant.replace('-minimal', '')
  return loadTemplate(TEMPLATES, 'microservice', language, variant !== language)
}

async function shop(language: string, wanted: string[], options: Record<string, string> = {}) {
  const target = { type: 'microservice', language }
  const template = await loadVariant(language)
  const all = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const added = await addedLayers(TEMPLATES, template, { patterns: all, known: KNOWN, options })
  const layers = [...template.layers, ...added]
  return { template, added, layers, files: planProject(layers, VARIABLES) }
}

test('every pattern has its place in a type, or a reason why it has none', async () => {
  for (const type of await listTypes(TEMPLATES)) {
    for (const { slug, fits, unfit } of KNOWN.values()) {
      const reasons = unfit.filter((one) => one.type === type)
      expect(reasons.length, `${slug} in a ${type}`).toBe(fits.includes(type) ? 0 : 1)
    }
  }
})

test('the patterns that a type has by default fit it', async () => {
  for (const type of await listTypes(TEMPLATES)) {
    const { defaultPatterns, language } = await loadTemplate(TEMPLATES, type, 'typescript')
    const chosen = choosePatterns(defaultPatterns, KNOWN, 'default', { type, language })
    expect(chosen.map(({ slug }) => slug)).toEqual(expect.arrayContaining([...defaultPatterns]))
  }
})

describe.each(LANGUAGES)('the microservice in %s', (language) => {
  test('has the files and the composed lines that were agreed on', async () => {
    const { template, added: overlays, files } = await shop(language, ['circuit-breaker'])
    const added = new Set(overlays.flatMap((overlay) => overlay.files.map((file) => file.path)))
    const plain = new Set(template.layers.flatMap((layer) => layer.files.map((file) => file.text)))
    // Files that are written as the template has them need no second copy here.
    const composed = files.filter((file) => !plain.has(file.text) && !added.has(file.path))
    const golden = [
      files.map((file) => file.path).join('\n'),
      ...composed.map((file) => `---- ${file.path}\n${file.text}`),
    ].join('\n\n')
    await expect(golden).toMatchFileSnapshot(`golden/microservice-${language}.txt`)
  })

  test('has no mark and no variable left in it, with the pattern and without', async () => {
    for (const slugs of [['circuit-breaker'], [], fitting(language)]) {
      const { files } = await shop(language, slugs)
      for (const { path: file, text } of files) {
        expect(text, file).not.toMatch(/compendium:slot|(?<!\$)\{\{/)
        expect(text, file).not.toMatch(/[ \t]\n|\n\n\n\n/)
        expect(text === '' || text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('composes with each pair of patterns that have a place in it', async () => {
    const slugs = fitting(language)
    const pairs = slugs.flatMap((one, at) => slugs.slice(at).map((other) => [one, other]))
    for (const pair of pairs) expect((await shop(language, pair)).files.length).toBeGreaterThan(20)
    expect(pairs.length).toBeGreaterThan(0)
  })

  test('offers no slot that the README of the templates does not explain', async () => {
    const { layers } = await shop(language, fitting(language), await everyOption(language))
    const texts = layers.flatMap(({ files, slots }) => [...files.map(({ text }) => text), ...slots.values()])
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    expect(offered.length).toBeGreaterThan(5)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })

  test('binds to loopback unless the container says otherwise', async () => {
    const { files } = await shop(language, ['circuit-breaker'])
    const open = files.filter((file) => file.text.includes('0.0.0.0')).map((file) => file.path)
    expect(
      open.filter((file) => !/^(Dockerfile|README\.md|(src|service)\/config\.(ts|py))$/.test(file)),
    ).toEqual([])
  })
})

/** Of each choice the last value, which is not the default where there is more than one. */
async function everyOption(language: string): Promise<Record<string, string>> {
  const { options } = await loadVariant(language)
  return Object.fromEntries(options.map(({ kind, values }) => [kind, values.at(-1) ?? '']))
}

test('every dependency of the TypeScript project is pinned to one version', async () => {
  const { files } = await shop('typescript', fitting('typescript'), await everyOption('typescript'))
  const text = files.find((file) => file.path === 'package.json')?.text ?? '{}'
  const manifest = JSON.parse(text) as Record<string, Record<string, string>>
  const versions = Object.values({ ...manifest['dependencies'], ...manifest['devDependencies'] })
  expect(versions.length).toBeGreaterThan(5)
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test.each(['requirements.txt', 'requirements-dev.txt', 'requirements-debian.txt'])(
  'every line of %s of the Python project pins one version',
  async (name) => {
    const { files } = await shop('python', fitting('python'), await everyOption('python'))
    const text = files.find((file) => file.path === name)?.text ?? ''
    const lines = text.split('\n').filter((line) => line !== '' && !/^(#|-r )/.test(line))
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.filter((line) => !/^[A-Za-z0-9-]+==\d+\.\d+(\.\d+)?$/.test(line))).toEqual([])
  },
)

test.each(['python', 'typescript'])(
  'no two types in %s have a program in common: that is part of the base',
  async (language) => {
    const typeOf = new Map<string, string>()
    const twice: string[] = []
    for (const type of [...(await listTypes(TEMPLATES)), 'base']) {
      const folder = type === 'base' ? path.join('base', language) : path.join(type, language)
      for (const { path: file, text } of await readTree(path.join(TEMPLATES, folder))) {
        // Prose may say the same of two types, and a line or two is no program.
        if (file.endsWith('.md') || text.split('\n').length < 5) continue
        const known = typeOf.get(text)
        if (known !== undefined && known !== type) twice.push(`${file} of ${type} and ${known}`)
        typeOf.set(text, type)
      }
    }
    expect(typeOf.size).toBeGreaterThan(100)
    expect(twice).toEqual([])
  },
)

test('no template holds a file that npm would leave out of our own package, or obey', async () => {
  const names = (await readTree(TEMPLATES)).flatMap((file) => file.path.split('/'))
  expect(names.filter((name) => name.startsWith('.') || name === 'node_modules')).toEqual([])
  expect(names).toContain('dot-gitignore')
})
