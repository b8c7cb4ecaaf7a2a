import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { searchWords } from '../messages/search/index.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { corpusDir, isCorpusChosen, readBuiltJson } from '../platform/corpus-dir.ts'
import type { RiskRule } from './types.ts'

/**
 * The rules that the build wrote.
 * @throws UserError `no-code-rules` when the corpus that the user named has none.
 */
export function loadRules(dir: string = corpusDir()): readonly RiskRule[] {
  const file = path.join(dir, 'code-rules.json')
  const rules = readBuiltJson(file)
  if (rules !== undefined) return rules as readonly RiskRule[]
  if (!isCorpusChosen()) throw new Error(`the compiled corpus lacks ${file}; npm run build writes it`)
  throw new UserError(searchWords().code.noRules({ file }), {
    code: 'no-code-rules',
    next: [troubleWords().corpus.unset],
  })
}
