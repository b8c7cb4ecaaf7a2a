import { closest } from '../../lib/closest.ts'
import { formatQuantity, parseQuantity } from '../../lib/quantity.ts'
import { UserError } from '../../lib/user-error.ts'
import type { Parameter, Parameters } from './scenario.ts'

/** The scenario's defaults with the `name=value` settings put over them. */
export function resolveParameters(known: readonly Parameter[], settings: readonly string[]): Parameters {
  const values = Object.fromEntries(known.map((parameter) => [parameter.id, parameter.default]))
  const seen = new Set<string>()
  for (const setting of settings) {
    const { name, text } = split(setting)
    const parameter = known.find(({ id }) => id === name) ?? unknown(name, known)
    if (seen.has(name)) throw badSetting(`${name} is set twice.`, 'Set it once.')
    seen.add(name)
    values[name] = inRange(parameter, parseQuantity(text, parameter.unit, name), text)
  }
  return values
}

function split(setting: string): { name: string; text: string } {
  const at = setting.indexOf('=')
  const name = setting.slice(0, at).trim()
  const text = setting.slice(at + 1).trim()
  if (at > 0 && name !== '' && text !== '') return { name, text }
  throw badSetting(`"${setting}" is no setting.`, 'Write it as name=value, for example: --set retries=3')
}

function inRange(parameter: Parameter, value: number, text: string): number {
  const { id, min, max, unit } = parameter
  const range = `${formatQuantity(min, unit)} to ${formatQuantity(max, unit)}`
  if (!(value >= min && value <= max)) {
    throw badSetting(`${id} cannot be ${text}.`, `It may be ${range}: ${parameter.description}.`)
  }
  if (parameter.whole && !Number.isInteger(value)) {
    throw badSetting(
      `${id} cannot be ${text}.`,
      `It is a whole number from ${range}: ${parameter.description}.`,
    )
  }
  return value
}

function unknown(name: string, known: readonly Parameter[]): never {
  const names = known.map(({ id }) => id)
  const near = closest(name, names)
  throw new UserError(`There is no parameter "${name}".`, {
    code: 'unknown-parameter',
    next: [
      ...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []),
      `Parameters: ${names.join(', ')}`,
    ],
  })
}

function badSetting(message: string, next: string): UserError {
  return new UserError(message, { code: 'bad-setting', next: [next] })
}
