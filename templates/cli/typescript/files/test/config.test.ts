import { describe, expect, test } from 'vitest'
import { readConfig, readConfigFile } from '../src/config.ts'
import { fileOf } from './helpers.ts'

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ LOG_LEVEL: 'warn', DEPENDENCY_TIMEOUT_MS: 2000 })
  })

  test('takes a flag before the environment, and that before the file', () => {
    const file = { ORDERS_URL: 'http://file', POLL_MS: 1, ORDERS_TOKEN: 'file' }
    const env = { ORDERS_URL: 'http://env', POLL_MS: '2' }
    expect(readConfig(env, { ORDERS_URL: 'http://flag' }, file)).toMatchObject({
      ORDERS_URL: 'http://flag',
      POLL_MS: 2,
      ORDERS_TOKEN: 'file',
    })
  })

  test('takes a blank variable for one that is not set', () => {
    expect(readConfig({ LOG_LEVEL: ' ' }, { ORDERS_URL: undefined }).LOG_LEVEL).toBe('warn')
  })

  test.each([
    ['LOG_LEVEL', 'loud'],
    ['ORDERS_URL', 'ftp://orders'],
    ['DEPENDENCY_TIMEOUT_MS', '0'],
    // compendium:slot config-mistakes
  ])('names %s when it is %j', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}:`)
  })
})

describe('the file', () => {
  test('need not be there, unless it was asked for', () => {
    expect(readConfigFile({ XDG_CONFIG_HOME: '/nowhere' })).toEqual({})
    expect(() => readConfigFile({ ORDERS_CONFIG: '/nowhere' })).toThrow('Cannot read /nowhere')
  })

  test('is read from where it was said to be', async () => {
    const file = await fileOf('{"ORDERS_URL": "http://file"}', 'config.json')
    expect(readConfigFile({ ORDERS_CONFIG: file })).toEqual({ ORDERS_URL: 'http://file' })
  })

  test.each(['{', '[]', '1'])('that holds %s is named', async (text) => {
    const file = await fileOf(text, 'config.json')
    expect(() => readConfigFile({ ORDERS_CONFIG: file })).toThrow(file)
  })
})
