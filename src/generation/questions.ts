import { commaList } from '../lib/comma-list.ts'
import { shellLine } from '../lib/shell-words.ts'
import { isUserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { listLanguages, listTypes, loadPatterns, loadTemplate } from './catalog.ts'
import { choosePatterns, fittingPatterns, parsePatternList } from './choose-patterns.ts'
import { checkProjectName } from './project-name.ts'
import { choiceWords, unknownName } from './unknown-name.ts'

/** What `--patterns` says for a project without any. */
const NONE = 'none'
/** What is proposed where there is a choice. */
const PROPOSED = ['microservice', 'typescript']

/** What was said of a project on the command line; what is missing is asked. */
export interface Wish {
  readonly name?: string | undefined
  readonly type?: string | undefined
  readonly language?: string | undefined
  readonly patterns?: string | undefined
  readonly minimal: boolean
  readonly options: Readonly<Record<string, string | undefined>>
}

export interface Answered extends Wish {
  readonly name: string
  readonly type: string
  readonly language: string
  readonly patterns: string
}

/** The person at the terminal. */
export interface Asked {
  /** One line of theirs; undefined when they have gone: Ctrl-C, or the end of the input. */
  readonly ask: (question: string) => Promise<string | undefined>
  readonly say: (line: string) => void
}

/** They went away in the middle: nothing is to be done. */
class Gone extends Error {}

/** Asks for what the wish leaves open, each with a proposal that Enter takes. Undefined when they left. */
export async function askForProject(root: string, wish: Wish, asked: Asked): Promise<Answered | undefined> {
  try {
    const name = wish.name ?? (await askName(asked))
    const type = wish.type ?? (await pick('type', await described(root), asked))
    const language = wish.language ?? (await askLanguage(root, type, wish.minimal, asked))
    const patterns =
      wish.patterns ?? (await askPatterns(root, { type, language, minimal: wish.minimal }, asked))
    const { options } = await loadTemplate(root, type, language, wish.minimal)
    const chosen: Record<string, string | undefined> = { ...wish.options }
    for (const { kind, values } of options) {
      if (chosen[kind] === undefined && values.length > 1)
        chosen[kind] = await pick(kind, plain(values), asked)
    }
    return { ...wish, name, type, language, patterns, options: chosen }
  } catch (error) {
    if (error instanceof Gone) return undefined
    throw error
  }
}

/** The command that says the same without a question. */
export function commandOf(
  { name, type, language, patterns, minimal, options }: Answered,
  more: readonly string[] = [],
): string {
  const chosen = Object.entries(options).flatMap(([kind, value]) =>
    value === undefined ? [] : [`--${kind}`, value],
  )
  const flags = [
    '--type',
    type,
    '--patterns',
    patterns,
    '--language',
    language,
    ...(minimal ? ['--minimal'] : []),
  ]
  return shellLine(['compendium', 'generate', 'project', name, ...flags, ...chosen, ...more])
}

interface Choice {
  readonly value: string
  readonly title?: string
}

const plain = (values: readonly string[]): Choice[] => values.map((value) => ({ value }))

async function described(root: string): Promise<Choice[]> {
  const types = await listTypes(root)
  return Promise.all(
    types.map(async (value) => {
      const [language = ''] = await listLanguages(root, value)
      return { value, title: (await loadTemplate(root, value, language)).title }
    }),
  )
}

async function askName(asked: Asked): Promise<string> {
  return askUntil(projectWords().ask.name, asked, (line) => checkProjectName(line.trim()))
}

async function askLanguage(root: string, type: string, minimal: boolean, asked: Asked): Promise<string> {
  const languages = await listLanguages(root, type)
  // Only Python has a library that is enough.
  if (minimal && languages.includes('python')) return 'python'
  return languages.length === 1 ? (languages[0] ?? '') : pick('language', plain(languages), asked)
}

async function askPatterns(
  root: string,
  {
    type,
    language,
    minimal,
  }: { readonly type: string; readonly language: string; readonly minimal: boolean },
  asked: Asked,
): Promise<string> {
  const [target, known] = await Promise.all([loadTemplate(root, type, language, minimal), loadPatterns(root)])
  const { defaultPatterns } = target
  const fitting = fittingPatterns(known, target)
  if (fitting.length === 0) return defaultPatterns.join(',') || NONE
  const proposed = defaultPatterns.join(',') || NONE
  const { ask: say } = projectWords()
  asked.say(say.patterns({ names: fitting.join(', ') }))
  return askUntil(say.whichPatterns({ none: NONE, proposed }), asked, (line) => {
    const typed = line.trim() || proposed
    if (typed === NONE) return NONE
    return (
      choosePatterns(parsePatternList(typed, fitting), known, 'asked', target) && commaList(typed).join(',')
    )
  })
}

/** One of a few, by its name or its number; Enter takes the proposal. */
async function pick(kind: string, choices: readonly Choice[], asked: Asked): Promise<string> {
  const values = choices.map(({ value }) => value)
  const proposed = values.find((value) => PROPOSED.includes(value)) ?? values[0] ?? ''
  for (const [at, { value, title }] of choices.entries()) {
    asked.say(`  ${at + 1}. ${value}${title === undefined ? '' : `: ${title}`}`)
  }
  const question = projectWords().ask.pick({ which: choiceWords(kind).which, proposed })
  return askUntil(question, asked, (line) => {
    const typed = line.trim() || proposed
    const found = values[Number(typed) - 1] ?? values.find((value) => value === typed)
    if (found === undefined) throw unknownName(kind, typed, values)
    return found
  })
}

/** Asks again, with what was wrong, until the answer can be taken. */
async function askUntil(
  question: string,
  { ask, say }: Asked,
  take: (line: string) => string,
): Promise<string> {
  for (;;) {
    const line = await ask(`${question}: `)
    if (line === undefined) throw new Gone()
    try {
      return take(line)
    } catch (error) {
      if (!isUserError(error)) throw error
      for (const words of [error.message, ...error.next]) say(words)
    }
  }
}
