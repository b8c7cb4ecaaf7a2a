import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixture, initMessage, type LanguageName, prepared, Running, to } from './node-under-test.ts'

const templates = path.resolve(import.meta.dirname, '../../templates/nodes')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sdk-'))
})
afterAll(() => rm(folder, { recursive: true }))

const SDK = {
  python: 'python/compendium_node.py',
  javascript: 'javascript/compendium-node.mjs',
  typescript: 'javascript/compendium-node.mjs',
  go: 'go/compendiumnode.go',
  java: 'java/CompendiumNode.java',
}

/** The fixture in a folder of its own, with a copy of the SDK that can be told from ours. */
async function withOwnCopy(language: LanguageName): Promise<string> {
  const place = path.join(folder, language)
  await mkdir(place)
  const file = path.join(place, path.basename(fixture(language)))
  await copyFile(fixture(language), file)
  const text = await readFile(path.join(templates, SDK[language]), 'utf8')
  await writeFile(
    path.join(place, path.basename(SDK[language])),
    text.replace('is not supported', 'is not ours'),
  )
  return file
}

async function answer(language: LanguageName, file: string): Promise<unknown> {
  const made = await prepared(language, 'real', file)
  const node = new Running(made, {})
  try {
    await node.ask(initMessage)
    return await node.ask(to({ type: 'nonsense', msg_id: 1 }))
  } finally {
    node.kill()
    await node.ended()
    made.dispose()
  }
}

it.each(['python', 'javascript', 'typescript', 'go', 'java'] as const)(
  'a copy of the SDK beside a program in %s is the one that it gets',
  async (language) => {
    const file = await withOwnCopy(language)
    expect(await answer(language, file)).toMatchObject({ body: { text: 'nonsense is not ours' } })
  },
)

it('a Go module gets the SDK as one file does', async () => {
  const place = path.join(folder, 'module')
  await mkdir(place)
  await writeFile(path.join(place, 'go.mod'), 'module example.com/node\n\ngo 1.19\n')
  await writeFile(
    path.join(place, 'more.go'),
    'package main\n\nfunc newQuiet() *Quiet { return &Quiet{} }\n\ntype Quiet struct{ Node }\n',
  )
  const file = path.join(place, 'node.go')
  await writeFile(file, 'package main\n\nfunc main() { Run(newQuiet) }\n')
  expect(await answer('go', file)).toMatchObject({ body: { text: 'nonsense is not supported' } })
})

it('JavaScript that does not use the SDK is started as it is', async () => {
  const file = path.join(folder, 'other.js')
  await writeFile(file, "process.stdout.write('hello')\n")
  const { program } = await prepared('javascript', 'real', file)
  expect(program.command.at(-1)).toBe(file)
})
