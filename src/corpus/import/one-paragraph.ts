/**
 * Markdown as one paragraph, which is what a question has room for: lines of code become code with a line break behind each,
 * paragraphs and list items run on.
 */
export function oneParagraph(markdown: string): string {
  const lines: string[] = []
  let isCode = false
  for (const line of markdown.replaceAll('\r\n', '\n').trim().split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode
    else if (isCode) lines.push(codeLine(line))
    else if (line.trim() === '') lines.push(lines.at(-1)?.endsWith('\\') === false ? '\\' : '')
    else lines.push(plainLine(line))
  }
  return joined(lines.filter((line) => line !== ''))
}

/** A program, line by line. */
export function codeLines(program: string): string {
  return program.replace(/\s+$/, '').split('\n').map(codeLine).join('\n')
}

/** A blank line stays one, so that lines can be counted. */
function codeLine(line: string): string {
  if (line.trim() === '') return '` `\\'
  const fence = line.includes('`') ? '``' : '`'
  const padding = fence === '``' ? ' ' : ''
  return `${fence}${padding}${line.trimEnd()}${padding}${fence}\\`
}

/** What would begin a block is a plain sign. */
function plainLine(line: string): string {
  return line.trim().replace(/^(#{1,6}|[-*+]|>|\d+[.)])\s+/, '')
}

function joined(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n\\(?=\n|$)/g, '\\')
    .replace(/\\+$/, '')
}
