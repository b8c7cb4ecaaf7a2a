import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'esbuild'

const ASCII_ONLY = '/^[\\u0020-\\u007E]*$/.test(string)'
const EMOJI = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;'

/** As in lazy-segmenter.js: characters that stand alone, all of them one column wide. */
const SINGLE =
  '/^[\\x20-\\x7e\\xa1-\\xac\\xae-\\u02ff\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\u209c\\u2190-\\u2193\\u2200-\\u22ff\\u2500-\\u259f]*$/'

/**
 * Measuring text is exact for every emoji, and pays for that at start: V8 needs tens of
 * milliseconds to compile the pattern of all emoji sequences. Here the pattern is made when a
 * character comes that could be one, and the check for plain text knows lines, dashes and
 * accented letters too. test/repo/unicode.test.ts holds the result against the library.
 */
export function unicodePlugin(root: string): Plugin {
  const stringWidth = path.join(root, 'node_modules', 'string-width', 'index.js')
  return {
    name: 'unicode',
    setup(build) {
      // Ink brings an older copy of its own, with the same interface and the same cost.
      build.onResolve({ filter: /^string-width$/ }, ({ kind }) =>
        kind === 'import-statement' ? { path: stringWidth } : undefined,
      )
      build.onLoad({ filter: /node_modules[\\/]string-width[\\/]index\.js$/ }, async ({ path: file }) => {
        const source = await readFile(file, 'utf8')
        // Older copies, for CommonJS, are left alone.
        return source.includes(EMOJI) ? { contents: makeLazy(source) } : undefined
      })
    },
  }
}

function makeLazy(source: string): string {
  const parts = source.split(ASCII_ONLY)
  if (parts.length !== 2) throw new Error('string-width checks for plain text differently in this version')
  const lazy = `let rgiEmoji; const rgiEmojiRegex = { test: (s) => (s.length > 1 || s >= '\\u231a') && (rgiEmoji ??= /^\\p{RGI_Emoji}$/v).test(s) };`
  return parts
    .join(`(ambiguousIsNarrow ? ${SINGLE} : ${ASCII_ONLY.replace('.test(string)', '')}).test(string)`)
    .replace(EMOJI, () => lazy)
}
