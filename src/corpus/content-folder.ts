import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { pathKind } from '../platform/tree.ts'

/** @throws UserError `no-content` when there is no `patterns/` below `contentDir`. */
export async function requireContentFolder(contentDir: string): Promise<void> {
  if ((await pathKind(path.join(contentDir, 'patterns'))) === 'folder') return
  throw new UserError(`${contentDir} holds no folder patterns/.`, {
    code: 'no-content',
    next: ['Give the content folder itself, the one with patterns/<slug>/lesson.md in it.'],
  })
}
