import { screenWords } from '../../messages/screens/index.ts'
import { studyWords } from '../../messages/study/index.ts'
import { standing } from '../../report/home-standing.ts'
import type { HomeOptions, HomeOutcome } from '../index.ts'
import type { Destination, HomeEntry } from '../screens/home/entries.ts'
import { homeEntries } from '../screens/home/entries.ts'
import { speaker } from './fold.ts'
import { inputLines } from './input-lines.ts'

/** The home as a conversation: entries have numbers, topics their names. Nothing moves the cursor. */
export async function linearHome(options: HomeOptions): Promise<HomeOutcome> {
  const { content, stdin, stdout } = options
  const say = speaker(stdout)
  const entries = homeEntries(content.data)
  const { how, nameTopic } = screenWords().home
  const input = inputLines(stdin)
  say('', 'Compendium.', ...standing(content.data), '', ...entries.map(spoken), how)
  try {
    while (true) {
      const line = await input.next()
      if (line === undefined || /^\s*q(uit)?\s*$/i.test(line)) return { ending: 'quit', place }
      const chosen = chosenBy(line.trim().toLowerCase(), entries, options)
      if (chosen?.to === 'topics') say(...topicLines(options), nameTopic)
      else if (chosen !== undefined) return { ending: 'quit', place, chosen }
      else say(how)
    }
  } finally {
    input.close()
  }
}

/** There is no screen to come back to. */
const place = { entry: 'topics' } as const

function spoken({ label, text, note }: HomeEntry, index: number): string {
  return `${index + 1}. ${label}: ${text}.${note === undefined ? '' : ` ${note}`}`
}

function chosenBy(
  line: string,
  entries: readonly HomeEntry[],
  { content }: HomeOptions,
): Destination | undefined {
  const entry = entries[Number(line) - 1]
  if (entry !== undefined) return entry.destination
  const topic = content.topics.find(({ slug, title }) => slug === line || title.toLowerCase() === line)
  return topic && { to: 'topic', slug: topic.slug }
}

function topicLines({ content }: HomeOptions): string[] {
  const words = studyWords()
  return content.topics.map(({ slug, title, difficulty, minutes, status }) => {
    const done = status === 'new' ? '' : `, ${words.status[status]}`
    return `${title} (${slug}): ${words.difficulty[difficulty]}, ${minutes} min${done}.`
  })
}
