import { symlinkSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulate } from '../../../src/simulation/simulate.ts'
import { newWorkshop, type Workshop } from '../helpers/model-files.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')

let workshop: Workshop
/** The models of the guide. */
let names: string[]
beforeAll(async () => {
  workshop = await newWorkshop()
  const scope = path.join(workshop.folder, 'node_modules', '@compendium-ds')
  await mkdir(scope, { recursive: true })
  symlinkSync(root, path.join(scope, 'cli'), 'junction')
  const guide = await readFile(path.join(root, 'docs', 'writing-a-model.md'), 'utf8')
  const models = [...guide.matchAll(/```[jt]s file=(\S+)\n([\s\S]*?)\n```/g)]
  names = models.map(([, name = '']) => name)
  for (const [, name = '', text = ''] of models) await workshop.write(name, text)
})
afterAll(() => workshop.remove())

/** What the compiler has to say, with the strictest settings that a user may have. */
function complaints(files: readonly string[], resolution: ts.ModuleResolutionKind): string[] {
  const program = ts.createProgram(
    files.map((file) => path.join(workshop.folder, file)),
    {
      module: resolution === ts.ModuleResolutionKind.Bundler ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
      moduleResolution: resolution,
      target: ts.ScriptTarget.ES2023,
      // Without those of a browser, which take as long as all else.
      lib: ['lib.es2023.d.ts'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      allowJs: true,
      checkJs: true,
      noEmit: true,
      types: [],
    },
  )
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

const misspelt = `
import type { EventModel } from '@compendium-ds/cli/model'
export default {
  id: 'misspelt',
  title: 'Misspelt',
  parameters: [],
  metrics: [{ id: 'x', unit: 'seconds', description: 'in no unit that there is' }],
  setup: (world) => ({ start: () => world.shedule(0, 1), handle() {}, metrics: () => ({ x: 1 }) }),
} satisfies EventModel
`

describe('the types for models', () => {
  const { Bundler, NodeNext } = ts.ModuleResolutionKind

  it.each([
    ['nodenext', NodeNext],
    ['bundler', Bundler],
  ])(
    'fit the models of the guide and no misspelt one under %s',
    async (_name, resolution) => {
      await workshop.write('misspelt.ts', misspelt)
      const found = complaints([...names, 'misspelt.ts'], resolution)
      expect(found.map((text) => /'(shedule|"seconds")'/.exec(text)?.[1]).sort()).toEqual([
        '"seconds"',
        'shedule',
      ])
    },
    30_000,
  )

  it('say so when a value is asked of them', async () => {
    const asked = "import { EventModel } from '@compendium-ds/cli/model'\nexport default EventModel\n"
    const scenario = await workshop.write('value.js', asked)
    await expect(
      simulate({ scenario, settings: [], assertions: [], cwd: workshop.folder, version: '0.0.0' }),
    ).rejects.toThrow('@compendium-ds/cli/model has types only; write: import type')
    const file = path.join(workshop.folder, 'value.mjs')
    await workshop.write('value.mjs', asked)
    await expect(import(/* @vite-ignore */ file)).rejects.toThrow('has types only')
  }, 30_000)
})
