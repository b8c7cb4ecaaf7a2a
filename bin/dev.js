#!/usr/bin/env node
'use strict'

// Runs the TypeScript as it is: no build, slower start.
const path = require('node:path')
const { spawn } = require('node:child_process')
const { pathToFileURL } = require('node:url')

const tsx = pathToFileURL(require.resolve('tsx')).href
const script = path.join(__dirname, '..', 'scripts', 'dev.ts')
const child = spawn(process.execPath, ['--import', tsx, script, ...process.argv.slice(2)], {
  stdio: 'inherit',
})

process.on('SIGINT', () => {})
child.on('exit', (status, signal) => {
  process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1)
})
