/** Values and errors of the learner's program, as text for the report. */

const TEXT_LIMIT = 300

function shorten(text) {
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}...`
}

export function describe(value) {
  try {
    if (value?.isGivenTo !== undefined) return `<value ${value.isGivenTo}>`
    if (typeof value === 'function') return `the function ${value.name || 'without a name'}`
    if (typeof value === 'string') return shorten(JSON.stringify(value))
    if (value instanceof Error) return describeError(value)
    if (typeof value === 'object' && value !== null) return shorten(JSON.stringify(value))
    return shorten(String(value))
  } catch (error) {
    return `a value that cannot be shown (${error?.message ?? error})`
  }
}

export function describeError(error) {
  if (!(error instanceof Error)) return `${describe(error)} (not an Error)`
  return shorten(error.message ? `${error.name}: ${error.message}` : error.name)
}

/** What no correct program shows. */
export function odd(ended, text, entered = 0, line = undefined) {
  return { ended, text, entered, ...(line === undefined ? {} : { line }) }
}
