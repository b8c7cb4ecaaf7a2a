import { runnableBlocks } from '../runnable.ts'
import type { Rule } from './rule.ts'

/** What a block of code may be marked `runnable` in. Who runs them has a row for each. */
export const RUNNABLE_LANGUAGES = ['python', 'py', 'javascript', 'js', 'typescript', 'ts', 'sh'] as const

/** `runnable-language`: code that says it can be run is in a language that is run. */
export const runnableLanguages: Rule = ({ tree, lessonFile }, problems) => {
  const known: readonly string[] = RUNNABLE_LANGUAGES
  for (const { language, line } of runnableBlocks(tree)) {
    if (known.includes(language)) continue
    const message = `"${language}" is not run; what is: ${known.join(', ')}`
    problems.error(lessonFile, line, 'runnable-language', message)
  }
}
