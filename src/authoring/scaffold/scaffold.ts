import path from 'node:path'
import { asSlug } from '../../corpus/corpus.ts'
import { UserError } from '../../lib/user-error.ts'
import { authoringWords } from '../../messages/authoring/index.ts'
import { isFileError, whyNotWritten } from '../../platform/file-error.ts'
import { pathKind, readText } from '../../platform/tree.ts'
import { WriteTogetherError, writeTogether } from '../../platform/write-together.ts'
import { readSearchContent } from '../../search/compile/read-content.ts'
import { planConcept } from './concept.ts'
import { planExercise } from './exercise.ts'
import { planIncident } from './incident.ts'
import { planPattern } from './pattern.ts'
import { SCAFFOLDS, type ScaffoldInput, type ScaffoldKind, type ScaffoldPlan } from './plan.ts'
import { planQuiz } from './quiz.ts'
import { planSimulation } from './simulation.ts'

export { SCAFFOLDS }

const PLANS: Readonly<Record<ScaffoldKind, (input: ScaffoldInput) => ScaffoldPlan>> = {
  pattern: planPattern,
  incident: planIncident,
  quiz: planQuiz,
  exercise: planExercise,
  simulation: planSimulation,
  concept: planConcept,
}

export interface ScaffoldRequest {
  readonly kind: ScaffoldKind
  /** As it was typed: `Read Repair` is `read-repair`. */
  readonly name: string
  /** The content folder to write to; of a simulation the repository, or any folder. */
  readonly dir: string
  /** `2026-11-22`. */
  readonly today: string
  /** Of a concept: the area that it belongs to. */
  readonly area?: string | undefined
}

export interface Scaffolded {
  readonly kind: ScaffoldKind
  readonly slug: string
  /** Below `dir`. */
  readonly created: readonly string[]
  readonly changed: readonly string[]
  /** What is left to do by hand, besides writing. */
  readonly next: readonly string[]
}

/**
 * Begins a pattern, an incident, a quiz, an exercise, a simulation or a concept: files in the right form, with `[to write: ...]`
 * where the author goes on. All of it is written or nothing; what is there is never replaced, only added to.
 * @throws UserError `bad-name`, `exists`, `no-lesson`, `no-area` or `cannot-write` (exit 2).
 */
export async function scaffold(request: ScaffoldRequest): Promise<Scaffolded> {
  const { kind, dir } = request
  const input = await readInput(request)
  const plan = PLANS[kind](input)
  await refuseExisting(dir, plan, input)
  const next: string[] = [...(plan.next ?? [])]
  const changed: { path: string; text: string; replace: boolean }[] = []
  for (const { path: file, find, replace, otherwise } of plan.edit) {
    const text = await readText(path.join(dir, file))
    if (text.split(find).length !== 2) next.push(otherwise)
    else changed.push({ path: file, text: text.replace(find, () => replace), replace: true })
  }
  const created = plan.create.map((file) => ({ ...file, replace: false }))
  await writeAll(dir, [...created, ...changed])
  if (kind === 'pattern' && input.short !== undefined) {
    next.push(authoringWords().hasLesson({ slug: input.slug }))
  }
  const paths = (files: readonly { path: string }[]) => files.map((file) => file.path)
  return { kind, slug: input.slug, created: paths(created), changed: paths(changed), next }
}

async function readInput({ kind, name, dir, today, area }: ScaffoldRequest): Promise<ScaffoldInput> {
  const slug = asSlug(name)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    const say = authoringWords()
    throw new UserError(say.badName({ name }), { code: 'bad-name', next: [say.nameForm] })
  }
  const input = { slug, name, today }
  if (kind === 'quiz' || kind === 'exercise') return { ...input, lesson: await lessonOf(slug, dir, kind) }
  if (kind === 'concept') return { ...input, area: await areaOf(area, dir) }
  if (kind === 'simulation') return { ...input, ...(await homeOf(slug, dir)) }
  if (kind !== 'pattern') return input
  const { shortPatterns } = await readSearchContent(dir, [])
  const short = shortPatterns.find((one) => one.slug === slug)
  return short === undefined ? input : { ...input, short }
}

