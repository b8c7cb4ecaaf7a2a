#!/usr/bin/env node
'use strict'

// CommonJS by intent: Node starts it faster than a module, and it can hand code caches to V8.
const path = require('node:path')
const { loadProgram } = require('./loader.js')

const program = loadProgram(path.join(__dirname, '..', 'dist'))
if (program) program.start(process.argv.slice(2), path.join(__dirname, '..'))
