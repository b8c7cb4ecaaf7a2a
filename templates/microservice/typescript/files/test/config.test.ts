import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

describe('the configuration', () => {
  test('has a default for everything and binds to loopback', () => {
    expect(readConfig({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, LOG_LEVEL: 'info' })
  })

  test('is read from the environment', () => {
    expect(readConfig({ PORT: '8080', PAYMENTS_URL: 'https://payments.internal' })).toMatchObject({
      PORT: 8080,
      PAYMENTS_URL: 'https://payments.internal',
    })
  })

  test('takes a blank variable for one that is not set', () => {
    expect(readConfig({ PORT: ' ' }).PORT).toBe(3000)
  })

  test.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PAYMENTS_URL', 'ftp://payments'],
    ['PAYMENTS_TIMEOUT_MS', '0'],
    ['LOG_LEVEL', 'loud'],
  ])('names %s when it is %j', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}:`)
  })
})
