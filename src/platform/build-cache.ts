import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { isFileError, whyNotWritten } from './file-error.ts'
import { makeFolder } from './files.ts'
import { cacheDir } from './paths.ts'

export interface Cached {
  /** A folder of the cache. */
  readonly kind: string
  /** Names what is made from, so that the same key means the same content. */
  readonly key: string
  /** A file that is there when the folder is whole: others may have cleared the cache in part. */
  readonly proof: string
  readonly make: (folder: string) => Promise<void>
}

/**
 * The folder that `make` filled once for this key, in the user's cache. Each maker works in a folder of
 * its own, and the first to finish gives it the name: no one ever sees half of it, however many make it
 * at the same time, and whoever is late takes the winner's.
 * @throws UserError when the cache cannot be written to (exit 2).
 */
export async function cachedFolder({ kind, key, proof, make }: Cached): Promise<string> {
  const parent = path.join(cacheDir(), kind)
  const wanted = path.join(parent, key)
  const isThere = (): boolean => existsSync(path.join(wanted, proof))
  if (isThere()) return wanted
  const draft = await startDraft(parent)
  try {
    await make(draft)
    await settle(draft, wanted, isThere)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!isThere()) throw error
  }
  return wanted
}

/** A folder cannot take the name of one that holds files: only what is left of a broken one makes room. */
async function settle(draft: string, wanted: string, isThere: () => boolean): Promise<void> {
  try {
    await rename(draft, wanted)
  } catch (error) {
    if (isThere()) throw error
    await rm(wanted, { recursive: true, force: true })
    await rename(draft, wanted)
  }
}

async function startDraft(parent: string): Promise<string> {
  try {
    await makeFolder(parent)
    return await mkdtemp(path.join(parent, 'draft-'))
  } catch (error) {
    if (!isFileError(error)) throw error
    throw new UserError(`Cannot write to ${parent}: ${whyNotWritten(error)}.`, {
      code: 'cannot-write',
      next: ['Make the folder writable, or name another: XDG_CACHE_HOME=FOLDER'],
      cause: error,
    })
  }
}
