import type { Block } from '../../corpus/blocks.ts'
import { withInner } from '../visuals.ts'

/**
 * Silent reading of English non-fiction by adults: 238 words a minute, the mean of 190 studies. M. Brysbaert, "How many
 * words do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109, 2019.
 */
const WORDS_A_MINUTE = 238

/** Our own guess, as nobody has measured it: seconds to look at a diagram, and at a line of code. */
const DIAGRAM_S = 20
const CODE_LINE_S = 2
/** As the graph of concepts has it: a minute for each question. */
const QUESTION_S = 60

/** Minutes to read a lesson and to answer its questions, without trying anything out. */
export function readingMinutes(blocks: readonly Block[], words: number, questions: number): number {
  const all = withInner(blocks)
  const diagrams = all.filter(({ type }) => type === 'diagram').length
  const lines = all.reduce((sum, one) => sum + (one.type === 'code' ? one.text.split('\n').length : 0), 0)
  const seconds = diagrams * DIAGRAM_S + lines * CODE_LINE_S + questions * QUESTION_S
  return Math.round(words / WORDS_A_MINUTE + seconds / 60)
}
