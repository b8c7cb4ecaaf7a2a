import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ LOG_LEVEL: 'info', SHUTDOWN_TIMEOUT_MS: 10_000 })
  })

  test('is read from the environment', () => {
    expect(readConfig({ SHUTDOWN_TIMEOUT_MS: '500' }).SHUTDOWN_TIMEOUT_MS).toBe(500)
  })

  test('takes a blank variable for one that is not set', () => {
    expect(readConfig({ LOG_LEVEL: ' ' }).LOG_LEVEL).toBe('info')
  })

  test.each([
    ['LOG_LEVEL', 'loud'],
    ['SHUTDOWN_TIMEOUT_MS', '0'],
    ['SHUTDOWN_TIMEOUT_MS', 'soon'],
    // compendium:slot config-mistakes
  ])('names %s when it is %j', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}:`)
  })
})
