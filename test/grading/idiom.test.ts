import { describe, expect, it } from 'vitest'
import { handed, literal } from '../../src/grading/idiom.ts'
import { type Language, languageById, OTHER_LANGUAGE } from '../../src/grading/languages.ts'

function language(id: string): Language {
  const found = languageById(id)
  if (found === undefined) throw new Error(`no language ${id}`)
  return found
}

/** What a method gives, what it is handed, what lies in lists and maps. */
const NOTHING = [
  ['python', 'None', 'None', '[1, None, {"a": None}]'],
  ['javascript', 'undefined', 'null', '[1, null, {"a": null}]'],
  ['typescript', 'undefined', 'null', '[1, null, {"a": null}]'],
  ['go', 'nil', 'nil', '[1, nil, {"a": nil}]'],
  ['java', 'null', 'null', '[1, null, {"a": null}]'],
] as const

describe('nothing', () => {
  it.each(NOTHING)(
    'in %s is given as %s, handed over as %s, and lies in a list so',
    (id, given, taken, list) => {
      expect(literal(null, language(id))).toBe(given)
      expect(handed(null, language(id))).toBe(taken)
      expect(literal([1, null, { a: null }], language(id))).toBe(list)
      expect(handed([1, null, { a: null }], language(id))).toBe(list)
    },
  )

  it('crosses as null to a program of any language', () => {
    expect(literal(null, OTHER_LANGUAGE)).toBe('null')
    expect(handed(null, OTHER_LANGUAGE)).toBe('null')
  })
})
