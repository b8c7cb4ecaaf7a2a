import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { registerInFolder } from '../../src/patterns/service-discovery/folder-registry.ts'
import { startFakeDependencies } from '../fake-dependencies/fake-dependencies.ts'
import { runDrill } from './drill.ts'

const REQUESTS = 20
const folder = mkdtempSync(path.join(os.tmpdir(), 'drill-registry-'))
const SETTINGS = {
  REGISTRY: `folder:${folder}`,
  REGISTRY_TTL_MS: '60000',
  // The dead one refuses at once; a slow machine shall not have the living one taken for dead.
  DEPENDENCY_TIMEOUT_MS: '5000',
  REGISTRY_REFRESH_MS: '100',
  DISCOVERY_EJECT_MS: '60000',
}

/** Two instances of payments; one dies without a word. After it was found out no request fails. */
try {
  await runDrill(SETTINGS, async (drill) => {
    const second = await startFakeDependencies()
    const origins = [drill.fakes, second].map((fakes) => new URL(fakes.urlOf('payments')).origin)
    const leases = origins.map((origin) => registerInFolder(folder, 'payments', origin))
    await Promise.all(leases.map((lease) => lease.beat()))

    console.log('# two instances of payments share the load')
    for (let i = 1; i <= REQUESTS; i++) await drill.order(`shared-${i}`)
    const both = drill.fakes.requests.payments > 0 && second.requests.payments > 0
    drill.expect('both were asked', both)

    console.log('# one of them dies; its entry stays in the registry')
    await second.close()
    const until = performance.now() + 10_000
    const isEjected = async () => {
      const series = 'discovery_instances{dependency="payments",state="ejected"}'
      return (await drill.metric(series)) === 1
    }
    for (let i = 1; !(await isEjected()) && performance.now() < until; i++)
      await drill.order(`found-out-${i}`)
    drill.expect('it was found out', await isEjected())

    console.log('# it is left alone')
    const statuses: number[] = []
    for (let i = 1; i <= REQUESTS; i++) statuses.push((await drill.order(`after-${i}`)).status)
    drill.expect(
      'no request failed any more',
      statuses.every((status) => status === 201),
    )
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
