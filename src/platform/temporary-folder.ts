import { mkdtempSync, rmSync } from 'node:fs'
import { symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { isFileError, whyNotWritten } from './file-error.ts'
import { makeFolder } from './files.ts'
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
  const folder = freshFolder(tmpdir())
  const clear = () => rmSync(folder, { recursive: true, force: true })
  const release = guard(clear)
  const remove = () => {
    clear()
    release()
  }
  return { folder, remove }
}

function freshFolder(within: string): string {
  try {
    return mkdtempSync(path.join(within, 'compendium-'))
  } catch (error) {
    if (!isFileError(error)) throw error
    const why = error.code === 'ENOENT' ? 'it is not there' : whyNotWritten(error)
    throw new UserError(`No temporary folder can be made in ${within}: ${why}.`, {
      code: 'no-temporary-folder',
      next: ['Name a folder that you may write to: TMPDIR=/var/tmp'],
      cause: error,
    })
  }
}

/** Makes the folder appear at another place as well, with the folders above that. */
export async function linkFolder(folder: string, place: string): Promise<void> {
  await makeFolder(path.dirname(place))
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
