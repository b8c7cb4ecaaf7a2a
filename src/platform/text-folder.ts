import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from './files.ts'

/** The texts of the files right in the folder whose names are wanted, by name and in its order. */
export async function readTexts(
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((one) => !one.isDirectory() && isWanted(one.name)).map((one) => one.name)
  const texts = new Map<string, string>()
  for (const name of names.sort()) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => undefined)
    if (text !== undefined) texts.set(name, text)
  }
  return texts
}

/** Writes each text below the folder, by its path from there. */
export async function writeTexts(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of texts) {
    const file = path.join(folder, name)
    await makeFolder(path.dirname(file))
    await writeFile(file, text)
  }
}
