import type { CertificationItem } from '../corpus/certificate.ts'
import type { CaseStudyCheck } from '../learning/certify/case-study.ts'
import type { ExamScore } from '../learning/certify/exam.ts'
import type { Standing } from '../learning/certify/standing.ts'
import type { Verification } from '../learning/certify/verify.ts'
import { studyWords } from '../messages/study/index.ts'
import { definitionList } from './definition-list.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'

/** More than these are found by doing these. */
const MOST_MISSING = 5

export function certificationsText(
  all: readonly CertificationItem[],
  { width }: { readonly width: number },
): string {
  const rows = all.map(({ id, title, summary }) => [id, `${title}. ${summary}`] as const)
  return [
    ...definitionList(rows, { width, indent: 2 }),
    '',
    studyWords().certify.whatOne({ command: 'compendium certify NAME' }),
  ].join('\n')
}

/** What is met, and for the rest what to do. */
export function standingsText(
  title: string,
  id: string,
  standings: readonly Standing[],
  options: ThemeOptions,
): string {
  const { paint } = lessonTheme(options)
  const { certify } = studyWords()
  const isMet = standings.every(({ met }) => met)
  const blocks = standings.flatMap(({ text, met, done, of, missing }) => [
    `${met ? paint.tip('[x]') : '[ ]'} ${text} ${certify.doneOf({ done, of })}`,
    ...missing.slice(0, MOST_MISSING).map(({ what, command }) => `      ${what}: ${paint.muted(command)}`),
    ...(missing.length > MOST_MISSING
      ? [`      ${certify.more({ count: missing.length - MOST_MISSING })}`]
      : []),
  ])
  const next = isMet ? ['', certify.allMet({ command: `compendium certify ${id} --issue` })] : []
  return [paint.strong(title), '', ...blocks, ...next].join('\n')
}

/** How an exam that is over ended; it does not tell the answers, since there may be another. */
export function examText(
  { correct, answered, total }: ExamScore,
  passed: boolean,
  needed: number,
  weak: readonly string[],
): string {
  const { certify } = studyWords()
  const score = certify.score({ correct, total, unanswered: total - answered, needed })
  return [
    passed ? certify.passed({ score }) : certify.notPassed({ score }),
    ...(weak.length === 0
      ? []
      : ['', certify.readAgain, ...weak.map((slug) => `- compendium learn ${slug}`)]),
  ].join('\n')
}

export function caseStudyText({ sections, problems, words }: CaseStudyCheck): string {
  const { certify } = studyWords()
  const rows = sections.map(
    (section) => `${section.words >= section.needed ? '[x]' : '[ ]'} ${certify.section(section)}`,
  )
  const verdict =
    problems.length === 0
      ? [certify.handedIn({ words })]
      : [certify.notHandedIn, ...problems.map((problem) => `- ${problem}`)]
  return [...rows, '', ...verdict].join('\n')
}

/** What was found about a certificate file. */
export function verificationText({
  valid,
  problems,
  body,
  fingerprint,
  isOwnKey,
  evidence,
}: Verification): string {
  const { certify } = studyWords()
  const facts =
    body === undefined
      ? []
      : [
          certify.issued({ ...body, at: body.issuedAt, version: body.compendium }),
          ...body.requirements.map(
            ({ text, evidence: rests }) => `- ${certify.rests({ text, count: rests.length })}`,
          ),
          (isOwnKey ? certify.ownKey : certify.key)({ key: fingerprint ?? '' }),
        ]
  const checked =
    evidence === undefined
      ? certify.noLog
      : certify.evidence({
          matching: evidence.matching,
          missing: evidence.missing.length,
          changed: evidence.changed.length,
        })
  return [valid ? certify.valid : certify.notValid, ...problems, ...facts, ...(body ? [checked] : [])].join(
    '\n',
  )
}
