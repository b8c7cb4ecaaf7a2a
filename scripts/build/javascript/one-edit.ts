/** A place of a program, named by what stands there once, and what stands there in another. */
interface TextEdit {
  readonly find: string
  readonly replace: string
}

/** The one edit that makes `other` of `text`: whole lines, and as many around them as name the place. */
export function oneEdit(text: string, other: string): TextEdit {
  if (text === other) throw new Error('nothing differs')
  const lines = text.split(/(?<=\n)/)
  const others = other.split(/(?<=\n)/)
  const most = Math.min(lines.length, others.length)
  let same = 0
  while (same < most && lines[same] === others[same]) same += 1
  let sameAtEnd = 0
  while (sameAtEnd < most - same && lines.at(-1 - sameAtEnd) === others.at(-1 - sameAtEnd)) sameAtEnd += 1
  for (;;) {
    const find = lines.slice(same, lines.length - sameAtEnd).join('')
    const replace = others.slice(same, others.length - sameAtEnd).join('')
    if (text.split(find).length === 2) return { find, replace }
    if (same > 0) same -= 1
    else sameAtEnd -= 1
  }
}