/** Whether a simulation becomes one of the repository's, and the lesson of its name that waits for one. */
async function homeOf(slug: string, dir: string): Promise<Pick<ScaffoldInput, 'inRepository' | 'lesson'>> {
  const inRepository = (await pathKind(path.join(dir, 'src/simulation/registry.ts'))) === 'file'
  if (!inRepository) return { inRepository }
  const content = path.join(dir, 'content')
  const lesson = await findLesson(slug, content)
  const isShown =
    lesson !== undefined && (await pathKind(path.join(content, lesson.path, 'simulation.yaml'))) === 'file'
  return lesson === undefined || isShown ? { inRepository } : { inRepository, lesson }
}

async function lessonOf(
  slug: string,
  dir: string,
  kind: 'quiz' | 'exercise',
): Promise<NonNullable<ScaffoldInput['lesson']>> {
  const lesson = await findLesson(slug, dir)
  if (lesson !== undefined) return lesson
  const say = authoringWords()
  throw new UserError(say.noLesson({ slug, folder: dir }), {
    code: 'no-lesson',
    next: [say.beginFirst({ command: `compendium generate pattern ${slug}` }), say.ofLesson[kind]],
  })
}

async function findLesson(slug: string, dir: string): Promise<ScaffoldInput['lesson']> {
  const found = ['patterns', 'principles'].map((parent) => `${parent}/${slug}`)
  for (const folder of found) {
    const file = path.join(dir, folder, 'lesson.md')
    if ((await pathKind(file)) !== 'file') continue
    const text = await readText(file)
    const source = /^sources:\s*\n\s+-(?:\s*\{)?\s*id:\s*([a-z0-9-]+)/m.exec(text)?.[1] ?? 'source-1'
    return { path: folder, title: slug, source }
  }
  return undefined
}

async function areaOf(area: string | undefined, dir: string): Promise<NonNullable<ScaffoldInput['area']>> {
  if (area === undefined) {
    const say = authoringWords()
    throw new UserError(say.ofArea, { code: 'no-area', next: [say.nameArea] })
  }
  const file = `concepts/${asSlug(area)}.yaml`
  const isThere = (await pathKind(path.join(dir, file))) === 'file'
  const title = area.slice(0, 1).toUpperCase() + area.slice(1)
  return { title, path: file, ...(isThere ? { text: await readText(path.join(dir, file)) } : {}) }
}

async function refuseExisting(dir: string, plan: ScaffoldPlan, { slug, area }: ScaffoldInput): Promise<void> {
  const kinds = await Promise.all(plan.create.map(({ path: file }) => pathKind(path.join(dir, file))))
  const taken = plan.create.filter((_, at) => kinds[at] !== 'missing').map((file) => file.path)
  const isWritten = area?.text !== undefined && new RegExp(`\\bid: ${slug}\\s*[,}\\n]`).test(area.text)
  if (taken.length === 0 && !isWritten) return
  const say = authoringWords()
  const names = [...taken, ...(isWritten ? [say.entryIn({ slug, file: area.path })] : [])].join(', ')
  throw new UserError(say.exists({ names }), { code: 'exists', next: [say.takeOther] })
}

async function writeAll(dir: string, files: Parameters<typeof writeTogether>[1]): Promise<void> {
  try {
    await writeTogether(dir, files)
  } catch (error) {
    const cause = error instanceof WriteTogetherError ? error.cause : error
    if (!isFileError(cause)) throw cause
    const say = authoringWords()
    throw new UserError(say.unwritable({ folder: dir, why: whyNotWritten(cause) }), {
      code: 'cannot-write',
      next: [say.makeWritable],
      cause,
    })
  }
}
