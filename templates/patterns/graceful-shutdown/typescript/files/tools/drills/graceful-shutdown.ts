import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** How often the load balancer asks whether the service is ready. */
const PROBE_MS = 100
const CLIENTS = 8
/** Between two requests of a client, so that the service is not busy with them alone. */
const PAUSE_MS = 20
/** Long enough for the load balancer to notice on a slow machine. */
const DELAY = { DRAIN_DELAY_MS: '5000', DRAIN_TIMEOUT_MS: '20000', SHUTDOWN_TIMEOUT_MS: '30000' }

/**
 * The real program is stopped while clients keep coming. A load balancer that asks for readiness sends
 * them no more once it fails. With the delay not one request may be lost; without it, see what is.
 */
let failures = 0
console.log('# stopped under load, with a delay for the load balancer to notice')
const drained = await stopUnderLoad(DELAY)
expect('readiness failed while requests were still answered', drained.late > 0)
expect('no request was lost', drained.lost === 0)
expect('it ended with 0', drained.exitCode === 0)
console.log('# the same without the delay')
const { lost } = await stopUnderLoad({ DRAIN_DELAY_MS: '0' })
console.log(`   ${lost} requests were lost: this is what the delay is for`)
console.log(failures > 0 ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
process.exitCode = failures > 0 ? 1 : 0

async function stopUnderLoad(env: Record<string, string>) {
  const { program, url } = await startProgram(env)
  const seen = { answered: 0, lost: 0, late: 0, exitCode: -1 }
  let isSentHere = true
  let isReady = true
  const client = async (): Promise<void> => {
    while (isSentHere) {
      const isAnswered = await isOk(`${url}/metrics`, { headers: { connection: 'close' } })
      seen[isAnswered ? 'answered' : 'lost'] += 1
      if (isAnswered && !isReady) seen.late += 1
      await sleep(PAUSE_MS)
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  await sleep(300)
  const exited = once(program, 'exit')
  program.kill('SIGTERM')
  for (; isReady; await sleep(PROBE_MS)) isReady = await isOk(`${url}/health/ready`)
  // Clients notice a while after the load balancer does.
  await sleep(5 * PROBE_MS)
  isSentHere = false
  await clients
  const [code] = await exited
  seen.exitCode = Number(code)
  console.log(`   ${seen.answered} answered, ${seen.lost} lost, exit ${seen.exitCode}`)
  return seen
}

async function isOk(url: string, request: RequestInit = {}): Promise<boolean> {
  try {
    const answer = await fetch(url, request)
    await answer.arrayBuffer()
    return answer.status < 500
  } catch {
    return false
  }
}

async function startProgram(
  env: Record<string, string>,
): Promise<{ program: ChildProcess; url: string }> {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: 'sqlite::memory:',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: program.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (url === undefined) continue
    // Whoever does not read its log holds it up.
    program.stdout.resume()
    return { program, url }
  }
  throw new Error('the service did not start')
}

function expect(what: string, isTrue: boolean): void {
  if (!isTrue) failures += 1
  console.log(`${isTrue ? 'ok ' : '!  '} ${what}`)
}
