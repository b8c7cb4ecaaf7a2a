/** Whether the learner's file has what the contract names. */
import { clock } from './clock.mjs'
import { Given } from './values.mjs'
import { describeError } from './words.mjs'

/** The contract's names, checked one by one so that each has its own message. */
export async function checkShape(program, contract) {
  const exported = await program.load()
  const problem = (kind, name, more = {}) => ({ type: 'shape', kind, name, ...more })
  const errors = contract.errors.map(({ name }) => name)
  for (const name of [contract.type, ...errors]) {
    const found = exported[name]
    if (found === undefined) {
      return problem('missing', name, {
        defined: Object.keys(exported)
          .filter((one) => one !== 'default')
          .slice(0, 20),
      })
    }
    if (typeof found !== 'function') return problem('not-a-class', name)
  }
  for (const name of errors) {
    if (!(exported[name].prototype instanceof Error)) return problem('not-an-error', name)
  }
  clock.reset(0, false)
  let subject
  try {
    const functions = contract.given.filter((one) => one.function !== undefined)
    subject = new exported[contract.type]({
      ...contract.options,
      ...new Given().of(contract.given),
      ...Object.fromEntries(functions.map(({ name }) => [name, () => undefined])),
    })
  } catch (error) {
    return problem('constructor', contract.type, {
      error: describeError(error),
      line: program.lineOf(error?.stack),
    })
  }
  const missing = contract.methods.find(({ name }) => typeof subject[name] !== 'function')
  if (missing !== undefined) return problem('missing-method', missing.name)
  const method = contract.attributes.find(({ name }) => isMethod(subject, name))
  return method === undefined ? undefined : problem('attribute-is-method', method.name)
}

/** Without reading it: a getter may loop, and the checks, not this, know how to end a loop. */
function isMethod(subject, name) {
  for (let holder = subject; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const found = Object.getOwnPropertyDescriptor(holder, name)
    if (found !== undefined) return typeof found.value === 'function'
  }
  return false
}
