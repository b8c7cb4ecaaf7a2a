import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { authoringWords } from '../messages/authoring/index.ts'
import { pathKind } from '../platform/tree.ts'

/** @throws UserError `no-content` when there is no `patterns/` below `contentDir`. */
export async function requireContentFolder(contentDir: string): Promise<void> {
  if ((await pathKind(path.join(contentDir, 'patterns'))) === 'folder') return
  const say = authoringWords()
  throw new UserError(say.noPatterns({ folder: contentDir }), { code: 'no-content', next: [say.giveContent] })
}
