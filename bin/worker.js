'use strict'

// Where worker threads start. Reads code caches and leaves writing them to the main thread.
const path = require('node:path')
const { loadProgram } = require('./loader.js')

const program = loadProgram(path.join(__dirname, '..', 'dist'), { save: false })
if (program) program.work()
