import * as z from 'zod'
import type { Certification, Requirement } from '../certificate.ts'
import type { Topic } from '../topic.ts'
import type { Problems } from './problem.ts'
import type { TopicFolder } from './read-part.ts'
import { slug, words } from './words.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

const topics = z.array(slug).min(1)
const share = z.number().min(0.5, 'less than half is no pass').max(1)
const count = z.int().min(1)

const requirement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('study'), topics, share }),
  z.strictObject({ type: z.literal('patterns'), count, among: topics.optional() }),
  z.strictObject({ type: z.literal('clusters'), count, among: topics }),
  z.strictObject({
    type: z.literal('case-study'),
    sections: z.array(z.strictObject({ heading: words, words: count, asks: words })).min(2),
    criteria: z.array(words).min(1),
  }),
  z.strictObject({
    ...{ type: z.literal('exam'), topics, questions: count, share },
    minutes: z.int().min(1).max(240),
  }),
])

export const certificateSchema = z.strictObject({
  title: words,
  summary: words,
  requirements: z
    .array(requirement)
    .min(1)
    .refine(
      (all) => new Set(all.map(({ type }) => type)).size === all.length,
      'has two requirements of one type',
    ),
})

/** What certificates name: topics with their quizzes, exercises on clusters. */
export interface Certifiable {
  readonly topics: readonly Topic[]
  readonly clusters: readonly { readonly id: string }[]
}

/** The certificates of `certificates/*.yaml`; what they name must be there. */
export function parseCertificates(
  folder: TopicFolder,
  known: Certifiable,
  problems: Problems,
): readonly Certification[] {
  return [...folder.files].flatMap(([name, text]) => {
    const file = `certificates/${name}`
    const yaml = readYaml(file, text, problems)
    const data = yaml && checkShape(yaml, certificateSchema, 'certificate', problems)
    if (yaml === undefined || data === undefined) return []
    const requirements = data.requirements as readonly Requirement[]
    for (const [index, one] of requirements.entries()) checkNames(one, index, known, yaml, problems)
    return [{ ...data, id: name.replace(/\.yaml$/, ''), requirements }]
  })
}

/** `unknown-name`: lessons and exercises are there. `few-questions`: an exam can be drawn. */
function checkNames(
  one: Requirement,
  index: number,
  { topics, clusters }: Certifiable,
  yaml: YamlData,
  problems: Problems,
): void {
  const line = yaml.lineOf(['requirements', index])
  const named = 'topics' in one ? one.topics : 'among' in one ? (one.among ?? []) : []
  const there =
    one.type === 'clusters'
      ? clusters.map(({ id }) => id)
      : topics.filter((topic) => one.type !== 'patterns' || topic.hasExercise).map((topic) => topic.slug)
  const unknown = named.filter((name) => !there.includes(name))
  if (unknown.length > 0) {
    problems.error(yaml.file, line, 'unknown-name', `the corpus does not have: ${unknown.join(', ')}`)
  }
  if ('count' in one && one.among !== undefined && one.count > one.among.length) {
    problems.error(yaml.file, line, 'few-exercises', `${one.count} of ${one.among.length} cannot be passed`)
  }
  if (one.type !== 'exam') return
  const pool = topics.filter((topic) => one.topics.includes(topic.slug)).flatMap(({ quiz }) => quiz)
  if (pool.length >= one.questions * 2) return
  const message = `${one.questions} questions of ${pool.length}: two exams would hardly differ`
  problems.error(yaml.file, line, 'few-questions', message)
}
