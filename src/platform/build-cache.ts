import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { cacheDir } from './paths.ts'

/**
 * The folder that `make` filled once for this key, in the user's cache. Each maker works in a folder of
 * its own, and the first to finish gives it the name: no one ever sees half of it, however many make it
 * at the same time, and whoever is late takes the winner's.
 */
export async function cachedFolder(
  kind: string,
  key: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const parent = path.join(cacheDir(), kind)
  const wanted = path.join(parent, key)
  if (existsSync(wanted)) return wanted
  await mkdir(parent, { recursive: true })
  const draft = await mkdtemp(path.join(parent, 'draft-'))
  try {
    await make(draft)
    await rename(draft, wanted)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(wanted)) throw error
  }
  return wanted
}
