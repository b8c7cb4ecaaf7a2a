import { inlineText } from '../inline-text.ts'
import type { Rule } from './rule.ts'

const LONGEST_PROMPT = 20
/** So many words of an insight, one after the other, are the insight. */
const TELLING = 4

/**
 * `key-insights`: every lesson has a callout with a numbered list of what to remember. `unasked-insight`: each of it
 * comes back in reviews, so that each needs a prompt.
 */
export const askedInsights: Rule = ({ insights, keyInsights, lessonFile, folder }, problems) => {
  if (keyInsights === undefined) {
    const message = 'the lesson has no callout [!IMPORTANT] with a numbered list of its key insights'
    problems.error(lessonFile, undefined, 'key-insights', message)
    return
  }
  const asked = new Set(insights?.data.insights.map(({ insight }) => insight))
  for (const [number, text] of keyInsights) {
    if (asked.has(number)) continue
    const message = `nothing asks for insight ${number}, "${inlineText(text)}"`
    problems.error(`${folder.path}/insights.yaml`, undefined, 'unasked-insight', message)
  }
}

/** `duplicate-insight`: reviews are stored by these ids, next to those of questions. */
export const uniqueInsights: Rule = ({ insights, quiz }, problems) => {
  if (insights === undefined) return
  const { data, yaml } = insights
  const taken = new Set(quiz?.data.questions.map(({ id }) => id))
  for (const [index, { id }] of data.insights.entries()) {
    const isTwice = data.insights.findIndex((other) => other.id === id) < index
    if (!isTwice && !taken.has(id)) continue
    const message = isTwice ? `"${id}" is used twice` : `"${id}" is the id of a question`
    problems.error(yaml.file, yaml.lineOf(['insights', index, 'id']), 'duplicate-insight', message)
  }
}

/** `insight-prompt`: a prompt is a short question. `telling-prompt`: it does not say what it asks for. */
export const soundPrompts: Rule = ({ insights, keyInsights }, problems) => {
  if (insights === undefined) return
  const { data, yaml } = insights
  for (const [index, { insight, prompt }] of data.insights.entries()) {
    const line = yaml.lineOf(['insights', index, 'prompt'])
    const asked = wordsOf(prompt)
    if (asked.length > LONGEST_PROMPT || !prompt.endsWith('?')) {
      const message = `write one question of at most ${LONGEST_PROMPT} words: "${prompt}"`
      problems.error(yaml.file, line, 'insight-prompt', message)
    }
    const shared = sharedRun(asked, wordsOf(inlineText(keyInsights?.get(insight) ?? [])))
    if (shared === undefined) continue
    problems.error(yaml.file, line, 'telling-prompt', `the prompt says "${shared}", as the insight does`)
  }
}

function sharedRun(asked: readonly string[], told: readonly string[]): string | undefined {
  const runs = new Set(runsOf(told))
  return runsOf(asked).find((run) => runs.has(run))
}

function runsOf(words: readonly string[]): string[] {
  return words.slice(0, 1 - TELLING).map((_, at) => words.slice(at, at + TELLING).join(' '))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
