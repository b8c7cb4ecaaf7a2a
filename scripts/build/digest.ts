import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Of the files, and of those below folders, whose names end so; and of the versions of these packages. */
export async function digestOf(
  root: string,
  sources: readonly string[],
  endings: readonly string[],
  packages: readonly string[],
): Promise<string> {
  const hash = createHash('sha256')
  for (const name of packages) hash.update(await versionOf(root, name))
  for (const source of sources) {
    for (const file of await filesOf(path.join(root, source), endings)) {
      hash.update(path.relative(root, file)).update(await readFile(file))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function filesOf(place: string, endings: readonly string[]): Promise<string[]> {
  const names = await readdir(place, { recursive: true }).catch(() => undefined)
  if (names === undefined) return [place]
  return names
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .sort()
    .map((name) => path.join(place, name))
}

async function versionOf(root: string, name: string): Promise<string> {
  const file = path.join(root, 'node_modules', name, 'package.json')
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version
}
