const WARM_UPS = 4

/**
 * Runs a simulation of so many customers as the command line says and prints its rate as JSON. A few
 * shorter runs come first, because the engine compiles anew when it sees a second and a third. CPU
 * time: other work on the machine does not count.
 * `simulate` gives the virtual time of the end.
 */
export function report(simulate: (customers: number) => number): void {
  const customers = Number(process.argv[2])
  for (let run = 0; run < WARM_UPS; run += 1) simulate(Math.ceil(customers / WARM_UPS))
  const before = process.cpuUsage()
  const end = simulate(customers)
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(JSON.stringify({ eventsPerS: (2 * customers * 1e6) / (user + system), end }))
}
