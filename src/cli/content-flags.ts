import path from 'node:path'
import { Flags } from '@oclif/core'
import { UserError } from '../lib/user-error.ts'
import { authoringWords } from '../messages/authoring/index.ts'
import { packageRoot } from '../platform/package-root.ts'
import { pathKind } from '../platform/tree.ts'

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

/**
 * The folder of the flag, else `content` where one stands: what is begun is the author's, and never lands in the package.
 * @throws UserError `no-content` when neither is there.
 */
export async function contentDirToWrite(dir: string | undefined): Promise<string> {
  if (dir !== undefined) return path.resolve(dir)
  const here = path.resolve('content')
  if ((await pathKind(path.join(here, 'patterns'))) === 'folder') return here
  const say = authoringWords()
  throw new UserError(say.noContentHere, { code: 'no-content', next: [say.nameFolder] })
}
