import path from 'node:path'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { corpusDir } from '../platform/corpus-dir.ts'
import { asSlug, loadIndex, readCompiled } from './corpus.ts'

/** Read the lessons to their end, and have this share of each quiz right. */
export interface StudyRequirement {
  readonly type: 'study'
  readonly topics: readonly string[]
  readonly share: number
}

/** Programs for so many exercises were graded PASS; without `among` of any pattern. */
export interface PatternsRequirement {
  readonly type: 'patterns'
  readonly count: number
  readonly among?: readonly string[]
}

/** The same for exercises on a cluster: the capstone. */
export interface ClustersRequirement {
  readonly type: 'clusters'
  readonly count: number
  readonly among: readonly string[]
}

/** A text with these sections, which the learner has assessed by these criteria. */
export interface CaseStudyRequirement {
  readonly type: 'case-study'
  readonly sections: readonly { readonly heading: string; readonly words: number; readonly asks: string }[]
  readonly criteria: readonly string[]
}

/** So many questions on these topics in so many minutes, with this share right. */
export interface ExamRequirement {
  readonly type: 'exam'
  readonly topics: readonly string[]
  readonly questions: number
  readonly minutes: number
  readonly share: number
}

export type Requirement =
  | StudyRequirement
  | PatternsRequirement
  | ClustersRequirement
  | CaseStudyRequirement
  | ExamRequirement

export interface Certification {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly requirements: readonly Requirement[]
}

/** One row of the index. */
export interface CertificationItem extends Pick<Certification, 'id' | 'title' | 'summary'> {}

/** @throws UserError `unknown-certificate` (exit 2), naming the nearest ids. */
export function requireCertification(name: string, dir: string = corpusDir()): Certification {
  const known = certifications(dir)
  const wanted = asSlug(name)
  const found = known.find(({ id, title }) => id === wanted || asSlug(title) === wanted)
  if (found !== undefined) {
    return readCompiled(path.join(dir, 'certificates', `${found.id}.json`)) as Certification
  }
  const near = closest(
    wanted,
    known.map(({ id }) => id),
  )
  const { corpus, didYouMean } = troubleWords()
  throw new UserError(corpus.noCertificate({ name }), {
    code: 'unknown-certificate',
    next: [...near.map((id) => didYouMean({ names: id })), corpus.certificates],
  })
}

export function certifications(dir: string = corpusDir()): readonly CertificationItem[] {
  return loadIndex(dir).certificates ?? []
}
