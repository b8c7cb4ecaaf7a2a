// What failed in a report of vitest: `REPORT` names the tests, `REPORT --files` the files,
// `REPORT --mend AGAIN` counts as passed what passed in the second report.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [report, mode, again] = process.argv.slice(2)

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] }
}

const { testResults } = read(report)
const files = testResults.filter(({ status }) => status === 'failed')
const local = ({ name }) => path.relative(process.cwd(), name)

if (mode === '--files') {
  process.stdout.write(files.map(local).join(' '))
} else if (mode === '--mend') {
  const first = read(report)
  const second = read(again)
  const mended = first.numFailedTests - second.numFailedTests
  const counts = {
    numPassedTests: first.numPassedTests + mended,
    numFailedTests: second.numFailedTests,
  }
  writeFileSync(report, JSON.stringify({ ...first, ...counts }))
} else {
  for (const file of files) {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    const names = failed.length > 0 ? failed.map(({ fullName }) => fullName) : ['the file itself']
    for (const name of names) process.stdout.write(`failed at first: ${local(file)}: ${name}\n`)
  }
}
