import path from 'node:path'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { shellLine } from '../lib/shell-words.ts'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { isFileError, whyNotWritten } from '../platform/file-error.ts'
import { writeFileAtomic } from '../platform/files.ts'
import { readTextFile } from '../platform/text-file.ts'
import { contractMarkdown } from './contract-text.ts'
import { fileName, readProgram } from './exercise-files.ts'
import { requireOffered } from './language-choice.ts'
import type { TaughtLanguage } from './languages.ts'

export interface ExerciseRequest {
  readonly slug: string
  readonly title: string
  readonly contract: ExerciseContract
  readonly language: string
  /** Absolute; where the files go. */
  readonly dir: string
  readonly force: boolean
  readonly dryRun: boolean
}

/** In the words of `generate project`. */
export interface ExerciseChange {
  /** Relative to the folder. */
  readonly path: string
  readonly change: 'create' | 'replace' | 'same'
}

export interface WrittenExercise {
  readonly dir: string
  readonly language: string
  readonly files: readonly string[]
  readonly changes: readonly ExerciseChange[]
  /** The command that grades what was written, to be run inside `dir`. */
  readonly test: string
}

/**
 * Writes the starter of an exercise and a README, both made from its contract. Nothing is written
 * when a file of other content is there already, unless `force`.
 * @throws UserError for an unknown language, for files in the way and for a folder that cannot be
 * written to (exit 2).
 */
export async function writeExercise(request: ExerciseRequest): Promise<WrittenExercise> {
  const language = requireOffered(request.language, request.slug, request.contract)
  return writePlanned(request, {
    language: language.id,
    files: await planFiles(request, language),
    test: testCommand(request, language),
  })
}

/** What is to be written, before anything is. */
export interface PlannedExercise {
  readonly language: string
  readonly files: readonly { readonly file: string; readonly text: string }[]
  readonly test: string
}

type Place = Pick<ExerciseRequest, 'dir' | 'force' | 'dryRun'>

/** Writes what was planned, or nothing. @throws UserError as `writeExercise`. */
export async function writePlanned(place: Place, plan: PlannedExercise): Promise<WrittenExercise> {
  try {
    return await write(place, plan)
  } catch (error) {
    if (!isFileError(error)) throw error
    const { exercise: say } = troubleWords()
    throw new UserError(say.unwritable({ folder: place.dir, why: whyNotWritten(error) }), {
      code: 'cannot-write',
      next: [say.makeWritable],
      cause: error,
    })
  }
}

async function write({ dir, force, dryRun }: Place, plan: PlannedExercise): Promise<WrittenExercise> {
  const files = await Promise.all(
    plan.files.map(async ({ file, text }) => ({
      file,
      text,
      change: changeOf(await readTextFile(path.join(dir, file)), text),
    })),
  )
  const inTheWay = files.filter((one) => one.change === 'replace').map((one) => one.file)
  if (inTheWay.length > 0 && !force) throw occupied(inTheWay, dir)
  if (!dryRun) {
    for (const { file, text, change } of files) {
      if (change !== 'same') await writeFileAtomic(path.join(dir, file), text)
    }
  }
  return {
    dir,
    language: plan.language,
    files: files.map(({ file }) => file),
    changes: files.map(({ file, change }) => ({ path: file, change })),
    test: plan.test,
  }
}

function changeOf(found: string | undefined, text: string): ExerciseChange['change'] {
  if (found === undefined) return 'create'
  return found === text ? 'same' : 'replace'
}

function occupied(files: readonly string[], dir: string): UserError {
  const { exercise: say } = troubleWords()
  return new UserError(say.wouldOverwrite({ names: files.join(', '), folder: dir }), {
    code: 'file-exists',
    next: [say.otherFolder, say.overwrite],
  })
}

function testCommand({ contract, slug }: ExerciseRequest, language: TaughtLanguage): string {
  return shellLine(['compendium', 'test', fileName(contract, language.id), '--pattern', slug])
}

async function planFiles(
  request: ExerciseRequest,
  language: TaughtLanguage,
): Promise<{ file: string; text: string }[]> {
  const { slug, contract } = request
  const file = fileName(contract, language.id)
  const starter = await readProgram(slug, 'starter', contract, language.id)
  const comment = commented(contractMarkdown(contract, language), language.comment)
  return [
    { file, text: starter.replace(`${language.comment} {{contract}}`, () => comment) },
    { file: 'README.md', text: readme(request, language) },
  ]
}

const COMMENT_WIDTH = 96

function commented(lines: readonly string[], mark: string): string {
  return lines
    .flatMap((line) => wrap(line.replaceAll('`', ''), COMMENT_WIDTH))
    .map((line) => `${mark} ${line}`.trimEnd())
    .join('\n')
}

/** Continuation lines of a list item stand below its text. */
function wrap(line: string, width: number): string[] {
  const hang = ' '.repeat(/^(- |\d+\. )/.exec(line)?.[0].length ?? 0)
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current)
      current = hang + word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}

function readme(request: ExerciseRequest, language: TaughtLanguage): string {
  const { title, slug, contract } = request
  return [
    `# ${title}, in ${language.title}`,
    '',
    ...contractMarkdown(contract, language),
    '',
    '## Work on it',
    '',
    `Write your ${contract.subject} in \`${fileName(contract, language.id)}\`. Then, in this folder:`,
    '',
    '```sh',
    `${testCommand(request, language)}            # grade it`,
    `${testCommand(request, language)} --watch    # grade it at every save`,
    `compendium hint ${slug}`,
    `compendium learn ${slug}`,
    '```',
    '',
    'Grading runs in virtual time: nothing sleeps, and the same seed gives the same calls.',
    '',
  ].join('\n')
}
