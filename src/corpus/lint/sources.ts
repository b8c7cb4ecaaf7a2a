import type { ParsedTopic } from '../compile/parse-topic.ts'
import { authoredType } from '../compile/questions/registry.ts'
import type { Rule } from './rule.ts'

/** `unknown-source`: every `[@id]` and every question's source is in the list. */
export const knownSources: Rule = (parsed, problems) => {
  const known = new Set(parsed.frontMatter.data.sources.map(({ id }) => id))
  for (const { id, line } of citationsIn(parsed.markdown)) {
    if (known.has(id)) continue
    problems.error(parsed.lessonFile, line, 'unknown-source', `"${id}" is not in the list of sources`)
  }
  if (parsed.quiz === undefined) return
  const { data, yaml } = parsed.quiz
  for (const [index, question] of data.questions.entries()) {
    const choices = authoredType(question).choicesOf?.(question) ?? []
    const texts = [question.prompt, question.explanation, ...choices.map(({ text }) => text)]
    const cited = [question.source, ...texts.flatMap((text) => citationsIn(text).map(({ id }) => id))]
    for (const id of new Set(cited)) {
      if (known.has(id)) continue
      const line = yaml.lineOf(['questions', index, 'source'])
      problems.error(yaml.file, line, 'unknown-source', `"${id}" is not in the lesson's list of sources`)
    }
  }
}

/** `uncited-source`: a source that nothing cites backs nothing. `duplicate-source`: one id, one source. */
export const citedSources: Rule = ({ frontMatter, cited, lessonFile }, problems) => {
  const seen = new Set<string>()
  for (const [index, { id }] of frontMatter.data.sources.entries()) {
    const line = frontMatter.yaml.lineOf(['sources', index])
    if (seen.has(id)) problems.error(lessonFile, line, 'duplicate-source', `"${id}" is listed twice`)
    else if (!cited.has(id)) problems.error(lessonFile, line, 'uncited-source', `nothing cites "${id}"`)
    seen.add(id)
  }
}

function citationsIn(markdown: string): { id: string; line: number }[] {
  return withoutCode(markdown)
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(/\[@([\w-]+)\]/g)].map((match) => ({ id: match[1] ?? '', line: index + 1 })),
    )
}

/** Blanks out code, keeping line numbers. */
function withoutCode(markdown: ParsedTopic['markdown']): string {
  return markdown
    .replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, (block) => block.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]+`/g, '')
}
