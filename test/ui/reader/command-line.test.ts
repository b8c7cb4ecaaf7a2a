import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '../../../src/ui/screens/reader/command-line.ts'

describe('the command line of the reader', () => {
  it('understands its five commands', () => {
    expect(parseCommandLine('goto Half-open state')).toEqual({ do: 'goto', target: 'Half-open state' })
    expect(parseCommandLine('find reset timeout')).toEqual({ do: 'find', text: 'reset timeout' })
    expect(parseCommandLine('quiz')).toEqual({ do: 'quiz' })
    expect(parseCommandLine('help')).toEqual({ do: 'help' })
    expect(parseCommandLine(' quit ')).toEqual({ do: 'quit' })
  })

  it('takes a number alone for a line', () => {
    expect(parseCommandLine('42')).toEqual({ do: 'goto', target: '42' })
  })

  it('does nothing for an empty line', () => {
    expect(parseCommandLine('  ')).toEqual({ do: 'nothing' })
  })

  it('finds text that looks like a flag', () => {
    expect(parseCommandLine('find --help -x')).toEqual({ do: 'find', text: '--help -x' })
    expect(parseCommandLine('find a -- b')).toEqual({ do: 'find', text: 'a -- b' })
  })

  it('says what it did not understand, and what was probably meant', () => {
    expect(parseCommandLine('gotoo theory')).toEqual({
      do: 'complain',
      message: 'there is no command "gotoo"; did you mean goto?',
    })
  })

  it('says what is missing or too much', () => {
    expect(parseCommandLine('goto')).toMatchObject({
      do: 'complain',
      message: 'goto needs something after it',
    })
    expect(parseCommandLine('quit now')).toMatchObject({
      do: 'complain',
      message: 'quit takes nothing after it',
    })
    expect(parseCommandLine('quit --force')).toMatchObject({
      do: 'complain',
      message: 'quit takes nothing after it',
    })
    expect(parseCommandLine('--version')).toMatchObject({
      do: 'complain',
      message: 'there is no command "--version"',
    })
  })
})
