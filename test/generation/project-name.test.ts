import { describe, expect, test } from 'vitest'
import { checkProjectName } from '../../src/generation/project-name.ts'
import { isUserError } from '../../src/lib/user-error.ts'

function refusal(name: string): string {
  try {
    checkProjectName(name)
    return ''
  } catch (error) {
    if (!isUserError(error)) throw error
    return [error.message, ...error.next].join('\n')
  }
}

describe('a project name', () => {
  test.each(['shop', 'a', 'order-service-2', 'x'.repeat(64)])('may be %s', (name) => {
    expect(checkProjectName(name)).toBe(name)
  })

  test.each([
    ['', 'it is empty'],
    [' ', 'it is empty'],
    ['../shop', 'it is a path'],
    ['a/b', 'it is a path'],
    ['a\\b', 'it is a path'],
    ['..', 'it is a path'],
    ['.hidden', 'does not start with a lower-case letter'],
    ['2fast', 'does not start with a lower-case letter'],
    ['shop_1', 'characters that a package name may not have'],
    ['shop-', 'characters that a package name may not have'],
    ['a--b', 'characters that a package name may not have'],
    ['shop\n', 'characters that a package name may not have'],
    ['x'.repeat(65), 'more than 64 characters'],
    ['con', 'reserved'],
    ['lpt9', 'reserved'],
    ['http', 'reserved'],
    ['node-modules', 'reserved'],
  ])('may not be %j', (name, reason) => {
    expect(refusal(name)).toContain(reason)
  })

  test.each([
    ['My Shop', 'my-shop'],
    ['café', 'cafe'],
    ['../evil', 'evil'],
    ['con', 'con-service'],
    ['2fast', 'fast'],
  ])('%j is answered with a name that would do', (name, better) => {
    expect(refusal(name)).toContain(`For example: compendium generate project ${better}`)
  })

  test('that has no usable letter gets no suggestion', () => {
    expect(refusal('日本')).not.toContain('For example')
  })

  test('with control characters is shown, not sent to the terminal', () => {
    expect(refusal('a\u001b[31m')).toContain('\\u001b')
  })
})
