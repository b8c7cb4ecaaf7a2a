import { cliWords } from '../messages/cli/index.ts'
import type { ColorLevel } from './color.ts'
import { asTyped, type CommandSummary, type Program, userAgent } from './program.ts'

type Style = (text: string) => string

const INDENT = '  '

/**
 * The help of the whole program or of one topic. Drawn here and not by oclif, because it is what
 * people type first: it needs only the names and summaries, and no library.
 */
export function overview(
  program: Program,
  topic: string | undefined,
  color: ColorLevel,
  width: number,
): string {
  const bold: Style = color > 0 ? (text) => `\u001B[1m${text}\u001B[22m` : (text) => text
  const shown = program.commands.filter(({ hidden }) => !hidden)
  const inside = topic === undefined ? shown : shown.filter(({ id }) => id.startsWith(`${topic}:`))
  const words = cliWords()
  const usage = ['compendium', ...(topic === undefined ? [] : [asTyped(topic)]), words.command].join(' ')
  const head = topic === undefined ? words.about : topicSummary(topic, inside, program)
  const rows = inside.map(({ id, summary }) => [asTyped(id), summary] as const)
  return [
    head,
    '',
    `${bold(words.headings.usage)}\n${INDENT}$ ${usage}`,
    '',
    `${bold(words.headings.commands)}\n${table(rows, width)}`,
    '',
    words.seeHelp,
    ...(topic === undefined ? ['', `${bold(words.headings.version)}\n${INDENT}${userAgent(program)}`] : []),
    '',
  ].join('\n')
}

function topicSummary(topic: string, inside: readonly CommandSummary[], { pjson }: Program): string {
  const described = pjson.oclif.topics?.[topic]?.description
  return described ?? cliWords().commandsAbout({ count: inside.length, topic: asTyped(topic) })
}

function table(rows: readonly (readonly [name: string, summary: string])[], width: number): string {
  const column = Math.max(0, ...rows.map(([name]) => name.length)) + 2
  const room = Math.max(20, Math.min(width, 100) - column - INDENT.length)
  return rows
    .map(([name, summary]) => {
      const lines = wrap(summary, room)
      const gap = ' '.repeat(INDENT.length + column)
      return `${INDENT}${name.padEnd(column)}${lines.join(`\n${gap}`)}`.trimEnd()
    })
    .join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
