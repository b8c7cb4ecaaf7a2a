export interface JUnitCase {
  readonly name: string
  /** How readers group cases; the suite's name when left out. */
  readonly className?: string
  readonly failure?: { readonly message: string; readonly text: string }
  /** Why the case was not judged. */
  readonly skipped?: string
}

export interface JUnitSuite {
  readonly name: string
  readonly cases: readonly JUnitCase[]
}

/**
 * A suite as JUnit XML, in the form that GitLab, Jenkins and GitHub's readers share. No times and
 * no host name: the same result gives the same bytes.
 */
export function junitXml(suite: JUnitSuite): string {
  const failures = suite.cases.filter((one) => one.failure !== undefined).length
  const skipped = suite.cases.filter((one) => isSkipped(one)).length
  const counts = `name="${attribute(suite.name)}" tests="${suite.cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite ${counts}>`,
    ...suite.cases.flatMap((one) => caseLines(one, suite.name)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function caseLines(one: JUnitCase, suiteName: string): string[] {
  const open = `    <testcase name="${attribute(one.name)}" classname="${attribute(one.className ?? suiteName)}"`
  if (one.failure !== undefined) {
    const { message, text } = one.failure
    const failure = `      <failure message="${attribute(message)}">${content(text)}</failure>`
    return [`${open}>`, failure, '    </testcase>']
  }
  if (one.skipped !== undefined) {
    return [`${open}>`, `      <skipped message="${attribute(one.skipped)}"/>`, '    </testcase>']
  }
  return [`${open}/>`]
}

/** A failed case is not skipped as well, whatever it says. */
function isSkipped(one: JUnitCase): boolean {
  return one.failure === undefined && one.skipped !== undefined
}

/** Line breaks and tabs are written as references, else a parser turns them into spaces. */
function attribute(text: string): string {
  return content(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
}

function content(text: string): string {
  return legal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * XML 1.0 section 2.2 has no way at all to hold most control characters, lone surrogates, U+FFFE
 * and U+FFFF, not even as references. Each is shown by the replacement character.
 */
function legal(text: string): string {
  return Array.from(text, (character) =>
    isLegal(character.codePointAt(0) ?? 0) ? character : '\uFFFD',
  ).join('')
}

function isLegal(point: number): boolean {
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd
  return point < 0xd800 || (point > 0xdfff && point !== 0xfffe && point !== 0xffff)
}
