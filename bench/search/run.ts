// How well `explain` and `search` find the patterns that answer real questions: npm run eval [-- --misses].
// Prints the tuning halves; the held-out halves only when they are asked for: npm run eval -- --held-out

import { existsSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { explain } from '../../src/search/explain.ts'
import { loadSearch } from '../../src/search/load.ts'
import { search } from '../../src/search/search.ts'
import { evaluate } from './evaluate.ts'
import { type Half, readQuestions } from './questions.ts'

const corpus = path.resolve(import.meta.dirname, '../../dist/corpus')
if (!existsSync(path.join(corpus, 'search'))) throw new Error('build first: npm run build')
const data = loadSearch(corpus)
const tuning: readonly Half[] = ['tuning', 'tuning-2', 'tuning-3', 'tuning-4', 'tuning-5', 'strangers']
const halves = process.argv.includes('--held-out')
  ? ([...tuning, 'held-out', 'held-out-2', 'held-out-3', 'held-out-4'] as const)
  : tuning

const asks: Readonly<Record<string, (text: string) => readonly string[]>> = {
  explain: (text) => explain(text, data, { limit: 10 }).patterns.map(({ item }) => item.slug),
  search: (text) => search(text, { limit: 10 }, data).results.map(({ item }) => item.slug),
}

for (const half of halves) {
  const questions = readQuestions(half)
  for (const [name, ask] of Object.entries(asks)) {
    const beganMs = performance.now()
    const quality = evaluate(questions, ask)
    const eachMs = (performance.now() - beganMs) / questions.length
    const figures = Object.entries(quality)
      .filter(([key]) => key !== 'questions')
      .map(([key, value]) => `${key} ${Number(value).toFixed(3)}`)
    console.log(
      `${half} ${name} (${quality.questions} questions): ${figures.join('  ')}  ${eachMs.toFixed(1)} ms each`,
    )
  }
  if (process.argv.includes('--misses')) {
    for (const { text, answers } of questions) {
      const found = asks['explain']?.(text).slice(0, 5) ?? []
      const lost = answers.filter((slug) => !found.includes(slug))
      if (lost.length > 0) console.log(`- ${text}\n    wanted ${lost.join(', ')}; found ${found.join(', ')}`)
    }
  }
}
