import path from 'node:path'
import { Flags } from '@oclif/core'
import { packageRoot } from '../platform/package-root.ts'

/** Which content folder is looked at. */
export const contentFlags = {
  dir: Flags.string({
    helpValue: 'FOLDER',
    description: 'content folder with patterns/ in it (default: the one that ships)',
  }),
}

/** The folder of the flag or argument, else the one that ships. */
export function contentDir(dir: string | undefined): string {
  return dir === undefined ? path.join(packageRoot(), 'content') : path.resolve(dir)
}
