import { createHash } from 'node:crypto'
import type { CaseStudyRequirement } from '../../corpus/certificate.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { readText, UnreadableText } from '../../platform/read-text.ts'
import type { ProgressFact } from '../events.ts'

const LIMIT_BYTES = 4 * 1024 ** 2

const ASSESSMENT = 'Self-assessment'

export interface CaseStudyCheck {
  readonly words: number
  /** By section of the rubric. */
  readonly sections: readonly { readonly heading: string; readonly words: number; readonly needed: number }[]
  /** What is wrong, in sentences. */
  readonly problems: readonly string[]
}

/** What the learner begins with: the headings, what each asks, and the criteria to tick. */
export function rubricText(title: string, { sections, criteria }: CaseStudyRequirement): string {
  const parts = sections.map(
    ({ heading, words, asks }) => `## ${heading}\n\n<!-- At least ${words} words. ${asks} -->\n`,
  )
  const ticks = criteria.map((criterion) => `- [ ] ${criterion}`)
  return [
    `# Case study: ${title}\n`,
    ...parts,
    `## ${ASSESSMENT}\n`,
    '<!-- Nobody else judges this text. Put an x between the brackets where you can answer for it. -->\n',
    `${ticks.join('\n')}\n`,
  ].join('\n')
}

/** Whether a Markdown text has what the rubric asks for: its sections, their length, and the ticks of its author. */
export function checkCaseStudy(
  markdown: string,
  { sections, criteria }: CaseStudyRequirement,
): CaseStudyCheck {
  const said = troubleWords().certify
  const written = sectionsOf(markdown)
  const found = sections.map(({ heading, words }) => ({
    heading,
    words: wordsIn(written.get(heading.toLowerCase())),
    needed: words,
  }))
  const ticked = written.get(ASSESSMENT.toLowerCase()) ?? ''
  const short = found.flatMap(({ heading, words, needed }) => {
    if (!written.has(heading.toLowerCase())) return [said.noSection({ heading })]
    return words < needed ? [said.short({ heading, words, needed })] : []
  })
  const open = criteria.filter((criterion) => !isTicked(ticked, criterion))
  return {
    words: found.reduce((sum, { words }) => sum + words, 0),
    sections: found,
    problems: [...short, ...open.map((criterion) => said.notTicked({ heading: ASSESSMENT, criterion }))],
  }
}

export function caseStudyFact(
  certificate: string,
  markdown: string,
  { words }: CaseStudyCheck,
  { criteria }: CaseStudyRequirement,
): ProgressFact {
  const sha256 = createHash('sha256').update(markdown).digest('hex')
  return { kind: 'case-study', slug: certificate, data: { sha256, words, criteria } }
}

/** The text below each level-2 heading, by the heading in lower case. Code and comments are no prose. */
function sectionsOf(markdown: string): ReadonlyMap<string, string> {
  const prose = markdown
    .replaceAll('\r\n', '\n')
    .replace(/^ {0,3}(```|~~~)[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|(?![\s\S]))/gm, '')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  const sections = new Map<string, string>()
  let heading: string | undefined
  for (const line of prose.split('\n')) {
    const found = /^ {0,3}##[ \t]+(?<title>\S.*)$/.exec(line)?.groups?.['title']
    if (found !== undefined) heading = found.replace(/[ \t#]+$/, '').toLowerCase()
    else if (heading !== undefined) sections.set(heading, `${sections.get(heading) ?? ''}${line}\n`)
    if (heading !== undefined && !sections.has(heading)) sections.set(heading, '')
  }
  return sections
}

function wordsIn(text: string | undefined): number {
  return text?.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0
}

function isTicked(section: string, criterion: string): boolean {
  const wanted = criterion.toLowerCase()
  return section
    .split('\n')
    .some((line) => /^\s*[-*+] \[[xX]\]/.test(line) && line.toLowerCase().includes(wanted))
}

/** The file's text, `-` for standard input. @throws UserError (exit 2) when there is none to read. */
export async function readCaseStudy(file: string): Promise<string> {
  try {
    return await readText(file, LIMIT_BYTES)
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    throw new UserError(`${file} ${error.message}.`, {
      code: 'bad-case-study',
      next: [troubleWords().certify.nameMarkdown],
    })
  }
}
