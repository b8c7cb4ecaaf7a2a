import type { Key } from 'ink'
import { describe, expect, it } from 'vitest'
import { keyNames, typedText } from '../../../src/ui/terminal/keys.ts'

const NONE: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
}

describe('keyNames', () => {
  it('splits letters that arrived at once', () => {
    expect(keyNames('jjG', NONE)).toEqual(['j', 'j', 'G'])
  })

  it('names enter, space and backspace inside pasted text', () => {
    expect(keyNames('a b\r\u007F', NONE)).toEqual(['a', 'space', 'b', 'enter', 'backspace'])
  })

  it('takes the 0x7f key, which Ink calls delete, for backspace', () => {
    expect(keyNames('', { ...NONE, delete: true })).toEqual(['backspace'])
  })

  it('names keys with Ctrl', () => {
    expect(keyNames('c', { ...NONE, ctrl: true })).toEqual(['ctrl+c'])
  })

  it('takes Escape and a letter in one go for both', () => {
    expect(keyNames('G', { ...NONE, meta: true })).toEqual(['escape', 'G'])
  })

  it('drops control characters that mean nothing', () => {
    expect(keyNames('\u0000\u0007x', NONE)).toEqual(['x'])
  })
})

describe('typedText', () => {
  it('is the character, a space for the space bar, nothing for other keys', () => {
    expect(['é', 'space', 'pageup', 'ctrl+a'].map(typedText)).toEqual(['é', ' ', '', ''])
  })
})
