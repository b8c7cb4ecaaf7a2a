import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The files, by name, laid out as our own code is. @throws Error with what Biome says of one that is no JavaScript. */
export async function formatted(
  files: ReadonlyMap<string, string>,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compendium-javascript-'))
  try {
    for (const [name, text] of files) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
      await writeFile(path.join(folder, name), text)
    }
    await writeFile(path.join(folder, 'biome.json'), await layoutOf(root))
    await run(process.execPath, [biome(root), 'format', '--write', '.'], { cwd: folder, maxBuffer: 2 ** 24 })
    const names = [...files.keys()]
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))
    return new Map(names.map((name, index) => [name, texts[index] ?? '']))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function biome(root: string): string {
  return path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
}

/** Of our settings only what concerns layout. */
async function layoutOf(root: string): Promise<string> {
  const { formatter, javascript } = JSON.parse(await readFile(path.join(root, 'biome.json'), 'utf8')) as {
    formatter: object
    javascript: object
  }
  return JSON.stringify({ root: true, formatter, javascript, linter: { enabled: false } })
}
