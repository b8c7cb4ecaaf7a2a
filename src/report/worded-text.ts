import { printable } from '../lib/printable.ts'
import { searchWords } from '../messages/search/index.ts'
import type { WordedAnswer } from '../search/worded/word-answer.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** What a model worded, and that it did; below it each passage that it cites. */
export function wordedText({ text, model, passages }: WordedAnswer, look: Look): string {
  const { paint, spell } = lessonTheme(look)
  const note = searchWords().worded.by({ model: printable(model) })
  return [
    ...indented(spell(note), look, '').map(paint.muted),
    '',
    ...text.split(/\r?\n/).flatMap((line) => indented(spell(printable(line)), look, '')),
    '',
    ...passages.flatMap(({ citation, title, where }) =>
      indented(spell(`[${citation}] ${title}, ${where}`), look, '').map(paint.cite),
    ),
  ].join('\n')
}
