import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { guard } from './process-guard.ts'

export interface TemporaryFolder {
  readonly folder: string
  remove(): void
}

export interface TemporaryFile {
  readonly file: string
  remove(): void
}

/** A folder of its own outside everybody's work; gone when we end, however we end. */
export async function makeTemporaryFolder(): Promise<TemporaryFolder> {
  // In one step with its guard: a signal in between would leave it behind.
  const folder = mkdtempSync(path.join(tmpdir(), 'compendium-'))
  const clear = () => rmSync(folder, { recursive: true, force: true })
  const release = guard(clear)
  const remove = () => {
    clear()
    release()
  }
  return { folder, remove }
}

/** Makes the folder appear at another place as well, with the folders above that. */
export async function linkFolder(folder: string, place: string): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true })
  await symlink(folder, place, 'junction')
}

/** A file in such a folder. */
export async function writeTemporary(name: string, text: string): Promise<TemporaryFile> {
  const { folder, remove } = await makeTemporaryFolder()
  try {
    const file = path.join(folder, name)
    await writeFile(file, text)
    return { file, remove }
  } catch (error) {
    remove()
    throw error
  }
}
