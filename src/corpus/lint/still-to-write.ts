import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import type { Problems } from '../compile/problem.ts'

/** What `content new` leaves where an author has to write: `[to write: what it is]`. */
const MARK = /\[to write: ([^\]\n]+)\]/g

/**
 * `unwritten`: what was scaffolded is filled in. A warning, since what was begun is right in its form and can be tried from
 * the first day; a test keeps it out of the content that ships. Programs of exercises may say what they like.
 */
export function noneUnwritten(
  { parsed, clusters, concepts, incidents }: ParsedCorpus,
  problems: Problems,
): void {
  for (const { folder } of [...parsed, ...clusters]) {
    for (const [name, text] of folder.files) {
      if (/\.(md|yaml)$/.test(name)) unwrittenIn(`${folder.path}/${name}`, text, problems)
    }
  }
  for (const { yaml, text } of incidents) unwrittenIn(yaml.file, text, problems)
  for (const { yaml, at, ...concept } of concepts) {
    for (const text of Object.values(concept)) {
      for (const [, what = ''] of String(text).matchAll(MARK))
        report(yaml.file, yaml.lineOf(at), what, problems)
    }
  }
}

function unwrittenIn(file: string, text: string, problems: Problems): void {
  for (const [index, line] of text.split('\n').entries()) {
    for (const [, what = ''] of line.matchAll(MARK)) report(file, index + 1, what, problems)
  }
}

function report(file: string, line: number, what: string, problems: Problems): void {
  problems.warning(file, line, 'unwritten', `still to be written: ${what}`)
}
