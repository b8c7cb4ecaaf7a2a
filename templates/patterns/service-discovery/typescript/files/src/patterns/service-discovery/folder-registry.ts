import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Registry } from './registry.ts'

const ENDING = '.instance'

/**
 * Instances on one machine: a file for each, which its instance writes anew while it lives. One that was
 * not written for `ttlMs` counts as gone, so that nobody has to clean up after a crash.
 */
export function folderRegistry(folder: string, ttlMs: number): Registry {
  return async (service) => {
    const files = await readdir(path.join(folder, service)).catch(ifMissing([]))
    const origins = files
      .filter((file) => file.endsWith(ENDING))
      .map((file) => readFresh(path.join(folder, service, file), ttlMs))
    return (await Promise.all(origins)).flat().sort()
  }
}

async function readFresh(file: string, ttlMs: number): Promise<string[]> {
  try {
    const { mtimeMs } = await stat(file)
    return Date.now() - mtimeMs > ttlMs ? [] : [await readFile(file, 'utf8')]
  } catch (error) {
    // It left between the listing and the reading.
    return ifMissing([])(error)
  }
}

/** An entry of a registry that has to be kept alive. */
export interface Registration {
  beat(): Promise<void>
  leave(): Promise<void>
}

export function registerInFolder(folder: string, service: string, origin: string): Registration {
  const home = path.join(folder, service)
  const file = path.join(home, `${randomUUID()}${ENDING}`)
  return {
    async beat() {
      await mkdir(home, { recursive: true })
      // Renamed into its place, so that nobody reads half an address.
      await writeFile(`${file}.new`, origin)
      await rename(`${file}.new`, file)
    },
    leave: () => rm(file, { force: true }),
  }
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead
    throw error
  }
}
