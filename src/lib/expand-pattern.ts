/** More forms than this are no longer a list that an author has in mind. */
const MOST_FORMS = 64
const HIDDEN = 0xe000

/**
 * All texts that a pattern stands for: `[the] last (write|writer) wins` is four. `[...]` may be left out, `(a|b)` is one of
 * them, and they do not nest; a backslash before any of these signs makes it a plain one. There is nothing to backtrack in: a pattern is a list, written short.
 * @throws Error that says what is wrong with the pattern.
 */
export function expandPattern(pattern: string): readonly string[] {
  const parts = hidden(pattern).split(/(\[[^[\]()]*\]|\([^[\]()]*\))/)
  let forms: readonly string[] = ['']
  for (const part of parts) {
    const options = optionsOf(part, pattern)
    if (forms.length * options.length > MOST_FORMS) {
      throw new Error(`"${pattern}" stands for more than ${MOST_FORMS} texts`)
    }
    forms = forms.flatMap((form) => options.map((option) => form + option))
  }
  return forms.map(shown)
}

/** Signs behind a backslash as others, of the private use area, which no pattern has. */
function hidden(pattern: string): string {
  return pattern.replace(/\\([[\]()|\\])/g, (_, sign: string) =>
    String.fromCodePoint(HIDDEN + sign.charCodeAt(0)),
  )
}

function shown(form: string): string {
  return form.replace(/[\ue000-\ue07f]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) - HIDDEN))
}

/** The pattern that stands for this text alone. */
export function plainPattern(text: string): string {
  return text.replace(/[[\]()|\\]/g, '\\$&')
}

function optionsOf(part: string, pattern: string): readonly string[] {
  if (part.startsWith('[') && part.endsWith(']')) return ['', ...part.slice(1, -1).split('|')]
  if (part.startsWith('(') && part.endsWith(')')) return part.slice(1, -1).split('|')
  if (/[[\]()|]/.test(part))
    throw new Error(`"${pattern}" has a bracket without its other half, or a | outside of them`)
  return [part]
}
