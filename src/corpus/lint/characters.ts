import type { Problems } from '../compile/problem.ts'
import type { TopicFolder } from '../compile/read-part.ts'
import type { Rule } from './rule.ts'

/** Escape codes would reach the reader's terminal; signs that turn the direction of text can hide what code says. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** `control-character`: nothing invisible acts on the terminal or on the order of the text. */
export const visibleText: Rule = ({ folder }, problems) => hiddenCharacters(folder, problems)

/** Reports them in all texts of a folder. */
export function hiddenCharacters(folder: TopicFolder, problems: Problems): void {
  for (const [name, text] of folder.files) {
    if (/\.(md|yaml|txt)$/.test(name)) hiddenInText(`${folder.path}/${name}`, text, problems)
  }
}

/** Reports them in the text of one file. */
export function hiddenInText(file: string, text: string, problems: Problems): void {
  for (const [index, line] of text.split('\n').entries()) {
    const found = HIDDEN.exec(line.replaceAll('\t', ''))?.[0]
    if (found === undefined) continue
    const code = found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    const message = `the invisible character U+${code} stands in this line`
    problems.error(file, index + 1, 'control-character', message)
  }
}
