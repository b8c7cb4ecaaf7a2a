import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/fixtures/**'],
    environment: 'node',
    // Most tests wait for child processes: on two cores one worker, the default, leaves one of them idle.
    maxWorkers: 2,
    // Oclif and Ink write to the real streams; capturing them would change what they do.
    disableConsoleIntercept: true,
    // Child processes of their own make tests here slower than the default allows on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Ink draws no frames where it takes itself to be in CI.
    env: { NO_COLOR: '', FORCE_COLOR: '', CI: 'false' },
  },
})
