import path from 'node:path'
import { stringify } from 'yaml'
import { UserError } from '../../lib/user-error.ts'
import { whyNotWritten } from '../../platform/file-error.ts'
import { writeFileNew } from '../../platform/files.ts'
import { readText, UnreadableText } from '../../platform/read-text.ts'
import { citations } from '../compile/citations.ts'
import { compileQuiz } from '../compile/compile-quiz.ts'
import { Problems } from '../compile/problem.ts'
import { quizSchema } from '../compile/schemas.ts'
import { checkShape, readYaml } from '../compile/yaml-data.ts'
import type { QuizQuestion } from '../topic.ts'
import { fromMdbookQuiz, type ImportNote } from './mdbook-quiz.ts'

const LIMIT_BYTES = 4 * 1024 ** 2

export interface QuizFromFile {
  readonly title: string
  /** Ready to be asked. */
  readonly questions: readonly QuizQuestion[]
  /** The same as `quiz.yaml`. */
  readonly yaml: string
  readonly notes: readonly ImportNote[]
}

/** A quiz of mdbook-quiz in a TOML file. @throws UserError (exit 2) when it is none, or nothing of it can be asked. */
export async function readQuizFile(file: string, cwd: string): Promise<QuizFromFile> {
  const { questions, notes } = fromMdbookQuiz(await read(path.resolve(cwd, file), file), file)
  const title = path.basename(file).replace(/\.toml$/, '')
  const head = `# Imported from ${path.basename(file)}. The lesson needs a source with the id "imported", or name another.\n`
  const yaml = head + stringify({ questions }, { lineWidth: 120 })
  if (questions.length === 0)
    throw refuse(`${file} has no question that can be asked here.`, notes.map(noteText))
  return { title, questions: await compiled(yaml, file), yaml, notes }
}

export function noteText({ question, message }: ImportNote): string {
  return `${question}: ${message}`
}

/** Writes `quiz.yaml` into a folder; one that is there stays. @throws UserError when it cannot be written. */
export async function writeQuizYaml(yaml: string, folder: string, cwd: string): Promise<string> {
  const shown = path.join(folder, 'quiz.yaml')
  try {
    if (await writeFileNew(path.resolve(cwd, shown), yaml)) return shown
  } catch (error) {
    throw refuse(`${shown} cannot be written: ${whyNotWritten(error)}.`, [])
  }
  throw new UserError(`${shown} is there already, and was not touched.`, {
    code: 'file-exists',
    next: ['Name another folder with --out.'],
  })
}

/** Through the same compiler as the lessons', so that what is written can be built. */
async function compiled(text: string, file: string): Promise<readonly QuizQuestion[]> {
  const problems = new Problems()
  const yaml = readYaml('quiz.yaml', text, problems)
  const data = yaml && checkShape(yaml, quizSchema, 'quiz', problems)
  const tools = { citations: citations(), problems, measure: undefined }
  const questions = yaml && data ? await compileQuiz(data, yaml, tools) : []
  if (!problems.failed) return questions
  throw refuse(
    `${file} cannot be asked here.`,
    problems.list.map(({ message }) => message),
  )
}

async function read(file: string, shown: string): Promise<string> {
  try {
    return await readText(file, LIMIT_BYTES)
  } catch (error) {
    if (error instanceof UnreadableText) throw refuse(`${shown} ${error.message}.`, [])
    throw error
  }
}

function refuse(message: string, next: readonly string[]): UserError {
  return new UserError(message, {
    code: 'bad-quiz-file',
    next: [...next.slice(0, 5), 'Nothing was imported.'],
  })
}
