import type { CertificationItem } from '../corpus/certificate.ts'
import type { CaseStudyCheck } from '../learning/certify/case-study.ts'
import type { ExamScore } from '../learning/certify/exam.ts'
import type { Standing } from '../learning/certify/standing.ts'
import type { Verification } from '../learning/certify/verify.ts'
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
    'What one asks for: compendium certify NAME',
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
  const isMet = standings.every(({ met }) => met)
  const blocks = standings.flatMap(({ text, met, done, of, missing }) => [
    `${met ? paint.tip('[x]') : '[ ]'} ${text} (${done} of ${of})`,
    ...missing.slice(0, MOST_MISSING).map(({ what, command }) => `      ${what}: ${paint.muted(command)}`),
    ...(missing.length > MOST_MISSING ? [`      and ${missing.length - MOST_MISSING} more`] : []),
  ])
  const next = isMet ? ['', `All met. Have it written: compendium certify ${id} --issue`] : []
  return [paint.strong(title), '', ...blocks, ...next].join('\n')
}

/** How an exam that is over ended; it does not tell the answers, since there may be another. */
export function examText(
  { correct, answered, total }: ExamScore,
  passed: boolean,
  needed: number,
  weak: readonly string[],
): string {
  const unanswered = total > answered ? `, ${total - answered} not answered` : ''
  return [
    `${passed ? 'Passed' : 'Not passed'}: ${correct} of ${total} right${unanswered}, ${needed} needed.`,
    ...(weak.length === 0 ? [] : ['', 'Read again:', ...weak.map((slug) => `- compendium learn ${slug}`)]),
  ].join('\n')
}

export function caseStudyText({ sections, problems, words }: CaseStudyCheck): string {
  const rows = sections.map(
    ({ heading, words: has, needed }) =>
      `${has >= needed ? '[x]' : '[ ]'} ${heading}: ${has} of ${needed} words`,
  )
  const verdict =
    problems.length === 0
      ? [
          `Handed in: ${words} words. Sections and length are checked; how good it is, you have judged yourself.`,
        ]
      : ['Not handed in:', ...problems.map((problem) => `- ${problem}`)]
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
  const facts =
    body === undefined
      ? []
      : [
          `${body.title}, held by ${body.holder}, issued ${body.issuedAt} by compendium ${body.compendium}`,
          ...body.requirements.map(({ text, evidence: rests }) => `- ${text} (${rests.length} events)`),
          `Key ${fingerprint}${isOwnKey ? ', which is yours' : ''}`,
        ]
  const checked =
    evidence === undefined
      ? 'Evidence: not checked, there is no log here.'
      : `Evidence: ${evidence.matching} events are in the log here, ${evidence.missing.length} are not, ${evidence.changed.length} differ.`
  return [
    valid ? 'Valid: nothing in it was changed.' : 'NOT VALID.',
    ...problems,
    ...facts,
    ...(body ? [checked] : []),
  ].join('\n')
}
