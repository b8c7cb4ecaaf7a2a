import { type Drill, type Finding, fail, pass } from '../../drills/drill.ts'
import type { CommandName } from '../contract.ts'
import { isJson, quoted, wrongFailure, wrongResult } from '../failing.ts'
import { effectsOf } from '../stand-in.ts'
import type { ToolBed } from '../tool-bed.ts'

export const printsResult: Drill<ToolBed> = {
  id: 'prints-result',
  title: 'does what it is told, and prints what came of it on standard output',
  patterns: 'all',
  async run(bed) {
    for (const command of bed.commands) {
      const wrong = await wrongWhenWell(bed, command)
      if (wrong !== undefined) return fail(`Nothing was broken, and the ${command} ${wrong}`)
    }
    const { json } = bed.contract.tool
    const form = json === undefined ? '' : `; with ${json.join(' ')} that is one JSON value`
    return pass(
      `${what(bed)} ended with 0, and what the other service answered stood on standard output${form}.`,
    )
  },
}

async function wrongWhenWell(bed: ToolBed, command: CommandName): Promise<string | undefined> {
  const { json, key } = bed.contract.tool
  const asks = bed.contract.tool[command]?.asks ?? ''
  const made = await bed.make({ command })
  const wrong = wrongResult(made, asks)
  if (wrong !== undefined) return wrong
  const effects = effectsOf(made.asked, key)
  if (command === 'write' && effects > 1)
    return `sent ${made.asked.length} requests that had an effect ${effects} times.`
  if (json === undefined) return undefined
  const asJson = await bed.make({ command, more: json })
  const flag = `with ${json.join(' ')}`
  const wrongJson = wrongResult(asJson, asks)
  if (wrongJson !== undefined) return `${flag} ${wrongJson}`
  if (isJson(asJson.ended.stdout)) return undefined
  return `${flag} printed what is not one JSON value: ${quoted(asJson.ended.stdout)}`
}

/** A request that was refused is wrong, and no less so when it comes again. */
export const takesRefusals: Drill<ToolBed> = {
  id: 'takes-refusals',
  title: 'asks once when it is refused (400), and fails in words and by its status',
  patterns: 'all',
  async run(bed) {
    for (const command of bed.commands) {
      const found = await refused(bed, command)
      if (found.verdict !== 'pass') return found
    }
    return pass(`${what(bed)} asked once, and failed with a message on standard error.`)
  },
}

async function refused(bed: ToolBed, command: CommandName): Promise<Finding> {
  const refusing = { command, manner: () => ({ status: 400 }) }
  const { asked, ended } = await bed.make(refusing)
  const begin = `The other service answered 400, and the ${command}`
  if (asked.length === 0) return fail(`The ${command} never asked the other service.`)
  if (asked.length > 1)
    return fail(`${begin} asked ${asked.length} times: what is wrong with a request stays wrong.`)
  const wrong = wrongFailure(ended)
  if (wrong !== undefined) return fail(`${begin} ${wrong}`)
  const { json } = bed.contract.tool
  if (json === undefined) return pass('')
  const asJson = (await bed.make({ ...refusing, more: json })).ended
  const flag = `${begin} with ${json.join(' ')}`
  if (asJson.exitCode === 0) return fail(`${flag} ended with exit status 0: a script takes it for done.`)
  if (asJson.stdout.trim() === '' || isJson(asJson.stdout)) return pass('')
  return fail(`${flag} printed what is not one JSON value: ${quoted(asJson.stdout)}`)
}

function what(bed: ToolBed): string {
  const [first = '', second] = bed.commands
  return second === undefined ? `The ${first}` : `The ${first} and the ${second}`
}
