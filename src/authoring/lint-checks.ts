import type { LintTools } from '../corpus/lint/lint-content.ts'
import { readSearchContent } from '../search/compile/read-content.ts'
import { type RunBlocksOptions, runBlocks } from './run-blocks/run-blocks.ts'

type Check = NonNullable<LintTools['more']>[number]

/** What search reads beside the lessons: short entries, aliases and signatures name patterns that there are. */
export const searchCheck: Check = async ({ parsed }, contentDir) => {
  const lessons = parsed.map(({ topic }) => topic.slug)
  return (await readSearchContent(contentDir, lessons)).problems
}

/** Blocks of code that are marked `runnable` run. `onRan` is told how many did. */
export function runCheck(options: RunBlocksOptions & { readonly onRan: (count: number) => void }): Check {
  return async (corpus) => {
    const { ran, problems } = await runBlocks(corpus, options)
    options.onRan(ran)
    return problems
  }
}
