import { Chalk } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { Hint } from '../corpus/exercise-schema.ts'
import { gradingWords } from '../messages/grading/index.ts'

/** A hint as text, its paragraphs wrapped and its list items hanging, with the way to the next level. */
export function hintText(
  hint: Hint,
  {
    exercise,
    lesson,
    levels,
  }: { readonly exercise: string; readonly lesson: string; readonly levels: number },
  { width, color }: { readonly width: number; readonly color: 0 | 1 | 2 | 3 },
): string {
  const chalk = new Chalk({ level: color })
  const { place, more, last } = gradingWords().hint
  const next =
    hint.level < levels
      ? more({ command: `compendium hint ${exercise} --level ${hint.level + 1}` })
      : last({ command: `compendium learn ${lesson}` })
  const head = `${chalk.bold(place({ level: hint.level, levels }))}  ${hint.title}`
  return [head, '', ...hintBlocks(hint.text, width), '', chalk.dim(next)].join('\n')
}

/** The text of a hint, its paragraphs wrapped and its list items hanging. */
export function hintBlocks(text: string, width: number): string[] {
  return blocks(text).map((block) => wrapped(block, width))
}

/** Paragraphs and list items, each as one line; an empty line stays where one stood. */
function blocks(text: string): string[] {
  return text
    .split('\n\n')
    .flatMap((paragraph) => [...paragraph.split(/\n(?=- )/).map((one) => one.replace(/\s*\n\s*/g, ' ')), ''])
    .slice(0, -1)
}

function wrapped(block: string, width: number): string {
  const hang = block.startsWith('- ') ? '  ' : ''
  return wrapAnsi(block, width - hang.length)
    .split('\n')
    .map((line, index) => (index === 0 ? line : hang + line))
    .join('\n')
}
