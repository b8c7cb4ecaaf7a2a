import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadOverlay, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { readTree } from '../../src/platform/tree.ts'
import { TEMPLATES } from './helpers.ts'

const LANGUAGES = ['python', 'typescript']
const VARIABLES = {
  name: 'shop',
  patterns: 'circuit-breaker',
  command: 'compendium generate project shop',
}

async function shop(language: string, slugs: string[]) {
  const template = await loadTemplate(TEMPLATES, 'microservice', language)
  const known = await loadPatterns(TEMPLATES)
  const overlays = await Promise.all(
    choosePatterns(slugs, known, 'asked').flatMap(({ slug }) => {
      const manifest = known.get(slug)
      return manifest === undefined ? [] : [loadOverlay(TEMPLATES, manifest, language)]
    }),
  )
  return { template, overlays, files: planProject(template, overlays, VARIABLES) }
}

describe.each(LANGUAGES)('the microservice in %s', (language) => {
  test('has the files and the composed lines that were agreed on', async () => {
    const { template, overlays, files } = await shop(language, ['circuit-breaker'])
    const added = new Set(overlays.flatMap((overlay) => overlay.files.map((file) => file.path)))
    const plain = new Set(template.files.map((file) => file.text))
    // Files that are written as the template has them need no second copy here.
    const composed = files.filter((file) => !plain.has(file.text) && !added.has(file.path))
    const golden = [
      files.map((file) => file.path).join('\n'),
      ...composed.map((file) => `---- ${file.path}\n${file.text}`),
    ].join('\n\n')
    await expect(golden).toMatchFileSnapshot(`golden/microservice-${language}.txt`)
  })

  test('has no mark and no variable left in it, with the pattern and without', async () => {
    for (const slugs of [['circuit-breaker'], []]) {
      const { files } = await shop(language, slugs)
      for (const { path: file, text } of files) {
        expect(text, file).not.toMatch(/compendium:slot|(?<!\$)\{\{/)
        expect(text, file).not.toMatch(/[ \t]\n|\n\n\n\n/)
        expect(text === '' || text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('lets a pattern fill every slot it declares', async () => {
    const { template, overlays } = await shop(language, ['circuit-breaker'])
    const filled = new Set(overlays.flatMap((overlay) => [...overlay.slots.keys()]))
    expect([...template.slots].sort()).toEqual([...filled].sort())
  })

  test('binds to loopback unless the container says otherwise', async () => {
    const { files } = await shop(language, ['circuit-breaker'])
    const open = files.filter((file) => file.text.includes('0.0.0.0')).map((file) => file.path)
    expect(
      open.filter((file) => !/^(Dockerfile|README\.md|(src|service)\/config\.(ts|py))$/.test(file)),
    ).toEqual([])
  })
})

test('every dependency of the TypeScript project is pinned to one version', async () => {
  const { files } = await shop('typescript', ['circuit-breaker'])
  const text = files.find((file) => file.path === 'package.json')?.text ?? '{}'
  const manifest = JSON.parse(text) as Record<string, Record<string, string>>
  const versions = Object.values({ ...manifest['dependencies'], ...manifest['devDependencies'] })
  expect(versions.length).toBeGreaterThan(5)
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('no template holds a file that npm would leave out of our own package, or obey', async () => {
  const names = (await readTree(TEMPLATES)).flatMap((file) => file.path.split('/'))
  expect(names.filter((name) => name.startsWith('.') || name === 'node_modules')).toEqual([])
  expect(names).toContain('dot-gitignore')
})

test('a language that a pattern does not know is an error that names those it does', async () => {
  const breaker = (await loadPatterns(TEMPLATES)).get('circuit-breaker')
  if (breaker === undefined) throw new Error(`no circuit-breaker in ${path.join(TEMPLATES, 'patterns')}`)
  await expect(loadOverlay(TEMPLATES, breaker, 'cobol')).rejects.toMatchObject({
    code: 'unknown-language',
    next: ['Known languages: python, typescript.'],
  })
})
