import type { TextProps } from 'ink'

/** How the parts that all screens share look. Without colour none of this shows, so none of it carries meaning. */
export const theme = {
  titleBar: { inverse: true, bold: true },
  statusBar: { inverse: true },
  error: { color: 'red', inverse: true },
  prompt: {},
  marker: { color: 'cyan', bold: true },
  selected: { bold: true, color: 'cyan' },
  muted: { dimColor: true },
} as const satisfies Record<string, TextProps>

/** A match in the text: reverse video, which needs no colour of its own. */
export const HIT = { on: '\u001B[7m', off: '\u001B[27m' } as const
/** The match that was jumped to. */
export const CURRENT_HIT = { on: '\u001B[7m\u001B[1m', off: '\u001B[22m\u001B[27m' } as const
