import { UserError } from '../lib/user-error.ts'
import { searchWords } from '../messages/search/index.ts'
import { readText, UnreadableText } from '../platform/read-text.ts'
import { inspectFile } from '../platform/source-file.ts'
import { findRisks } from './find-risks.ts'
import { CODE_EXTENSIONS, codeLanguage, isTestFile } from './languages.ts'
import { loadRules } from './load.ts'
import type { CodeLanguage, Finding, RiskReport } from './types.ts'

const LIMIT_BYTES = 2 * 1024 * 1024

/** A pattern that mends something that was found. */
export interface Remedy {
  readonly slug: string
  /** How much of what was found it mends; comparable within one file only. */
  readonly score: number
}

export interface ExplainedCode extends RiskReport {
  readonly file: string
  readonly remedies: readonly Remedy[]
}

/**
 * Whether this one word names a program; if not, it is a question. By its name alone, so that a mistyped name is not answered
 * as a question would be.
 * @throws UserError (exit 2) when it is a file of another kind.
 */
export async function namesCode(word: string): Promise<boolean> {
  if (/\s/.test(word)) return false
  if (codeLanguage(word) !== undefined) return true
  if (!/[./\\]/.test(word)) return false
  const kind = await inspectFile(word)
  const { code: say } = searchWords()
  if (kind === 'directory')
    throw new UserError(say.folder({ folder: word }), { code: 'folder', next: [say.nameOne] })
  if (kind !== 'text') return false
  throw new UserError(say.otherFile({ file: word }), {
    code: 'unknown-language',
    next: [say.pipe({ file: word }), say.endings({ endings: CODE_EXTENSIONS })],
  })
}

/** @throws UserError (exit 2) when the file cannot be read. */
export async function explainCode(file: string): Promise<ExplainedCode> {
  const language = codeLanguage(file) as CodeLanguage
  const text = await textOf(file)
  const report = await findRisks(text, language, loadRules(), isTestFile(file, text))
  return { file, ...report, remedies: remediesOf(report.findings) }
}

async function textOf(file: string): Promise<string> {
  const { code: say } = searchWords()
  try {
    // A pipe would be waited for without end.
    if ((await inspectFile(file)) === 'not-a-file') throw new UnreadableText(say.noFile)
    const text = await readText(file, LIMIT_BYTES)
    if (!text.includes('\0')) return text
    throw new UnreadableText(say.noText)
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    throw new UserError(say.unreadable({ file, why: error.message }), {
      code: 'unreadable-file',
      next: [say.nameOne],
      cause: error,
    })
  }
}

/** Patterns by what they mend: the first that a finding names counts whole, later ones less, a possible risk half. */
function remediesOf(findings: readonly Finding[]): Remedy[] {
  const scores = new Map<string, number>()
  for (const { patterns, confidence } of findings) {
    for (const [place, slug] of patterns.entries()) {
      const worth = (confidence === 'likely' ? 1 : 0.5) / (place + 1)
      scores.set(slug, (scores.get(slug) ?? 0) + worth)
    }
  }
  return [...scores]
    .map(([slug, score]) => ({ slug, score: Math.round(score * 100) / 100 }))
    .sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1))
}
