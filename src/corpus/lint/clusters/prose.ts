import type { ParsedCluster } from '../../compile/parse-cluster.ts'
import { hiddenCharacters } from '../characters.ts'
import { figureIn } from '../figures.ts'
import type { ClusterRule } from './rule.ts'

/** `control-character`: nothing invisible acts on the terminal or on the order of the text. */
export const visibleWords: ClusterRule = ({ folder }, problems) => hiddenCharacters(folder, problems)

/** `unknown-source`: what is cited as `[@id]` is in the list. */
export const knownCitations: ClusterRule = (cluster, problems) => {
  const known = new Set(cluster.exercise.sources.map(({ id }) => id))
  for (const { file, line, text } of prose(cluster)) {
    for (const [, id = ''] of text.matchAll(/\[@([\w-]+)\]/g)) {
      if (!known.has(id))
        problems.error(file, line, 'unknown-source', `"${id}" is not in the list of sources`)
    }
  }
}

/** `figure-source`: a number that says something about the world needs a citation in its paragraph. */
export const citedFigures: ClusterRule = (cluster, problems) => {
  for (const { file, line, text } of prose(cluster)) {
    const figure = figureIn(text)
    if (figure === undefined) continue
    const message = `"${figure.text}" has no [@source] in its paragraph`
    if (figure.isStrong) problems.error(file, line, 'figure-source', message)
    else problems.warning(file, line, 'figure-source', message)
  }
}

interface Paragraph {
  readonly file: string
  readonly line: number | undefined
  readonly text: string
}

/** All that a learner reads, but code, paragraph by paragraph. */
function prose({ exercise, yaml, folder }: ParsedCluster): Paragraph[] {
  const at = (path: readonly PropertyKey[], text: string): Paragraph[] =>
    paragraphs(text).map((one) => ({ file: yaml.file, line: yaml.lineOf(path), text: one }))
  return [
    ...at(['summary'], exercise.summary),
    ...at(['task'], exercise.task),
    ...exercise.stages.flatMap(({ statement }, index) => at(['stages', index, 'statement'], statement)),
    ...exercise.hints.flatMap(({ text }) =>
      paragraphs(text).map((one) => ({ file: `${folder.path}/hints.md`, line: undefined, text: one })),
    ),
  ]
}

function paragraphs(text: string): string[] {
  return text
    .replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, '')
    .replace(/`[^`\n]+`/g, '')
    .split(/\n\s*\n/)
}
