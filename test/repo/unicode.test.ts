import path from 'node:path'
import { build } from 'esbuild'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { unicodePlugin } from '../../scripts/build/unicode-plugin.ts'

const root = path.resolve(import.meta.dirname, '../..')

interface Bundled {
  readonly width: typeof stringWidth
  readonly LazySegmenter: typeof Intl.Segmenter
}

/** Every character of the planes in use, and texts that join, colour and combine them. */
const text = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.integer({ min: 0x20, max: 0x2fff }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom(
      '\u0301',
      '\u200d',
      '\ufe0f',
      '\u20e3',
      '👩',
      '🏽',
      '한',
      'ｱ',
      'ﾞ',
      '\u001b[1m',
      '\r\n',
      '─',
      'é',
      '—',
      '✔',
    ),
  ),
})

describe('measuring text in the bundle', () => {
  let bundled: Bundled

  beforeAll(async () => {
    bundled = await bundleModules()
  })

  it('gives every single character the width that string-width gives it', () => {
    const different: string[] = []
    for (let code = 0; code <= 0x1ffff; code++) {
      const character = String.fromCodePoint(code)
      if (bundled.width(character) !== stringWidth(character)) different.push(code.toString(16))
    }
    expect(different).toEqual([])
  })

  it('gives every text the width that string-width gives it, ambiguous signs wide or narrow', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (input, ambiguousIsNarrow) => {
        expect(bundled.width(input, { ambiguousIsNarrow })).toBe(stringWidth(input, { ambiguousIsNarrow }))
      }),
      { seed: 1, numRuns: 3000 },
    )
  })

  it('splits every text as Intl.Segmenter does', () => {
    const lazy = new bundled.LazySegmenter()
    const real = new Intl.Segmenter()
    fc.assert(
      fc.property(text, fc.nat({ max: 12 }), (input, index) => {
        expect([...lazy.segment(input)]).toEqual([...real.segment(input)])
        expect(lazy.segment(input).containing(index)).toEqual(real.segment(input).containing(index))
      }),
      { seed: 1, numRuns: 3000 },
    )
  })

  it('splits every character off its neighbours as Intl.Segmenter does', () => {
    const lazy = new bundled.LazySegmenter()
    const real = new Intl.Segmenter()
    for (let code = 0; code <= 0x2fff; code++) {
      const input = `a${String.fromCodePoint(code)}${String.fromCodePoint(code)}b`
      if ([...lazy.segment(input)].length !== [...real.segment(input)].length) {
        expect.fail(`U+${code.toString(16)} is no grapheme of its own`)
      }
    }
  })

  it('splits into words and sentences as Intl.Segmenter does', () => {
    for (const granularity of ['word', 'sentence'] as const) {
      const lazy = new bundled.LazySegmenter('en', { granularity })
      const real = new Intl.Segmenter('en', { granularity })
      expect([...lazy.segment('One two. Three!')]).toEqual([...real.segment('One two. Three!')])
    }
  })
})

async function bundleModules(): Promise<Bundled> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { default as width } from 'string-width'
export { LazySegmenter } from './scripts/build/lazy-segmenter.js'`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [unicodePlugin(root)],
    write: false,
  })
  const code = outputFiles[0]?.text ?? ''
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Bundled
}
